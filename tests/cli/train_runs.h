// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QThread>
#include <QtTest>
#include <csignal>
#include <functional>
#include <nlohmann/json.hpp>

#include "testing/scratch.h"

namespace rho::test {

/// What the program did.
struct Outcome {
  int code;  ///< -1: killed by a signal
  QByteArray out, err;
};
inline Outcome outcomeOf(QProcess& process) {
  process.waitForFinished(-1);
  return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
          process.readAllStandardOutput(), process.readAllStandardError()};
}
inline Outcome runRho(const QStringList& arguments) {
  QProcess process;
  process.start(RHO_PROGRAM, arguments);
  return outcomeOf(process);
}

/// Training runs of a network of a few weights, in a folder that goes away with the test. The run
/// "whole" is there from the start: 2 epochs of 42 steps.
class TrainRuns {
 public:
  TrainRuns() {
    m_scratch.write("recipe.json", R"({"name": "tiny", "epochs": 2, "batch": 4,
        "architecture_options": {"blocks": [1], "features": [4]}, "input_size": [16, 16],
        "input_channels": 1, "mean": [0.5], "standard_deviation": [0.25],
        "gradcam_layer": "group1", "deterministic": true, "shift": 1, "flip": true,
        "robust_terms": {"psi": 0.01, "loss_target": 0.6}})");
  }
  static constexpr int steps = 84;

  std::filesystem::path path(const std::string& name) const { return m_scratch / name; }
  QString named(const std::string& name) const {
    return QString::fromStdString(path(name).string());
  }
  std::string contentOf(const std::string& name) const { return test::contentOf(path(name)); }

  /// more: options, each with its value, in place of these or beside them.
  QStringList newRun(const std::string& folder, const QStringList& more = {}) const {
    QStringList arguments{"train", "--out", named(folder)};
    for (const auto& [option, value] :
         {std::pair("--recipe", named("recipe.json")),
          std::pair("--data", QString("phantom:nodule?count=168&size=32")),
          std::pair("--validation", QString("phantom:nodule?count=16&size=32&seed=2")),
          std::pair("--samples", QString("1")), std::pair("--threads", QString("1"))})
      if (!more.contains(option)) arguments += {option, value};
    return arguments + more;
  }
  QStringList resumed(const std::string& folder) const {
    return {"train", "--resume", named(folder)};
  }

  /// Starts a run and sends a signal as soon as the moment has come; none for 0.
  Outcome interrupted(const QStringList& arguments, int signal,
                      const std::function<bool()>& moment) const {
    QProcess process;
    process.start(RHO_PROGRAM, arguments);
    process.waitForStarted(-1);
    while (!moment() && !process.waitForFinished(0)) QThread::yieldCurrentThread();
    if (signal != 0 && process.state() == QProcess::Running)
      ::kill(static_cast<pid_t>(process.processId()), signal);
    return outcomeOf(process);
  }

  QJsonObject status(const std::string& folder) const {
    return QJsonDocument::fromJson(QByteArray::fromStdString(contentOf(folder + "/status.json")))
        .object();
  }
  /// The whole lines of a log of one kind, without what depends on the clock.
  std::vector<QJsonObject> lines(const std::string& folder, const QString& kind) const {
    std::vector<QJsonObject> found;
    for (const auto& line :
         QByteArray::fromStdString(contentOf(folder + "/log.jsonl")).split('\n')) {
      auto object = QJsonDocument::fromJson(line).object();
      if (object["kind"].toString() != kind) continue;
      object.remove("seconds");
      object.remove("images_per_second");
      found.push_back(object);
    }
    return found;
  }
  /// The numbers of the steps that a log reports. Their losses are means since the last report or
  /// the start of the process, and so depend on where a run went on.
  std::vector<int> reportedSteps(const std::string& folder) const {
    std::vector<int> reported;
    for (const auto& line : lines(folder, "step")) reported.push_back(line["step"].toInt());
    return reported;
  }

  bool writesCheckpoint(const std::string& folder) const {
    return !QDir(named(folder)).entryList({".checkpoint*"}, QDir::Files | QDir::Hidden).isEmpty();
  }

  /// The run came to the same network and the same log as the one that nothing happened to.
  void verifyAsWhole(const std::string& folder) const {
    QVERIFY(contentOf(folder + "/model.safetensors") == contentOf("whole/model.safetensors"));
    QCOMPARE(reportedSteps(folder), reportedSteps("whole"));
    QVERIFY(lines(folder, "epoch") == lines("whole", "epoch"));
    QVERIFY(lines(folder, "sample") == lines("whole", "sample"));
    QCOMPARE(status(folder)["state"].toString(), QString("finished"));
  }

  test::Scratch m_scratch;
};

}  // namespace rho::test
