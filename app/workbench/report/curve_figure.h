// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

class QPainter;
class QRectF;

namespace rho::workbench {

/// The confidence of one class over ρ.
struct ReportCurve {
  QString name;
  int classIndex = 0;     ///< its colour
  bool dashed = false;    ///< while the target is lowered
  bool isTarget = false;  ///< drawn strongly
  QList<QPointF> points;  ///< ρ, confidence in [0,1]; by rising ρ
};

/// What a sweep over ρ showed.
struct ReportCurves {
  std::vector<ReportCurve> curves;  ///< the last one is drawn on top
  std::optional<double> flipRho;    ///< where the decision flips while the target is lowered
  bool flipsByRaising = false;      ///< or, of a label that is not found, raised
  std::optional<double> chanceRho;  ///< up to where the target stays better than random
  double chance = 0;                ///< 1 / classes; 0: not drawn
  /// In the place of chance: from this confidence on a label is found; 0: of one of several
  /// classes.
  double decisionPoint = 0;
};

/// What is to be read off the curves, in words; empty where nothing was crossed.
QStringList notesOf(const ReportCurves& curves);

/// The curves with axes, legend and notes, of lines and text only. A box of 640 × 260 is legible.
void drawCurves(QPainter& painter, const QRectF& box, const ReportCurves& curves);

}  // namespace rho::workbench
