// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/curves.h"

#include <QCoreApplication>
#include <algorithm>

#include "workbench/inspect/decision_texts.h"

namespace rho::workbench {

namespace {

constexpr std::size_t namedInLegend = 4;  ///< other classes

struct CurveText {
  Q_DECLARE_TR_FUNCTIONS(CurveText)
};

widgets::ConfidenceCurve curveOf(const Inspection& state, int index, Direction direction) {
  widgets::ConfidenceCurve curve{QString::fromStdString(state.className(index)),
                                 index,
                                 direction == Direction::lower,
                                 index == state.target,
                                 {},
                                 {}};
  const auto i = static_cast<std::size_t>(index);
  curve.rho.push_back(0);
  curve.confidence.push_back(state.confidences[i]);
  // The map is in the order of ρ. Where the loop did not get further, points would go back.
  for (const auto& [key, frame] : state.frames) {
    if (frame.direction != direction) continue;
    curve.rho.push_back(frame.rho);
    curve.confidence.push_back(frame.confidences[i]);
  }
  return curve;
}

std::vector<int> othersOf(const Inspection& state) {
  auto order = state.rankedClasses();
  order.erase(std::remove(order.begin(), order.end(), state.target), order.end());
  return order;
}

}  // namespace

std::vector<widgets::ConfidenceCurve> curvesOf(const Inspection& state) {
  std::vector<widgets::ConfidenceCurve> curves;
  if (state.target < 0 || state.confidences.empty()) return curves;
  auto order = othersOf(state);
  order.push_back(state.target);
  for (const int index : order)
    for (const auto direction : {Direction::lower, Direction::raise})
      curves.push_back(curveOf(state, index, direction));
  return curves;
}

std::vector<widgets::LegendEntry> legendOf(const Inspection& state) {
  std::vector<widgets::LegendEntry> entries;
  if (state.target < 0 || state.confidences.empty()) return entries;
  const QString target = QString::fromStdString(state.className(state.target));
  entries.push_back({CurveText::tr("%1, raise").arg(target), state.target, false, true});
  entries.push_back({CurveText::tr("%1, lower").arg(target), state.target, true, true});
  for (const int index : othersOf(state)) {
    if (entries.size() == namedInLegend + 2) break;
    entries.push_back({QString::fromStdString(state.className(index)), index, false, false});
  }
  return entries;
}

QStringList notesOf(const Inspection& state) {
  QStringList notes;
  if (state.target < 0 || state.confidences.empty()) return notes;
  const auto hidden = static_cast<int>(othersOf(state).size()) - static_cast<int>(namedInLegend);
  if (hidden > 0) notes << CurveText::tr("+ %1 classes").arg(hidden);
  notes << CurveText::tr("dashed: while %1 is lowered")
               .arg(QString::fromStdString(state.className(state.target)));
  const auto number = [](double rho) { return QString::number(rho, 'f', 3); };
  const auto& [flip, chance, byRaising] = state.crossings;
  if (state.isMultiLabel()) {
    notes << decisionPointText(state.network->card(), state.target);
    if (flip)
      notes << (byRaising ? CurveText::tr("raise: found at ρ %1").arg(number(*flip))
                          : CurveText::tr("lower: no longer found at ρ %1").arg(number(*flip)));
    return notes;
  }
  if (flip && *flip == 0) notes << CurveText::tr("decided for another class already");
  if (flip && *flip > 0) notes << CurveText::tr("lower: decision flips at ρ %1").arg(number(*flip));
  if (chance && *chance > 0)
    notes << CurveText::tr("lower: below random at ρ %1").arg(number(*chance));
  return notes;
}

std::vector<widgets::FilmFrame> filmOf(const OpenCase& opened, const Inspection& state,
                                       Direction direction) {
  std::vector<widgets::FilmFrame> film = {{0, opened.picture}};
  for (const double rho : filmRhos()) {
    const auto found = state.frames.find({direction, Inspection::frameKey(rho)});
    film.push_back({rho, found == state.frames.end() ? QImage() : found->second.picture});
  }
  return film;
}

}  // namespace rho::workbench
