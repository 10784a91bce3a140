# SPDX-License-Identifier: Apache-2.0
# Finds LibTorch and makes the imported target LibTorch::LibTorch.
#
# Looked at in this order: LIBTORCH_ROOT (variable or environment: an unpacked LibTorch or the torch
# folder of a Python wheel), the torch package of the active Python, the wheel that
# packaging/setup.sh put into .deps/torch of the checkout. A LIBTORCH_ROOT that does not fit is an
# error; the other two are passed over when they are too old.
#
# LibTorch's own TorchConfig.cmake is not used: with a CUDA wheel it demands a CUDA toolkit, which
# linking against the finished libraries does not need.
#
# Result: LibTorch_FOUND, LibTorch_VERSION, LibTorch_HAS_CUDA, LibTorch_ROOT_DIR.

function(_libtorch_of_active_python result)
  set(${result} "" PARENT_SCOPE)
  # Looked up each time, because another environment may be active by now.
  find_program(python NAMES python3 python NO_CACHE)
  if(NOT python)
    return()
  endif()
  # find_spec locates the package without importing it, which would take seconds.
  execute_process(
    COMMAND "${python}" -c
      "import importlib.util as u; s = u.find_spec('torch'); print(s.submodule_search_locations[0] if s else '')"
    OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  set(${result} "${folder}" PARENT_SCOPE)
endfunction()

# Sets RESULT to the libraries that the loader would not find for LIBRARY.
function(_libtorch_unfound library result)
  set(${result} "" PARENT_SCOPE)
  find_program(ldd NAMES ldd NO_CACHE)
  if(ldd AND EXISTS "${library}")
    execute_process(COMMAND "${ldd}" "${library}" OUTPUT_VARIABLE needed ERROR_QUIET)
    string(REGEX MATCHALL "[^ \t\n]+ => not found" needed "${needed}")
    string(REPLACE " => not found" "" needed "${needed}")
    string(REPLACE ";" ", " needed "${needed}")
    set(${result} "${needed}" PARENT_SCOPE)
  endif()
endfunction()

# Sets VERSION to the version in FOLDER, or PROBLEM to why it cannot be used.
function(_libtorch_inspect folder version problem)
  set(${version} "" PARENT_SCOPE)
  set(${problem} "" PARENT_SCOPE)
  foreach(file IN ITEMS include/torch/csrc/api/include/torch/torch.h lib/libtorch.so
      lib/libtorch_cpu.so lib/libc10.so)
    if(NOT EXISTS "${folder}/${file}")
      set(${problem} "it has no ${file}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  set(header "${folder}/include/torch/headeronly/version.h")
  if(NOT EXISTS "${header}")
    set(header "${folder}/include/torch/csrc/api/include/torch/version.h")
  endif()
  file(STRINGS "${header}" numbers REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
  string(REGEX REPLACE "[^0-9;]" "" numbers "${numbers}")
  list(JOIN numbers "." found)
  if(found VERSION_LESS LibTorch_FIND_VERSION)
    set(${problem} "its version is ${found}, needed is ${LibTorch_FIND_VERSION}" PARENT_SCOPE)
    return()
  endif()
  # Some wheels of 2.6 use the strings of GCC 4, which Qt and OpenCV do not share.
  set(config "${folder}/share/cmake/Torch/TorchConfig.cmake")
  if(EXISTS "${config}")
    file(STRINGS "${config}" old_strings REGEX "_GLIBCXX_USE_CXX11_ABI=0")
    if(old_strings)
      set(${problem} "it is built with the C++ ABI from before GCC 5" PARENT_SCOPE)
      return()
    endif()
  endif()
  _libtorch_unfound("${folder}/lib/libtorch_cpu.so" unfound)
  if(unfound)
    set(${problem} "it needs ${unfound}, which are not there" PARENT_SCOPE)
    return()
  endif()
  set(${version} "${found}" PARENT_SCOPE)
endfunction()

_libtorch_of_active_python(_LibTorch_python_folder)
set(_LibTorch_named "${LIBTORCH_ROOT}")
if(NOT _LibTorch_named)
  set(_LibTorch_named "$ENV{LIBTORCH_ROOT}")
endif()
if(_LibTorch_named)
  set(_LibTorch_candidates "${_LibTorch_named}")
else()
  set(_LibTorch_candidates "${_LibTorch_python_folder}" "${CMAKE_SOURCE_DIR}/.deps/torch/torch")
endif()

# Nothing of this is cached, so that a LIBTORCH_ROOT given now overrides an earlier run.
set(LibTorch_ROOT_DIR "")
foreach(_LibTorch_candidate IN LISTS _LibTorch_candidates)
  if(NOT EXISTS "${_LibTorch_candidate}" AND NOT _LibTorch_named)
    continue()
  endif()
  _libtorch_inspect("${_LibTorch_candidate}" LibTorch_VERSION _LibTorch_problem)
  if(NOT _LibTorch_problem)
    get_filename_component(LibTorch_ROOT_DIR "${_LibTorch_candidate}" REALPATH)
    break()
  elseif(_LibTorch_named)
    message(FATAL_ERROR
      "LIBTORCH_ROOT: ${_LibTorch_candidate} cannot be used: ${_LibTorch_problem}; name an unpacked "
      "LibTorch or the torch folder of a Python wheel, or unset it and run packaging/setup.sh")
  endif()
  message(STATUS "Passed over ${_LibTorch_candidate}: ${_LibTorch_problem}")
endforeach()

set(LibTorch_HAS_CUDA FALSE)
if(LibTorch_ROOT_DIR AND EXISTS "${LibTorch_ROOT_DIR}/lib/libtorch_cuda.so")
  # A CUDA wheel without the CUDA libraries, as set-up takes it where there is no GPU, is a CPU build.
  _libtorch_unfound("${LibTorch_ROOT_DIR}/lib/libtorch_cuda.so" _LibTorch_unfound)
  if(_LibTorch_unfound)
    message(STATUS "LibTorch is used on the CPU alone: it lacks ${_LibTorch_unfound}")
  else()
    set(LibTorch_HAS_CUDA TRUE)
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LibTorch_ROOT_DIR VERSION_VAR LibTorch_VERSION
  REASON_FAILURE_MESSAGE "run packaging/setup.sh, or set LIBTORCH_ROOT to an unpacked LibTorch or to the torch folder of a Python wheel")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  foreach(_LibTorch_part c10 torch_cpu)
    add_library(LibTorch::${_LibTorch_part} SHARED IMPORTED)
    set_target_properties(LibTorch::${_LibTorch_part} PROPERTIES
      IMPORTED_LOCATION "${LibTorch_ROOT_DIR}/lib/lib${_LibTorch_part}.so")
  endforeach()
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE
    "${LibTorch_ROOT_DIR}/include" "${LibTorch_ROOT_DIR}/include/torch/csrc/api/include")
  target_link_libraries(LibTorch::LibTorch INTERFACE LibTorch::torch_cpu LibTorch::c10)
  # The libraries of a CUDA wheel find each other through their own run paths, which the linker does
  # not follow.
  target_link_options(LibTorch::LibTorch INTERFACE "LINKER:--allow-shlib-undefined")
  if(LibTorch_HAS_CUDA)
    # libtorch.so is an empty library whose only job is to pull in the back ends: nothing
    # references it, so it has to be kept by force.
    target_link_options(LibTorch::LibTorch INTERFACE
      "LINKER:--no-as-needed,${LibTorch_ROOT_DIR}/lib/libtorch.so,--as-needed")
  endif()
endif()
