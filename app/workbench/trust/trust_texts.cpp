// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/trust/trust_texts.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace rho::workbench {

namespace {

using widgets::Fact;

struct TrustText {
  Q_DECLARE_TR_FUNCTIONS(TrustText)
};

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }
QString number(double value, int digits) { return QString::number(value, 'f', digits); }
QString percent(double share) {
  const double value = 100 * share;
  return TrustText::tr("%1 %").arg(value < 9.95 ? number(value, 1) : number(value, 0));
}

/// The part of the picture as it is seen.
QString placeText(const trust::Place& place, const widgets::Orientation& orientation) {
  const QString names[3][3] = {
      {TrustText::tr("upper left"), TrustText::tr("upper middle"), TrustText::tr("upper right")},
      {TrustText::tr("middle left"), TrustText::tr("centre"), TrustText::tr("middle right")},
      {TrustText::tr("lower left"), TrustText::tr("lower middle"), TrustText::tr("lower right")}};
  const auto seen = orientation.shown({(place.column + 0.5) / 3, (place.row + 0.5) / 3});
  const auto third = [](double position) {
    return std::clamp(static_cast<int>(3 * position), 0, 2);
  };
  return names[third(seen.y())][third(seen.x())];
}

QString firmnessText(trust::Firmness firmness) {
  switch (firmness) {
    case trust::Firmness::fragile:
      return TrustText::tr("fragile");
    case trust::Firmness::firm:
      return TrustText::tr("firm");
    default:
      return TrustText::tr("as usual");
  }
}

QString changeText(const trust::Standing& standing) {
  const bool isFound = std::isfinite(standing.distance);
  if (standing.kind == "btr")
    return isFound ? TrustText::tr("A change of ρ %1 brings the confidence to chance.")
                         .arg(number(standing.distance, 4))
                   : TrustText::tr("No change was found that brings the confidence to chance.");
  return isFound ? TrustText::tr("A change of ρ %1 flips the decision.")
                       .arg(number(standing.distance, 4))
                 : TrustText::tr("No change was found that flips the decision.");
}

QString comparisonText(const trust::Standing& standing) {
  const bool isSmall = standing.percentile <= 0.5;
  const double others = isSmall ? 1 - standing.percentile : standing.percentile;
  const QString says =
      isSmall ? TrustText::tr("That is smaller than in %1 of 100 images of the same kind: %2.")
              : TrustText::tr("That is larger than in %1 of 100 images of the same kind: %2.");
  return says.arg(std::lround(100 * others)).arg(firmnessText(standing.firmness()));
}

}  // namespace

QStringList rangeWarnings(const TrustState& state) {
  if (!state.rangeFailure.empty()) return {text(state.rangeFailure)};
  if (!state.range || !state.range->isOutside()) return {};
  if (state.range->looksInverted())
    return {
        TrustText::tr("This image looks inverted: with black and white exchanged it is much "
                      "more like those that the network was made for.")};
  return {
      TrustText::tr("This image is not like those that the network was made for: do not trust "
                    "its answer.")};
}

std::vector<Fact> rangeFacts(const trust::RangeFinding& range) {
  const QString says =
      TrustText::tr(
          "Distance %1 from the images that the network was made for; 99 of 100 of those "
          "are below %2. With black and white exchanged: %3.")
          .arg(number(range.distance, 2), number(range.limit, 2),
               number(range.invertedDistance, 2));
  const QString word = range.looksInverted() ? TrustText::tr("looks inverted")
                       : range.isOutside()   ? TrustText::tr("unlike others")
                                             : TrustText::tr("like others");
  return {{TrustText::tr("image"), word, says}};
}

std::vector<Fact> pushFacts(const std::vector<trust::Push>& pushes,
                            const widgets::Orientation& orientation) {
  std::vector<Fact> facts;
  for (const auto& push : pushes) {
    const auto place = placeText(push.place, orientation);
    const QString change = QString("%1 → %2").arg(number(push.before, 2), number(push.after, 2));
    facts.push_back(
        {push.method == "ae-lower" ? TrustText::tr("lowers") : TrustText::tr("raises"),
         change + " · " + place,
         TrustText::tr(
             "Confidence %1 at ρ %2. Most of the change is %3: %4 of it in a ninth of the "
             "picture; half of it in %5 of the pixels.")
             .arg(change, number(push.rhoReached, 3), place, percent(push.place.share),
                  percent(push.place.halfArea))});
  }
  return facts;
}

std::vector<Fact> standingFacts(const trust::Standing& standing) {
  const QString rho = std::isfinite(standing.distance)
                          ? TrustText::tr("ρ %1").arg(number(standing.distance, 3))
                          : TrustText::tr("none found");
  const QString name =
      standing.kind == "btr" ? TrustText::tr("to chance") : TrustText::tr("flips at");
  return {
      {name, rho + " · " + firmnessText(standing.firmness()),
       changeText(standing) + " " + comparisonText(standing) + " " +
           TrustText::tr("Same kind: the %1 images of %2 that are %3, and that the network gets "
                         "right (%4 search).")
               .arg(standing.images)
               .arg(text(standing.data), text(standing.className), text(standing.search))}};
}

std::vector<Fact> shareFacts(const trust::Findings& findings) {
  std::vector<Fact> facts;
  for (const auto& share : findings.shares)
    facts.push_back({text(share.method), TrustText::tr("%1 outside").arg(percent(share.outside)),
                     TrustText::tr("%1 of the map lies outside of the mask, as does %2 of the "
                                   "picture.")
                         .arg(percent(share.outside), percent(findings.areaOutside))});
  return facts;
}

std::vector<std::pair<QString, QString>> trustFacts(const TrustState& state,
                                                    const widgets::Orientation& orientation) {
  std::vector<std::pair<QString, QString>> all;
  const auto add = [&](const std::vector<Fact>& facts) {
    for (const auto& fact : facts) all.emplace_back(fact.name, fact.explanation);
  };
  if (state.range) add(rangeFacts(*state.range));
  if (!state.answer) return all;
  const auto& findings = state.answer->findings;
  add(pushFacts(findings.pushes, orientation));
  if (findings.standing) add(standingFacts(*findings.standing));
  for (const auto& pair : findings.agreements)
    all.emplace_back(text(pair.first) + " – " + text(pair.second),
                     TrustText::tr("Rank correlation %1; overlap of the strongest tenth %2.")
                         .arg(number(pair.correlation, 2), number(pair.overlap, 2)));
  add(shareFacts(findings));
  return all;
}

}  // namespace rho::workbench
