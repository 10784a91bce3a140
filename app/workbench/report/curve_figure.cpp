// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/curve_figure.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

#include "widgets/colors.h"
#include "workbench/report/text_block.h"

namespace rho::workbench {

namespace {

constexpr int labelPixels = 11;
constexpr double legendWidth = 170;
constexpr double leftAxis = 40;
constexpr double bottomAxis = 34;
constexpr std::size_t legendEntries = 9;

struct FigureText {
  Q_DECLARE_TR_FUNCTIONS(FigureText)
};
QString rhoText(double rho) { return QStringLiteral("ρ\u00a0") + QString::number(rho, 'f', 3); }

/// 0.05 for 0.3: one, two or five times a power of ten, about six of them.
double stepFor(double range) {
  const double rough = range / 6;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough * 0.999) return factor * power;
  return 10 * power;
}

double largestRho(const ReportCurves& curves) {
  double largest = 0;
  for (const auto& curve : curves.curves)
    for (const auto& point : curve.points) largest = std::max(largest, point.x());
  return largest > 0 && std::isfinite(largest) ? largest : 0.1;
}

QPen penOf(const ReportCurve& curve) {
  QPen pen(widgets::classColor(curve.classIndex, paper::palette()), curve.isTarget ? 2.2 : 1.1);
  pen.setCapStyle(Qt::FlatCap);
  if (curve.dashed) pen.setDashPattern({3.5, 2});
  pen.setJoinStyle(Qt::RoundJoin);
  return pen;
}

/// Dots with flat ends: others fill the gaps between them in some viewers.
QPen dotted(const QColor& color) {
  QPen pen(color, 1);
  pen.setCapStyle(Qt::FlatCap);
  pen.setDashPattern({1.5, 2.5});
  return pen;
}

QPen flipPen() { return {paper::ink(), 1}; }
QPen chanceRhoPen() { return dotted(paper::ink()); }
QPen chancePen() { return dotted(paper::muted()); }

/// The rectangle of the values, and where a value lies in it.
class Plot {
 public:
  Plot(const QRectF& area, double largest) : m_area(area), m_largest(largest) {}

  QPointF at(double rho, double confidence) const {
    return {m_area.left() + m_area.width() * rho / m_largest,
            m_area.bottom() - m_area.height() * confidence};
  }

  void drawAxes(QPainter& painter) const {
    painter.setFont(paper::font(labelPixels));
    for (int percent = 0; percent <= 100; percent += 25) {
      const QPointF left = at(0, percent / 100.0);
      drawGridLine(painter, left, {m_area.right(), left.y()});
      painter.drawText(QRectF(left.x() - 60, left.y() - 8, 54, 16),
                       Qt::AlignRight | Qt::AlignVCenter,
                       QString::number(percent) + (percent == 100 ? " %" : ""));
    }
    const double step = stepFor(m_largest);
    const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
    for (int i = 0; i * step <= m_largest * 1.0001; ++i) {
      const QPointF bottom = at(i * step, 0);
      drawGridLine(painter, bottom, {bottom.x(), m_area.top()});
      painter.drawText(QRectF(bottom.x() - 30, bottom.y() + 3, 60, 14), Qt::AlignCenter,
                       QString::number(i * step, 'f', decimals));
    }
    painter.drawText(QRectF(m_area.left(), m_area.bottom() + 18, m_area.width(), 14),
                     Qt::AlignCenter, FigureText::tr("ρ (root-mean-square of the perturbation)"));
  }

  void drawCurve(QPainter& painter, const ReportCurve& curve) const {
    QPolygonF line;
    for (const auto& point : curve.points)
      if (std::isfinite(point.x()) && std::isfinite(point.y()))
        line.append(at(point.x(), std::clamp(point.y(), 0.0, 1.0)));
    painter.setPen(penOf(curve));
    painter.setBrush(Qt::NoBrush);
    if (line.size() > 1) painter.drawPolyline(line);
  }

  void drawMarks(QPainter& painter, const ReportCurves& curves) const {
    for (const double level : {curves.chance, curves.decisionPoint})
      if (level > 0) drawLine(painter, chancePen(), at(0, level), at(m_largest, level));
    if (curves.chanceRho)
      drawLine(painter, chanceRhoPen(), at(*curves.chanceRho, 0), at(*curves.chanceRho, 1));
    if (curves.flipRho)
      drawLine(painter, flipPen(), at(*curves.flipRho, 0), at(*curves.flipRho, 1));
  }

