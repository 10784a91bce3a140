// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>

namespace rho::test {

/// What a run of `rho` left behind.
struct Outcome {
  int code;  ///< -1: it crashed
  QByteArray out, err;
  QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
};

inline Outcome runRho(const QStringList& arguments) {
  QProcess process;
  process.start(RHO_PROGRAM, arguments);
  process.waitForFinished(-1);
  return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
          process.readAllStandardOutput(), process.readAllStandardError()};
}

}  // namespace rho::test
