// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include "base/error.h"

namespace rho::test {

/// A folder that goes away with the test.
class Scratch {
 public:
  std::filesystem::path operator/(const std::string& name) const { return path() / name; }
  std::filesystem::path path() const { return m_folder.path().toStdString(); }
  std::filesystem::path write(const std::string& name, const std::string& content) const {
    std::ofstream(path() / name, std::ios::binary) << content;
    return path() / name;
  }
  /// How many files there are, hidden ones too.
  int fileCount() const {
    return static_cast<int>(std::distance(std::filesystem::directory_iterator(path()), {}));
  }

 private:
  QTemporaryDir m_folder;
};

inline std::string contentOf(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// What an action failed with, or nothing when it did not fail.
struct Failure {
  int code = 0;  ///< of ExitCode; 0: no error
  std::string message;
};
inline Failure failureOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return {static_cast<int>(error.code()), error.what()};
  }
  return {};
}

}  // namespace rho::test
