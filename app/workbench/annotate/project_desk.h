// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <set>

#include "annotation/agreement.h"
#include "annotation/export.h"
#include "annotation/import.h"
#include "annotation/project.h"
#include "annotation/reading.h"
#include "flagging/project_scoring.h"
#include "workbench/annotate/case_index.h"
#include "workbench/annotate/training_set.h"

namespace rho::workbench {

/// What a new project is made of.
struct NewProject {
  QString file;
  annotation::ProjectSettings settings;
  QStringList classes;
  QString images;  ///< what is imported at once; empty: nothing yet
};

/// A way to fill the queue, and whether the project holds what it needs.
struct StrategyChoice {
  QString id, title, summary;
  bool isScored = false;
};

/// What is known of a project before anybody reads a case.
struct ProjectFacts {
  QString file, uuid;
  annotation::ProjectSettings settings;
  std::vector<annotation::LabelClass> classes;
  std::vector<annotation::Annotator> annotators;
  std::vector<StrategyChoice> strategies;
  QString network;      ///< that the scores are of; empty: none
  QString networkHash;  ///< its SHA-256
  std::int64_t cases = 0;
};

enum class ExportFormat { csv, coco, masks, training };

/// A project and who works at it. Lives in one thread and blocks it: see ProjectThread. All calls
/// throw what the project does; a reader sees nothing but what Reading gives.
class ProjectDesk {
 public:
  // Where one fails, what was open stays so.
  void create(const NewProject& request);
  void open(const QString& file);
  void close();
  bool isOpen() const { return m_project.has_value(); }
  ProjectFacts facts() const;

  /// Works as this annotator from now on; one of an unknown name is added.
  annotation::Annotator join(const QString& name, annotation::Role role);
  bool isJoined() const { return m_reading.has_value(); }
  /// Reads the cases again, after some were added or flagged.
  void reload();
  const CaseIndex& index() const { return m_index; }

  /// Tells the history that the case was served, the first time.
  AnnotatedCase show(annotation::Id caseId);
  void apply(const Edit& edit);
  /// The case that changed, or nothing.
  std::optional<annotation::Id> undo();
  std::optional<annotation::Id> redo();
  bool canUndo() const { return isJoined() && m_reading->canUndo(); }
  bool canRedo() const { return isJoined() && m_reading->canRedo(); }

  annotation::ImportResult importImages(const QString& source, const JobContext& context);
  annotation::FilledBatch fill(const annotation::QueueRequest& request, const JobContext& context);
  annotation::Agreement agreement() const;
  annotation::ExportResult exportTo(ExportFormat format, const QString& place,
                                    const JobContext& context) const;
  TrainingSet makeTrainingSet(const TrainingSetRequest& request, const JobContext& context) const;
  /// As flagging::casesToScore.
  std::vector<annotation::Case> casesToScore(const std::string& sha256, const std::string& name,
                                             const flagging::ScoreRequest& request);
  void keepScores(annotation::Id id, const flagging::CaseScores& scores, std::uint64_t seed);

 private:
  annotation::Project& project();
  annotation::Reading& reading();
  void tellServed(const CaseRow& row);
  std::optional<annotation::Id> changed(std::optional<annotation::Id> caseId);

  std::optional<annotation::Project> m_project;
  std::optional<annotation::Reading> m_reading;
  CaseIndex m_index;
  std::set<annotation::Id> m_served;  ///< by this program, so that each is told once
};

}  // namespace rho::workbench
