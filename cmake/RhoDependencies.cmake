# SPDX-License-Identifier: Apache-2.0
include(CheckCXXSourceCompiles)
# Every dependency, with its purpose; the summary at the end of the configuration lists them.
find_package(LibTorch 2.6 REQUIRED)
set_package_properties(LibTorch PROPERTIES TYPE REQUIRED URL "https://pytorch.org"
  PURPOSE "networks and gradients")
if(LibTorch_HAS_CUDA)
  # NCCL's and CUDA's headers alone: the libraries come with LibTorch. A CUDA wheel brings them as
  # packages beside it.
  file(GLOB RHO_NCCL_INCLUDES "${LibTorch_ROOT_DIR}/../nvidia/*/include")
  list(APPEND RHO_NCCL_INCLUDES /usr/local/cuda/include "${LibTorch_ROOT_DIR}/include"
    "${LibTorch_ROOT_DIR}/include/torch/csrc/api/include")
  set(CMAKE_REQUIRED_INCLUDES "${RHO_NCCL_INCLUDES}")
  check_cxx_source_compiles("
    #define USE_C10D_NCCL
    #include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
    int main() {}" RHO_WITH_NCCL)
  unset(CMAKE_REQUIRED_INCLUDES)
  add_feature_info(NCCL RHO_WITH_NCCL "training on several GPUs without Gloo")
endif()
set(opencv core imgproc ximgproc freetype)
if(RHO_WITH_IMAGE_FILES)
  list(APPEND opencv imgcodecs)
endif()
find_package(OpenCV 4.5 REQUIRED COMPONENTS ${opencv})
set_package_properties(OpenCV PROPERTIES TYPE REQUIRED URL "https://opencv.org"
  PURPOSE "image files, resizing, superpixels, text in pictures")
if(RHO_WITH_DICOM)
  find_package(GDCM)
  set_package_properties(GDCM PROPERTIES TYPE OPTIONAL URL "https://gdcm.sourceforge.net"
    PURPOSE "decoding the pixels of DICOM files (JPEG, JPEG-LS), the DICOM dictionary")
  find_package(ZLIB)
  find_package(PkgConfig)
  if(PkgConfig_FOUND)
    pkg_check_modules(OPENJPEG IMPORTED_TARGET libopenjp2)
  endif()
endif()
if(GDCM_FOUND AND ZLIB_FOUND AND OPENJPEG_FOUND)
  set(RHO_HAS_DICOM ON)
else()
  set(RHO_HAS_DICOM OFF)
endif()
add_feature_info(DICOM RHO_HAS_DICOM "DICOM images, series, reports, de-identification")
find_package(nlohmann_json 3.10 REQUIRED)
set_package_properties(nlohmann_json PROPERTIES TYPE REQUIRED PURPOSE "cards, recipes, results")
find_package(fmt 9 REQUIRED)
set_package_properties(fmt PROPERTIES TYPE REQUIRED PURPOSE "formatted text")
find_package(CLI11 2.1 REQUIRED)
set_package_properties(CLI11 PROPERTIES TYPE REQUIRED PURPOSE "the command line of rho")
find_package(OpenSSL 1.1 REQUIRED COMPONENTS Crypto)
set_package_properties(OpenSSL PROPERTIES TYPE REQUIRED PURPOSE "SHA-256 of weights and images")
find_package(PkgConfig REQUIRED)
find_package(SQLite3 3.38 REQUIRED)
set_package_properties(SQLite3 PROPERTIES TYPE REQUIRED URL "https://sqlite.org"
  PURPOSE "annotation projects")
find_package(SQLiteCpp REQUIRED)
set_package_properties(SQLiteCpp PROPERTIES TYPE REQUIRED
  URL "https://srombauts.github.io/SQLiteCpp" PURPOSE "SQLite in C++")
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(LIBARCHIVE REQUIRED IMPORTED_TARGET libarchive)
find_package(Threads REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS CXX)
set_package_properties(OpenMP PROPERTIES DESCRIPTION "the threads that LibTorch runs its operators in")

if(RHO_BUILD_GUI)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets Svg PrintSupport)
  set_package_properties(Qt6 PROPERTIES TYPE REQUIRED PURPOSE "the workbench's windows")
  find_package(Qt6LinguistTools 6.4 QUIET)
  set_package_properties(Qt6LinguistTools PROPERTIES TYPE OPTIONAL
    PURPOSE "the window in other languages than English")
  find_package(QCustomPlotQt6 REQUIRED)
  set_package_properties(QCustomPlotQt6 PROPERTIES TYPE REQUIRED PURPOSE "plots")
endif()
if(RHO_BUILD_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Test Network)
endif()
