// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "widgets/accuracy_plot.h"
#include "widgets/confusion_view.h"
#include "widgets/network_scatter.h"
#include "widgets/reliability_plot.h"
#include "workbench/robustness/measurement.h"

namespace rho::workbench {

// From what was measured to what is shown of it.

/// "92.5 %".
QString percentText(double share);
/// "0.0421"; "never" where it is infinite.
QString distanceText(double distance);
/// "0.0563 (0.0512 to 0.0618)".
QString areaText(const AreaSummary& area);
/// Of a class, whatever its index.
QString className(const NetworkMeasurement& network, int label);

/// The networks' names, told apart where two are the same, with the label that was measured.
std::vector<QString> namesOf(const std::vector<NetworkMeasurement>& networks);

std::vector<widgets::AccuracyCurve> curvesOf(const std::vector<NetworkMeasurement>& networks);
std::vector<widgets::NetworkAreas> areasOf(const std::vector<NetworkMeasurement>& networks);
/// Of the classes that occur, by their index; classes: theirs.
widgets::ConfusionCounts confusionOf(const NetworkMeasurement& network, std::vector<int>& classes);
std::vector<widgets::ReliabilityBin> binsOf(const NetworkMeasurement& network);

}  // namespace rho::workbench
