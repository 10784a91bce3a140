// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

class QCPItemStraightLine;
class QCPItemText;
class QCPItemTracer;
class QCustomPlot;

namespace rho::widgets {

/// The confidence of one class over ρ.
struct ConfidenceCurve {
  QString name;
  int classIndex = 0;
  bool lowering = false;  ///< dashed: while the target is lowered
  bool isTarget = false;  ///< drawn strongly
  std::vector<double> rho;
  std::vector<double> confidence;  ///< 0 to 1

  bool operator==(const ConfidenceCurve&) const = default;
};

/// What the sweep shows as a plot: confidence of each class over ρ, chance, where the decision
/// flips, and a cursor at the current ρ that can be dragged. The wheel moves ρ, with Ctrl it zooms.
class ConfidencePlot : public QWidget {
  Q_OBJECT
 public:
  explicit ConfidencePlot(QWidget* parent = nullptr);

  void setMaximumRho(double rho);
  /// The last curve is drawn on top.
  void setCurves(std::vector<ConfidenceCurve> curves);
  void setClassCount(int classes);  ///< chance is 1 / classes; below 2 draws no line
  /// Of a label that is decided about on its own, in the place of chance: from this confidence on
  /// it is found.
  void setDecisionPoint(double confidence);
  void setFlip(std::optional<double> rho);
  void setRho(double rho);
  double rho() const { return m_rho; }
  /// The target's confidence at the cursor in the first solid target curve, if it is known there.
  std::optional<double> confidenceAtCursor() const;
  /// Where a ρ is drawn, in pixels of this widget.
  double pixelOf(double rho) const;

  QSize minimumSizeHint() const override { return {200, 120}; }

 signals:
  void rhoPicked(double rho);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void buildAxes();
  void buildItems();
  void buildCursor();
  void applyPalette();
  void drawCurves();
  void drawLevel(std::optional<double> confidence, const QString& text);
  void placeFlipText(double rho);
  void moveCursor();
  void placeCursor();
  void pickAt(double pixel);
  void wheel(const QWheelEvent& event);

  QCustomPlot* m_plot;
  QCPItemStraightLine* m_cursor;
  QCPItemStraightLine* m_chance;
  QCPItemStraightLine* m_flip;
  QCPItemTracer* m_marker;
  QCPItemText* m_chanceText;
  QCPItemText* m_flipText;
  std::vector<ConfidenceCurve> m_curves;
  QTimer m_redraw;
  double m_rho = 0;
  double m_maximumRho = 0.3;
};

}  // namespace rho::widgets
