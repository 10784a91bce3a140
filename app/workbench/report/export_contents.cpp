// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/export_contents.h"

#include <QCoreApplication>
#include <algorithm>

#include "base/resources.h"
#include "model/decision.h"
#include "workbench/desk/measurement_texts.h"
#include "workbench/inspect/core_texts.h"
#include "workbench/inspect/curves.h"
#include "workbench/inspect/decision_texts.h"
#include "workbench/inspect/tile_contents.h"
#include "workbench/network/card_rows.h"
#include "workbench/network/network_panel.h"
#include "workbench/trust/trust_texts.h"

namespace rho::workbench {

namespace {

constexpr int pictureSide = 560;  ///< pixels of the longer side

struct ExportText {
  Q_DECLARE_TR_FUNCTIONS(ExportText)
};
QString text(const std::string& utf8) { return QString::fromStdString(utf8); }
QString number(double value) { return QString::number(value, 'g', 4); }

QSize pictureSize(const OpenCase& opened, const widgets::ViewState& view) {
  const double stored = opened.aspectRatio();
  const double ratio = view.orientation.swapsSides() ? 1 / stored : stored;
  return ratio >= 1 ? QSize(pictureSide, std::max(1, static_cast<int>(pictureSide / ratio)))
                    : QSize(std::max(1, static_cast<int>(pictureSide * ratio)), pictureSide);
}

ExhibitTile exhibitTile(const TileSetting& tile, const Snapshot& snapshot, const Inspection& row) {
  const auto content =
      tileContent(tile, snapshot.opened, row, snapshot.workspace, ExportText::tr("not computed"));
  ExhibitTile result;
  result.title = tileTitle(tile);
  result.subtitle = content.subtitle;
  result.result = content.result.isEmpty() ? content.placeholder.toHtmlEscaped() : content.result;
  if (!content.layers.isNull())
    result.picture = widgets::composed(content.layers, snapshot.workspace.view,
                                       pictureSize(snapshot.opened, snapshot.workspace.view));
  if (content.scale) result.scale = {content.scale->colors, content.scale->range};
  result.warnings = content.warnings;
  return result;
}

std::vector<TileSetting> tilesOf(const Snapshot& snapshot, const std::string& only) {
  auto tiles = snapshot.workspace.tiles;
  if (!only.empty()) std::erase_if(tiles, [&](const auto& tile) { return tile.key() != only; });
  return tiles;
}

Facts imageFacts(const OpenCase& opened) {
  const auto& image = opened.image;
  Facts facts = {{ExportText::tr("name"), text(opened.entry.title)},
                 {ExportText::tr("source"), text(opened.entry.address)},
                 {ExportText::tr("size"),
                  QString("%1×%2×%3").arg(image.width()).arg(image.height()).arg(image.channels())},
                 {ExportText::tr("bits stored"), QString::number(image.info().bitsStored)}};
  if (!opened.sha256.empty()) facts.push_back({ExportText::tr("SHA-256"), text(opened.sha256)});
  for (const auto& note : image.info().notes) facts.push_back({ExportText::tr("note"), text(note)});
  return facts;
}

/// Lines of one measurement become one.
Facts measuredFacts(const Snapshot& snapshot) {
  Facts facts;
  for (const auto& one : snapshot.workspace.measured())
    if (const auto says = measurementText(snapshot.opened.image, one); !says.isEmpty())
      facts.push_back({measurementName(one.kind), QString(says).replace('\n', ", ")});
  return facts;
}

Facts networkFacts(const Inspection& row) {
  if (!row.network) return {{ExportText::tr("path"), text(row.networkPath)}};
  const auto& card = row.network->card();
  Facts facts = {
      {ExportText::tr("path"), text(row.networkPath)},
      {ExportText::tr("SHA-256"), text(card.sha256)},
      {ExportText::tr("architecture"), text(card.architecture)},
      {ExportText::tr("input"),
       QString("%1×%2×%3").arg(card.inputWidth).arg(card.inputHeight).arg(card.inputChannels)},
      {ExportText::tr("classes"), QString::number(card.classCount())}};
  for (const auto& [name, value] : card.metrics.items())
    if (value.is_number()) facts.push_back({metricName(name), number(value.get<double>())});
  return facts;
}

std::optional<MethodFacts> methodFacts(const TileSetting& tile, const Snapshot& snapshot,
                                       const Inspection& row) {
  if (tile.method == TileSetting::input || tile.difference) return std::nullopt;
  const auto& method = Analysis::method(tile.method);
  MethodFacts facts;
  facts.method = tileTitle(tile);
  if (isSwept(tile)) {
    const auto* frame = row.frameFor(tile, snapshot.workspace);
    if (!frame) return std::nullopt;
    facts.parameters = optionTexts(method, {{"rho", frame->rho}, {"mode", "paper"}}).join(", ");
    facts.rhoReached = frame->rhoReached;
    return facts;
  }
  const auto* answer = row.answerFor(tile, snapshot.workspace);
  if (!answer || !answer->error.empty()) return std::nullopt;
  facts.parameters = optionTexts(method, answer->value.options).join(", ");
  facts.seed = answer->value.seed;
  facts.seconds = answer->value.seconds;
  facts.score = answer->value.score;
  facts.rhoReached = answer->value.rhoReached;
  return facts;
}

std::optional<double> confidenceAt(const Frame* frame, int index) {
  if (!frame) return std::nullopt;
  return static_cast<double>(frame->confidences.at(static_cast<std::size_t>(index)));
}

std::vector<ClassConfidence> confidencesOf(const Inspection& row, double rho) {
  std::vector<ClassConfidence> list;
  const auto* raised = row.nearest(Direction::raise, rho);
  const auto* lowered = row.nearest(Direction::lower, rho);
  for (const int index : row.rankedClasses())
    list.push_back({text(row.className(index)),
                    static_cast<double>(row.confidences[static_cast<std::size_t>(index)]),
                    confidenceAt(raised, index), confidenceAt(lowered, index), std::nullopt});
  if (row.isMultiLabel())
    for (auto& line : list)
      line.decisionPoint =
          model::decisionPoint(row.network->card(), row.classNamed(line.name.toStdString()));
  return list;
}

ReportCurves reportCurves(const Inspection& row) {
  ReportCurves result;
  for (const auto& curve : curvesOf(row)) {
    ReportCurve line{curve.name, curve.classIndex, curve.lowering, curve.isTarget, {}};
    for (std::size_t i = 0; i < curve.rho.size(); ++i)
      line.points.append({curve.rho[i], curve.confidence[i]});
    result.curves.push_back(std::move(line));
  }
  result.flipRho = row.crossings.flipRho;
  result.flipsByRaising = row.crossings.byRaising;
  result.chanceRho = row.crossings.chanceRho;
  if (row.isMultiLabel() && row.target >= 0)
    result.decisionPoint = model::decisionPoint(row.network->card(), row.target);
  else if (row.network && row.network->card().classCount() > 1)
    result.chance = 1.0 / row.network->card().classCount();
  return result;
}

NetworkReport networkReport(const Snapshot& snapshot, const Inspection& row) {
  NetworkReport report;
  report.name = text(row.networkName());
  report.facts = networkFacts(row);
  for (const auto& tile : snapshot.workspace.tiles)
    if (const auto facts = methodFacts(tile, snapshot, row)) report.methods.push_back(*facts);
  report.confidences = confidencesOf(row, snapshot.workspace.rho);
  report.curves = reportCurves(row);
  report.decision = decisionText(row);
  return report;
}

/// The values behind a tile's colours.
TileArrays arraysOfTile(const TileSetting& tile, const Snapshot& snapshot, const Inspection& row) {
  TileArrays arrays;
  arrays.name = tile.difference ? tile.method + "-difference" : tile.method;
  if (isSwept(tile)) {
    if (const auto* frame = row.frameFor(tile, snapshot.workspace)) {
      arrays.map = frame->differenceValues;
      arrays.perturbed = frame->perturbed;
      arrays.confidences = frame->confidences;
      arrays.rhoReached = frame->rhoReached;
    }
  } else if (const auto* answer = row.answerFor(tile, snapshot.workspace)) {
    arrays.map = answer->value.map;
    arrays.perturbed = answer->value.perturbed;
    arrays.confidences = answer->value.confidencesAfter;
    arrays.rhoReached = answer->value.rhoReached;
  }
  return arrays;
}

const Inspection& currentOf(const Snapshot& snapshot) {
  return snapshot.rows.at(static_cast<std::size_t>(snapshot.current));
}

}  // namespace

Exhibit exhibitOf(const Snapshot& snapshot, const std::string& tile) {
  Exhibit exhibit;
  exhibit.caseName = text(snapshot.opened.entry.title);
  for (const auto& row : snapshot.rows) {
    auto& tiles = exhibit.rows.emplace_back();
    for (const auto& setting : tilesOf(snapshot, tile))
      tiles.push_back(exhibitTile(setting, snapshot, row));
    exhibit.rowNames << text(row.networkName());
  }
  const auto& row = currentOf(snapshot);
  exhibit.footer = ExportText::tr("class %1 · ρ %2 · seed %3")
                       .arg(text(row.className(row.target)), number(snapshot.workspace.rho))
                       .arg(snapshot.workspace.seed);
  return exhibit;
}

CurvePage curvePageOf(const Snapshot& snapshot) {
  const auto& row = currentOf(snapshot);
  return {text(snapshot.opened.entry.title), text(row.networkName()),
          text(row.className(row.target)), reportCurves(row)};
}

ReportContent reportOf(const Snapshot& snapshot) {
  ReportContent report;
  report.exhibit = exhibitOf(snapshot);
  report.image = imageFacts(snapshot.opened);
  report.measured = measuredFacts(snapshot);
  for (const auto& row : snapshot.rows) {
    report.networks.push_back(networkReport(snapshot, row));
    for (const auto& warning : warningsOf(row, snapshot.workspace))
      report.warnings << (snapshot.rows.size() > 1 ? text(row.networkName()) + ": " + warning
                                                   : warning);
  }
  report.warnings << rangeWarnings(snapshot.trust);
  report.trust = trustFacts(snapshot.trust, snapshot.workspace.view.orientation);
  const auto& row = currentOf(snapshot);
  report.target = text(row.className(row.target));
  report.rho = snapshot.workspace.rho;
  report.time = QDateTime::currentDateTime();
  report.programVersion = text(version());
  return report;
}

ExhibitArrays arraysOf(const Snapshot& snapshot, const std::string& tile) {
  const auto& row = currentOf(snapshot);
  ExhibitArrays arrays;
  arrays.input = row.input;
  arrays.confidences = row.confidences;
  if (row.network) arrays.classNames = row.network->card().classNames;
  arrays.target = row.target;
  arrays.rho = snapshot.workspace.rho;
  for (const auto& setting : tilesOf(snapshot, tile))
    if (setting.method != TileSetting::input)
      arrays.tiles.push_back(arraysOfTile(setting, snapshot, row));
  return arrays;
}

}  // namespace rho::workbench
