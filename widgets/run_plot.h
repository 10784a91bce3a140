// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "widgets/card.h"

class QCPItemStraightLine;
class QCustomPlot;

namespace rho::widgets {

class SectionLabel;

/// A curve of a training run.
struct RunCurve {
  QString name;
  int colorIndex = 0;   ///< of classColor
  bool dashed = false;  ///< measured on validation data
  bool marked = false;  ///< with a dot at each point
  /// Of equal length, x rising. NaN leaves a gap.
  std::vector<double> x, y;
};

/// One quantity over the epochs of several runs. Ctrl and wheel zoom the epochs at the mouse, a
/// double-click shows all of them; the values under the mouse stand in place of the title.
class RunPlot : public Card {
  Q_OBJECT
 public:
  /// explanation: of the quantity, as rich text for the title's tooltip.
  RunPlot(const QString& title, const QString& explanation, QWidget* parent = nullptr);

  void setCurves(std::vector<RunCurve> curves);
  const std::vector<RunCurve>& curves() const { return m_curves; }
  /// Only where there are values above 0.
  void setLogarithmic(bool on);
  bool isLogarithmic() const;
  /// The range of epochs that is shown.
  double firstEpoch() const;
  double lastEpoch() const;
  /// "run-1 0.42 · run-2 0.38" at this epoch: of each curve, the point that is nearest.
  QString valuesAt(double epoch) const;

  QSize minimumSizeHint() const override { return {200, 130}; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void buildAxes();
  void applyPalette();
  void draw();
  void fitEpochs();
  void fitValues();
  void hover(double pixel);
  void leave();
  void zoom(double pixel, double steps);

  SectionLabel* m_title;
  QString m_titleText;
  QCustomPlot* m_plot;
  QCPItemStraightLine* m_cursor;
  std::vector<RunCurve> m_curves;
  bool m_wantsLogarithm = false;
  bool m_zoomed = false;
};

}  // namespace rho::widgets
