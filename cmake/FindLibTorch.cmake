# SPDX-License-Identifier: Apache-2.0
# Finds LibTorch and makes the imported target LibTorch::LibTorch.
#
# Looked at in this order: LIBTORCH_ROOT (variable or environment: an unpacked LibTorch or the torch
# folder of a Python wheel), the torch package of the active Python, the wheel that
# packaging/setup.sh put into .deps/torch of the checkout.
#
# LibTorch's own TorchConfig.cmake is not used: with a CUDA wheel it demands a CUDA toolkit, which
# linking against the finished libraries does not need.
#
# Result: LibTorch_FOUND, LibTorch_VERSION, LibTorch_HAS_CUDA, LibTorch_ROOT_DIR.

function(_libtorch_of_active_python result)
  set(${result} "" PARENT_SCOPE)
  find_program(_LibTorch_PYTHON NAMES python3 python)
  if(NOT _LibTorch_PYTHON)
    return()
  endif()
  # find_spec locates the package without importing it, which would take seconds.
  execute_process(
    COMMAND "${_LibTorch_PYTHON}" -c
      "import importlib.util as u; s = u.find_spec('torch'); print(s.submodule_search_locations[0] if s else '')"
    OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  set(${result} "${folder}" PARENT_SCOPE)
endfunction()

_libtorch_of_active_python(_LibTorch_python_folder)
set(_LibTorch_candidates
  "${LIBTORCH_ROOT}" "$ENV{LIBTORCH_ROOT}"
  "${_LibTorch_python_folder}"
  "${CMAKE_SOURCE_DIR}/.deps/torch/torch")
list(REMOVE_ITEM _LibTorch_candidates "")

# A cached hit of an earlier run would override a LIBTORCH_ROOT given now.
unset(LibTorch_ROOT_DIR)
foreach(candidate IN LISTS _LibTorch_candidates)
  if(EXISTS "${candidate}/include/torch/csrc/api/include/torch/torch.h"
     AND EXISTS "${candidate}/lib/libtorch_cpu.so" AND EXISTS "${candidate}/lib/libc10.so")
    set(LibTorch_ROOT_DIR "${candidate}")
    break()
  endif()
endforeach()

if(LibTorch_ROOT_DIR)
  set(_version_header "${LibTorch_ROOT_DIR}/include/torch/headeronly/version.h")
  if(NOT EXISTS "${_version_header}")
    set(_version_header "${LibTorch_ROOT_DIR}/include/torch/csrc/api/include/torch/version.h")
  endif()
  if(EXISTS "${_version_header}")
    file(STRINGS "${_version_header}" _version_lines REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
    string(REGEX REPLACE "[^0-9;]" "" _version_numbers "${_version_lines}")
    list(JOIN _version_numbers "." LibTorch_VERSION)
  endif()
  set(LibTorch_HAS_CUDA FALSE)
  if(EXISTS "${LibTorch_ROOT_DIR}/lib/libtorch_cuda.so")
    set(LibTorch_HAS_CUDA TRUE)
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LibTorch_ROOT_DIR VERSION_VAR LibTorch_VERSION
  REASON_FAILURE_MESSAGE "run packaging/setup.sh, or set LIBTORCH_ROOT to an unpacked LibTorch or to the torch folder of a Python wheel")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  foreach(part c10 torch_cpu torch)
    add_library(LibTorch::${part} SHARED IMPORTED)
    set_target_properties(LibTorch::${part} PROPERTIES
      IMPORTED_LOCATION "${LibTorch_ROOT_DIR}/lib/lib${part}.so")
  endforeach()
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE
    "${LibTorch_ROOT_DIR}/include" "${LibTorch_ROOT_DIR}/include/torch/csrc/api/include")
  target_compile_definitions(LibTorch::LibTorch INTERFACE _GLIBCXX_USE_CXX11_ABI=1)
  # libtorch.so is an empty library whose only job is to pull in the back ends, CUDA among them:
  # nothing references it, so it has to be kept by force. The libraries of a CUDA wheel find each
  # other through their own run paths, which the linker does not follow.
  target_link_libraries(LibTorch::LibTorch INTERFACE
    LibTorch::torch_cpu LibTorch::c10
    "-Wl,--no-as-needed" LibTorch::torch "-Wl,--as-needed"
    "-Wl,--allow-shlib-undefined")
endif()
