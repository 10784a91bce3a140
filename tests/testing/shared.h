// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest>
#include <filesystem>
#include <string>

namespace rho::test {

/// A reference file that is not part of the project (golden values, networks, real images), or an
/// empty path where it does not exist on this machine.
inline std::filesystem::path sharedPath(const std::string& relative) {
  const char* named =
      qEnvironmentVariableIsSet("RHO_SHARED") ? std::getenv("RHO_SHARED") : RHO_SHARED_DIR;
  const auto path = std::filesystem::path(named) / relative;
  return std::filesystem::exists(path) ? path : std::filesystem::path();
}

}  // namespace rho::test

/// Defines `variable` as a reference file, or skips the test and names what is missing.
#define RHO_SHARED_OR_SKIP(variable, relative)                            \
  const std::filesystem::path variable = rho::test::sharedPath(relative); \
  if (variable.empty()) QSKIP("needs the reference file " relative)
