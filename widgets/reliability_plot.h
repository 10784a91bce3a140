// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "widgets/figure_plot.h"

namespace rho::widgets {

/// The images whose highest confidence is between two values.
struct ReliabilityBin {
  double from = 0, to = 1;
  int count = 0;
  double confidence = 0, accuracy = 0;  ///< means in [0,1], where count > 0
};

/// How often a network is right, over how sure it is. Bars on the diagonal are calibrated; what is
/// missing to it is drawn as a gap.
class ReliabilityPlot : public FigurePlot {
  Q_OBJECT
 public:
  explicit ReliabilityPlot(QWidget* parent = nullptr);

  /// ece: the expected calibration error, in [0,1].
  void setBins(const QString& network, int colorIndex, std::vector<ReliabilityBin> bins,
               double ece);
  bool hasValues() const override { return !m_bins.empty(); }

 protected:
  void draw() override;
  void fitX() override;
  QString valuesAt(QPointF pixel) const override;

 private:
  void drawDiagonal();

  int m_colorIndex = 0;
  std::vector<ReliabilityBin> m_bins;
};

}  // namespace rho::widgets
