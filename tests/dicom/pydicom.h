// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QProcess>
#include <filesystem>

namespace rho::test {

/// What pydicom makes of an expression about a file, ds; an empty text where its environment is
/// missing (tests/dicom/setup_pydicom.sh).
inline QString readBack(const std::filesystem::path& file, const QString& expression) {
  const auto python = QString(RHO_SOURCE_DIR) + "/.deps/dicom/bin/python";
  if (!QFile::exists(python)) return {};
  QProcess process;
  process.start(
      python,
      {"-c", "import pydicom,sys\nds=pydicom.dcmread(sys.argv[1])\nprint(" + expression + ")",
       QString::fromStdString(file.string())});
  process.waitForFinished();
  return QString(process.readAllStandardOutput()).trimmed() + process.readAllStandardError();
}

}  // namespace rho::test
