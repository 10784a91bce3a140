// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "widgets/figure_plot.h"

namespace rho::widgets {

/// The share of images whose outcome no change up to a size has turned.
struct AccuracyCurve {
  QString name;  ///< of the network
  int colorIndex = 0;
  bool dashed = false;  ///< better than random, instead of attack
  int classes = 2;      ///< chance is 1 / classes
  /// Of equal length; rho (RMSE) rising from 0, accuracy in [0,1] falling: a staircase that keeps
  /// each value up to the next ρ.
  std::vector<double> rho, accuracy;
};

/// Accuracy over the size of the perturbation, with chance as a line and the area above it filled:
/// ARA.
class AccuracyPlot : public FigurePlot {
  Q_OBJECT
 public:
  explicit AccuracyPlot(QWidget* parent = nullptr);

  void setCurves(std::vector<AccuracyCurve> curves);
  const std::vector<AccuracyCurve>& curves() const { return m_curves; }
  /// "robust 42.5 % · standard 0 %" at this ρ.
  QString accuraciesAt(double rho) const;
  bool hasValues() const override { return !m_curves.empty(); }

 protected:
  void draw() override;
  void fitX() override;
  QString valuesAt(QPointF pixel) const override;

 private:
  void drawCurve(const AccuracyCurve& curve);
  void drawChance();
  void drawLegend();

  std::vector<AccuracyCurve> m_curves;
};

}  // namespace rho::widgets
