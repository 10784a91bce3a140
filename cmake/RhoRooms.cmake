# SPDX-License-Identifier: Apache-2.0
# A room is a folder of the house built as one static library. Its link line is the only door to
# other rooms: a header of a room that is not linked cannot be included by accident, because every
# room exports its own folder alone, as in #include "image/image.h".

# rho_room(NAME PUBLIC lib... PRIVATE lib...)
function(rho_room name)
  cmake_parse_arguments(ROOM "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
  if(NOT sources)
    set(sources "${PROJECT_SOURCE_DIR}/cmake/empty.cpp")
  endif()
  add_library(rho_${name} STATIC ${sources})
  rho_room_include(rho_${name} ${name} "${CMAKE_CURRENT_SOURCE_DIR}/${name}")
  target_link_libraries(rho_${name} PUBLIC ${ROOM_PUBLIC} PRIVATE rho_options ${ROOM_PRIVATE})
endfunction()

# Exports FOLDER under the prefix NAME/ without exporting its neighbours: the include path holds
# one symbolic link to that folder.
function(rho_room_include target name folder)
  set(door "${CMAKE_BINARY_DIR}/doors/${name}")
  file(MAKE_DIRECTORY "${door}")
  file(CREATE_LINK "${folder}" "${door}/${name}" SYMBOLIC)
  target_include_directories(${target} PUBLIC "${door}")
endfunction()

# For rooms that arrange what others compute: the compiler's time is worth more than theirs.
function(rho_arranges target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# LibTorch's headers are slow to compile: the rooms that use them share the precompiled headers of
# core/model/tensor.h.
function(rho_use_torch_pch target)
  if(NOT TARGET rho_torch_pch)
    add_library(rho_torch_pch STATIC "${PROJECT_SOURCE_DIR}/cmake/empty.cpp")
    target_link_libraries(rho_torch_pch PUBLIC LibTorch::LibTorch PRIVATE rho_options)
    target_precompile_headers(rho_torch_pch PRIVATE
      <torch/csrc/autograd/autograd.h> <torch/types.h> <torch/utils.h>)
  endif()
  target_precompile_headers(${target} REUSE_FROM rho_torch_pch)
endfunction()

# What most sources with widgets include. Not for those that include LibTorch's headers, which come
# before Qt's: they use Qt's keywords as names.
function(rho_use_qt_pch target)
  if(NOT TARGET rho_qt_pch)
    add_library(rho_qt_pch STATIC "${PROJECT_SOURCE_DIR}/cmake/empty.cpp")
    set_target_properties(rho_qt_pch PROPERTIES AUTOMOC OFF)
    target_link_libraries(rho_qt_pch PUBLIC Qt6::Widgets nlohmann_json::nlohmann_json opencv_core
      PRIVATE rho_options)
    target_precompile_headers(rho_qt_pch PRIVATE
      <QCoreApplication> <QImage> <QLabel> <QMenu> <QPainter> <QSettings> <QString> <QStringList>
      <QToolButton> <QVBoxLayout> <QWidget> <nlohmann/json.hpp> <opencv2/core.hpp>)
  endif()
  target_precompile_headers(${target} REUSE_FROM rho_qt_pch)
endfunction()
