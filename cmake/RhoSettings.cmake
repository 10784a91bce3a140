# SPDX-License-Identifier: Apache-2.0
# Language, warnings, sanitizers and the compiler cache: the same for every target.
include(FeatureSummary)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
# The folder of LibTorch is in no search path of the system: installed programs keep it.
set(CMAKE_INSTALL_RPATH_USE_LINK_PATH ON)

find_program(RHO_CCACHE ccache)
add_feature_info(ccache RHO_CCACHE "compiler cache")
if(RHO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Sloppiness: a precompiled header is only cached when ccache is told to trust its macros and not
  # to mind its age. The base folder makes paths relative, so that another build folder finds the same
  # results.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
    "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
    "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" "${RHO_CCACHE}")
endif()

add_library(rho_options INTERFACE)
# Qt asks for -fPIC; when the core is built with it too, the tests can use its precompiled header.
target_compile_options(rho_options INTERFACE -fPIC)
target_compile_options(rho_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlapping copies in "literal" + std::string (its bug 105651).
  target_compile_options(rho_options INTERFACE -Wno-restrict)
endif()
if(RHO_WERROR)
  target_compile_options(rho_options INTERFACE -Werror)
endif()
if(RHO_FUZZ)
  target_compile_options(rho_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(RHO_SANITIZE)
  # An error ends the program, so that a test sees it. LibTorch carries no type information for the
  # check of virtual tables.
  target_compile_options(rho_options INTERFACE
    -fsanitize=${RHO_SANITIZE} -fno-sanitize=vptr -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(rho_options INTERFACE -fsanitize=${RHO_SANITIZE} -fno-sanitize=vptr)
endif()
