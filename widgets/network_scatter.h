// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "widgets/figure_plot.h"

namespace rho::widgets {

/// A measured figure with the interval that it lies in, where that is known.
struct Estimate {
  double value = 0;
  std::optional<double> low, high;

  bool operator==(const Estimate&) const = default;
};

/// What is known of a network: its accuracy in [0,1], and both ARAs where they were measured.
struct NetworkAreas {
  QString name;
  int colorIndex = 0;
  double accuracy = 0;
  std::optional<Estimate> attack, betterThanRandom;

  bool operator==(const NetworkAreas&) const = default;
};

/// ARA over accuracy, a mark for each network: filled for attack ARA, a ring for BTR ARA.
class NetworkScatter : public FigurePlot {
  Q_OBJECT
 public:
  explicit NetworkScatter(QWidget* parent = nullptr);

  void setNetworks(std::vector<NetworkAreas> networks);
  bool hasValues() const override { return !m_networks.empty(); }

 protected:
  void draw() override;
  void fitX() override;
  QString valuesAt(QPointF pixel) const override;

 private:
  void drawMark(const NetworkAreas& network, const Estimate& area, bool filled);
  void drawName(const NetworkAreas& network, double area);

  std::vector<NetworkAreas> m_networks;
};

/// "0.056 (0.051 to 0.062)", or without the interval.
QString estimateText(const Estimate& estimate);

}  // namespace rho::widgets