 private:
  static void drawLine(QPainter& painter, const QPen& pen, QPointF from, QPointF to) {
    painter.setPen(pen);
    painter.drawLine(from, to);
  }
  static void drawGridLine(QPainter& painter, QPointF from, QPointF to) {
    drawLine(painter, {paper::hairline(), 0.7}, from, to);
    painter.setPen(paper::muted());
  }

  QRectF m_area;
  double m_largest;
};

/// Lines with their meaning, one below the other.
class Legend {
 public:
  Legend(QPainter& painter, QPointF topLeft) : m_painter(painter), m_at(topLeft) {}

  void add(const QPen& pen, const QString& text, bool bold = false) {
    const TextBlock block(MarkedText::plain(text), {labelPixels, paper::ink(), bold, 2},
                          legendWidth - swatch - 8);
    const double y = m_at.y() + labelPixels * 0.65;
    m_painter.setPen(pen);
    m_painter.drawLine(QPointF(m_at.x(), y), QPointF(m_at.x() + swatch, y));
    block.draw(m_painter, m_at + QPointF(swatch + 8, 0));
    m_at.ry() += block.height() + 3;
  }
  void addWords(const QString& text) {
    const TextBlock block(MarkedText::plain(text), {labelPixels, paper::muted(), false, 2},
                          legendWidth);
    block.draw(m_painter, m_at);
    m_at.ry() += block.height() + 3;
  }
  void skip() { m_at.ry() += 6; }

 private:
  static constexpr double swatch = 22;
  QPainter& m_painter;
  QPointF m_at;
};

QString legendText(const ReportCurve& curve) {
  if (!curve.isTarget) return curve.name;
  return curve.dashed ? FigureText::tr("%1, lower").arg(curve.name)
                      : FigureText::tr("%1, raise").arg(curve.name);
}

void drawLegend(QPainter& painter, QPointF topLeft, const ReportCurves& curves) {
  Legend legend(painter, topLeft);
  std::size_t shown = 0, others = 0;
  // The last curves are the ones that are on top. Dashed ones of other classes need no word each.
  for (auto curve = curves.curves.rbegin(); curve != curves.curves.rend(); ++curve) {
    if (curve->dashed && !curve->isTarget) continue;
    if (shown++ < legendEntries)
      legend.add(penOf(*curve), legendText(*curve), curve->isTarget);
    else
      ++others;
  }
  if (others > 0) legend.addWords(FigureText::tr("and %1 more").arg(others));
  legend.addWords(FigureText::tr("dashed: while it is lowered"));
  legend.skip();
  if (curves.chance > 0)
    legend.add(chancePen(),
               FigureText::tr("chance, %1 %").arg(QString::number(100 * curves.chance, 'g', 3)));
  if (curves.decisionPoint > 0)
    legend.add(chancePen(), FigureText::tr("found from %1 % on")
                                .arg(QString::number(100 * curves.decisionPoint, 'g', 3)));
  if (curves.flipRho)
    legend.add(flipPen(), FigureText::tr("decision flips at %1").arg(rhoText(*curves.flipRho)));
  if (curves.chanceRho)
    legend.add(chanceRhoPen(),
               FigureText::tr("better than random up to %1").arg(rhoText(*curves.chanceRho)));
}

}  // namespace

QStringList notesOf(const ReportCurves& curves) {
  QStringList notes;
  if (curves.flipRho)
    notes << (curves.flipsByRaising
                  ? FigureText::tr("Raising the class flips the decision at %1.")
                  : FigureText::tr("Lowering the class flips the decision at %1."))
                 .arg(rhoText(*curves.flipRho));
  if (curves.chanceRho)
    notes << FigureText::tr("The network stays better than random up to %1.")
                 .arg(rhoText(*curves.chanceRho));
  return notes;
}

void drawCurves(QPainter& painter, const QRectF& box, const ReportCurves& curves) {
  const QRectF area = box.adjusted(leftAxis, 8, -legendWidth - 20, -bottomAxis);
  const Plot plot(area, largestRho(curves));
  plot.drawAxes(painter);
  plot.drawMarks(painter, curves);
  for (const auto& curve : curves.curves) plot.drawCurve(painter, curve);
  drawLegend(painter, {area.right() + 20, area.top() - 4}, curves);
}

}  // namespace rho::workbench
