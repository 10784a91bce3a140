# SPDX-License-Identifier: Apache-2.0
# Finds GDCM 3 and makes GDCM::MSFF of it. Debian's own configuration names programs and bindings of
# packages that nobody needs here, and fails without them.
find_path(GDCM_INCLUDE_DIR gdcmJPEG2000Codec.h PATH_SUFFIXES gdcm-3.0 gdcm-3.1 gdcm-3.2)
foreach(part MSFF DSED DICT Common)
  find_library(GDCM_${part}_LIBRARY gdcm${part})
  list(APPEND parts GDCM_${part}_LIBRARY)
endforeach()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(GDCM REQUIRED_VARS GDCM_INCLUDE_DIR ${parts})
mark_as_advanced(GDCM_INCLUDE_DIR ${parts})
if(GDCM_FOUND AND NOT TARGET GDCM::MSFF)
  add_library(GDCM::MSFF INTERFACE IMPORTED)
  set_target_properties(GDCM::MSFF PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${GDCM_INCLUDE_DIR}")
  foreach(part IN LISTS parts)
    set_property(TARGET GDCM::MSFF APPEND PROPERTY INTERFACE_LINK_LIBRARIES "${${part}}")
  endforeach()
endif()
