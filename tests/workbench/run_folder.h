// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QString>

namespace rho::test {

inline void write(const QString& path, const QByteArray& content) {
  QDir().mkpath(QFileInfo(path).path());
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write %s", qPrintable(path));
  file.write(content);
}

inline void append(const QString& path, const QByteArray& content) {
  QFile file(path);
  if (!file.open(QIODevice::Append)) qFatal("cannot append to %s", qPrintable(path));
  file.write(content);
}

inline QByteArray startLine(int epochs, int stepsPerEpoch) {
  return QString(R"({"kind":"start","epochs":%1,"steps_per_epoch":%2,"images":100})")
             .arg(epochs)
             .arg(stepsPerEpoch)
             .toUtf8() +
         "\n";
}

inline QByteArray stepLine(int step, double crossEntropy) {
  return QString(R"({"kind":"step","epoch":1,"step":%1,"of":40,"cross_entropy":%2,"penalty":0.5,)"
                 R"("psi":220,"learning_rate":0.1,"images_per_second":80,"seconds":%1})")
             .arg(step)
             .arg(crossEntropy)
             .toUtf8() +
         "\n";
}

inline QByteArray epochLine(int epoch, double accuracy) {
  return QString(R"({"kind":"epoch","epoch":%1,"cross_entropy":0.7,"penalty":0.5,"psi":230,)"
                 R"("learning_rate":0.1,"seconds":9,"validation":{"accuracy":%2,"ece":0.03,)"
                 R"("cross_entropy":0.8,"auc":0.9}})")
             .arg(epoch)
             .arg(accuracy)
             .toUtf8() +
         "\n";
}

inline QByteArray statusOf(const char* state, long pid, int epoch, int epochs,
                           const char* reason = "") {
  return QString(R"({"state":"%1","pid":%2,"epoch":%3,"epochs":%4,"step":%5,"steps":%6,)"
                 R"("reason":"%7","updated":"2026-01-31T12:00:00Z"})")
      .arg(state)
      .arg(pid)
      .arg(epoch)
      .arg(epochs)
      .arg(10 * epoch)
      .arg(10 * epochs)
      .arg(reason)
      .toUtf8();
}

/// No process of any machine.
inline constexpr long noProcess = 2147483000;

}  // namespace rho::test
