# SPDX-License-Identifier: Apache-2.0
include(GNUInstallDirs)
install(TARGETS rho RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(RHO_BUILD_GUI)
  install(TARGETS rhoscope RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY resources/ DESTINATION ${CMAKE_INSTALL_DATADIR}/rhoscope)
