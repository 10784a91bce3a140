// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/robustness_texts.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>
#include <cmath>
#include <set>

namespace rho::workbench {

namespace {

struct RobustnessText {
  Q_DECLARE_TR_FUNCTIONS(RobustnessText)
};

widgets::Estimate estimateOf(const AreaSummary& area) { return {area.area, area.low, area.high}; }

}  // namespace

QString percentText(double share) { return QString::number(100 * share, 'f', 1) + " %"; }

QString distanceText(double distance) {
  return std::isfinite(distance) ? QString::number(distance, 'f', 4) : RobustnessText::tr("never");
}

QString areaText(const AreaSummary& area) { return widgets::estimateText(estimateOf(area)); }

QString className(const NetworkMeasurement& network, int label) {
  const auto index = static_cast<std::size_t>(label);
  return index < network.classNames.size() ? QString::fromStdString(network.classNames[index])
                                           : QString::number(label);
}

std::vector<QString> namesOf(const std::vector<NetworkMeasurement>& networks) {
  std::vector<QString> names;
  for (const auto& network : networks) names.push_back(QString::fromStdString(network.name));
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto same = std::count_if(networks.begin(), networks.end(), [&](const auto& other) {
      return other.name == networks[i].name && other.label == networks[i].label;
    });
    if (same > 1) names[i] = QFileInfo(QString::fromStdString(networks[i].path)).completeBaseName();
    if (!networks[i].label.empty()) names[i] += ", " + QString::fromStdString(networks[i].label);
  }
  return names;
}

std::vector<widgets::AccuracyCurve> curvesOf(const std::vector<NetworkMeasurement>& networks) {
  const auto names = namesOf(networks);
  std::vector<widgets::AccuracyCurve> curves;
  for (std::size_t i = 0; i < networks.size(); ++i)
    for (const auto* area : {&networks[i].attack, &networks[i].betterThanRandom})
      if (*area)
        curves.push_back({names[i], static_cast<int>(i), area == &networks[i].betterThanRandom,
                          static_cast<int>(networks[i].classNames.size()), (*area)->rho,
                          (*area)->accuracy});
  return curves;
}

std::vector<widgets::NetworkAreas> areasOf(const std::vector<NetworkMeasurement>& networks) {
  const auto names = namesOf(networks);
  std::vector<widgets::NetworkAreas> areas;
  for (std::size_t i = 0; i < networks.size(); ++i) {
    if (networks[i].images.empty()) continue;
    widgets::NetworkAreas shown{names[i], static_cast<int>(i), networks[i].accuracy, {}, {}};
    if (networks[i].attack) shown.attack = estimateOf(*networks[i].attack);
    if (networks[i].betterThanRandom)
      shown.betterThanRandom = estimateOf(*networks[i].betterThanRandom);
    areas.push_back(shown);
  }
  return areas;
}

widgets::ConfusionCounts confusionOf(const NetworkMeasurement& network, std::vector<int>& classes) {
  std::set<int> occurring;
  for (const auto& image : network.images) {
    occurring.insert(image.label);
    occurring.insert(image.predicted);
  }
  classes.assign(occurring.begin(), occurring.end());
  widgets::ConfusionCounts counts;
  for (const int label : classes) counts.names.push_back(className(network, label));
  counts.counts.assign(classes.size(), std::vector<int>(classes.size(), 0));
  const auto placeOf = [&](int label) {
    return static_cast<std::size_t>(std::lower_bound(classes.begin(), classes.end(), label) -
                                    classes.begin());
  };
  for (const auto& image : network.images)
    ++counts.counts[placeOf(image.label)][placeOf(image.predicted)];
  return counts;
}

std::vector<widgets::ReliabilityBin> binsOf(const NetworkMeasurement& network) {
  std::vector<widgets::ReliabilityBin> bins;
  for (const auto& bin : network.calibration)
    bins.push_back({bin.from, bin.to, bin.count, bin.confidence, bin.accuracy});
  return bins;
}

}  // namespace rho::workbench
