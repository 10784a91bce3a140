# SPDX-License-Identifier: Apache-2.0
include(GNUInstallDirs)
install(TARGETS rho RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(RHO_BUILD_GUI)
  install(TARGETS rhoscope RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
if(RHO_HAS_DICOM)
  install(TARGETS rho-decode-jpeg rho-decode-jpeg2000
    RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/rhoscope)
endif()
install(DIRECTORY resources/ DESTINATION ${CMAKE_INSTALL_DATADIR}/rhoscope)
