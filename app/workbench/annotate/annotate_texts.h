// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "annotation/agreement.h"
#include "annotation/export.h"
#include "annotation/import.h"
#include "flagging/project_scoring.h"
#include "workbench/annotate/case_index.h"
#include "workbench/annotate/project_desk.h"

namespace rho::workbench {

/// The ending of a project's file.
inline constexpr const char* projectEnding = ".rhoproject";
bool looksLikeProject(const QString& path);

QString stateText(annotation::State state);
/// One character in front of what is done.
QString stateMark(annotation::State state);
QString roleText(annotation::Role role);
QString filterText(CaseFilter filter);

/// "entropy + fragile, diverse" in the words of the window.
QString strategyText(const QString& description);
/// What a strategy looks at, for a tooltip.
QString strategySummary(const StrategyChoice& strategy);
/// "entropy 0.93": why a case is served.
QString reasonText(const annotation::Flag& flag);
/// Below a case's name in the list.
QString rowText(const CaseRow& row);

/// "anna: pneumonia, effusion"
QString opinionText(const Opinion& opinion, const std::vector<annotation::LabelClass>& classes);
QString progressText(const ReadingProgress& progress);
/// One line each, for those classes on which something is known.
QStringList agreementTexts(const annotation::Agreement& agreement);
QString importText(const annotation::ImportResult& result);
QString filledText(const annotation::FilledBatch& batch);
QString scoredText(const flagging::ScoringResult& result);
QString trainingSetText(const annotation::ExportResult& result);

}  // namespace rho::workbench
