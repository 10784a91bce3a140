// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>

#include "flagging/project_scoring.h"

namespace rho::workbench {

class JobTracker;
class ProjectThread;

/// A network as the project knows it, and what it is to be asked.
struct NetworkQuestion {
  flagging::ScoringRequest request;
  std::string sha256, name;
};

/// Asks a network about the cases of the project, in a job beside everything else: the project's
/// thread lists the cases and keeps what comes; the job computes. What is kept stays when it is
/// stopped, and the same question goes on there.
class CaseScoring : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* lane = "annotate scores";

  CaseScoring(JobTracker& tracker, ProjectThread& project, QObject* parent = nullptr);

  void start(const NetworkQuestion& question);
  void stop();
  bool isRunning() const { return m_question.has_value(); }

 signals:
  void progressed(double fraction);
  /// All cases were asked about.
  void finished(const rho::flagging::ScoringResult& result);
  void failed(const QString& message);
  /// After finished() and failed(), and when it was stopped.
  void ended();

 private:
  void ask(const std::vector<annotation::Case>& cases);
  void end();

  JobTracker& m_tracker;
  ProjectThread& m_project;
  std::optional<NetworkQuestion> m_question;
  quint64 m_ticket = 0;  ///< of the question, so that the answer to an earlier one is known
};

}  // namespace rho::workbench
