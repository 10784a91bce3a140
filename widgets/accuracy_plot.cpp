// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accuracy_plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <set>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr double percent = 100;
constexpr double fillStrength = 0.09;

double accuracyAt(const AccuracyCurve& curve, double rho) {
  const auto after = std::upper_bound(curve.rho.begin(), curve.rho.end(), rho);
  if (after == curve.rho.begin()) return 1;
  return curve.accuracy[static_cast<std::size_t>(after - curve.rho.begin()) - 1];
}

}  // namespace

AccuracyPlot::AccuracyPlot(QWidget* parent)
    : FigurePlot(
          tr("Accuracy over perturbation"),
          tr("<p>The share of the images that keep their outcome under every perturbation up to ρ. "
             "Solid: an attack does not turn the decision away from the true class. Dashed: the "
             "confidence of the true class stays above chance.</p><p>ARA is the area between the "
             "curve and chance: Σ w · max(0, A(ρ) − 1/C). Larger is more robust.</p>"),
          parent) {
  canvas().xAxis->setLabel(tr("ρ (RMSE of the perturbation)"));
  canvas().yAxis->setLabel(tr("accuracy, %"));
  canvas().yAxis->setRange(-1, percent + 1.5);
  const QSharedPointer<QCPAxisTickerFixed> quarters(new QCPAxisTickerFixed);
  quarters->setTickStep(25);
  canvas().yAxis->setTicker(quarters);
  canvas().axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignRight | Qt::AlignTop);
}

void AccuracyPlot::setCurves(std::vector<AccuracyCurve> curves) {
  m_curves = std::move(curves);
  showValues();
}

void AccuracyPlot::fitX() {
  double most = 0;
  for (const auto& curve : m_curves)
    if (!curve.rho.empty()) most = std::max(most, curve.rho.back());
  canvas().xAxis->setRange(0, most > 0 ? 1.03 * most : 0.1);
}

void AccuracyPlot::drawCurve(const AccuracyCurve& curve) {
  const QColor color = classColor(curve.colorIndex, colors());
  const double chance = percent / curve.classes;
  QList<double> x, y, above, floor;
  for (std::size_t i = 0; i < curve.rho.size(); ++i) {
    x << curve.rho[i];
    y << percent * curve.accuracy[i];
    above << std::max(chance, y.back());
    floor << chance;
  }
  // The curve goes on to the right of its last step.
  const double end = std::max(canvas().xAxis->range().upper, x.isEmpty() ? 0.0 : x.back());
  x << end;
  y << (y.isEmpty() ? percent : y.back());
  above << std::max(chance, y.back());
  floor << chance;
  const auto add = [&](const QList<double>& values, const QPen& pen) {
    auto* graph = canvas().addGraph();
    graph->setData(x, values, true);
    graph->setLineStyle(QCPGraph::lsStepLeft);
    graph->setPen(pen);
    graph->setAntialiased(true);
    graph->removeFromLegend();
    return graph;
  };
  QColor fill = color;
  fill.setAlphaF(static_cast<float>(fillStrength));
  auto* area = add(above, Qt::NoPen);
  area->setBrush(fill);
  area->setChannelFillGraph(add(floor, Qt::NoPen));
  add(y, QPen(color, 2, curve.dashed ? Qt::DashLine : Qt::SolidLine));
}

/// One line for each number of classes, with its words where curves seldom are.
void AccuracyPlot::drawChance() {
  std::set<int> counts;
  for (const auto& curve : m_curves) counts.insert(curve.classes);
  const QColor color = attention(colors());
  for (const int classes : counts) {
    auto* line = new QCPItemStraightLine(&canvas());
    line->point1->setCoords(0, percent / classes);
    line->point2->setCoords(1, percent / classes);
    line->setPen(QPen(color, 1, Qt::DotLine));
    auto* text = new QCPItemText(&canvas());
    text->setText(tr("chance (%1 %)").arg(percent / classes, 0, 'g', 3));
    text->setColor(color);
    text->setFont(textFont());
    text->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    text->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    text->position->setTypeY(QCPItemPosition::ptPlotCoords);
    text->position->setCoords(0.99, percent / classes);
  }
}

/// A line for each network, and what solid and dashed are where there are both.
void AccuracyPlot::drawLegend() {
  const auto add = [this](const QString& text, const QPen& pen) {
    auto* entry = canvas().addGraph();
    entry->setName(text);
    entry->setPen(pen);
    entry->addToLegend();
  };
  QStringList names;
  bool dashed = false, solid = false;
  for (const auto& curve : m_curves) {
    (curve.dashed ? dashed : solid) = true;
    if (names.contains(curve.name)) continue;
    names << curve.name;
    add(curve.name, QPen(classColor(curve.colorIndex, colors()), 2));
  }
  const QColor muted = mutedText(colors());
  if (solid) add(tr("attack"), QPen(muted, 1.6));
  if (dashed) add(tr("better than random"), QPen(muted, 1.6, Qt::DashLine));
  auto& legend = *canvas().legend;
  QColor ground = colors().color(QPalette::Base);
  ground.setAlphaF(0.8f);
  legend.setBrush(ground);
  legend.setBorderPen(Qt::NoPen);
  legend.setFont(textFont());
  legend.setTextColor(colors().color(QPalette::WindowText));
  legend.setIconSize(22, 12);
  legend.setRowSpacing(0);
}

void AccuracyPlot::draw() {
  canvas().clearGraphs();
  canvas().clearItems();
  canvas().legend->setVisible(hasValues());
  for (const auto& curve : m_curves) drawCurve(curve);
  drawChance();
  drawLegend();
}

QString AccuracyPlot::accuraciesAt(double rho) const {
  QStringList values{tr("ρ %1").arg(rho, 0, 'g', 3)};
  for (const auto& curve : m_curves) {
    const QString share = QString::number(percent * accuracyAt(curve, rho), 'f', 1);
    values << (curve.dashed ? tr("%1, better than random: %2 %") : tr("%1: %2 %"))
                  .arg(curve.name, share);
  }
  return values.join(" · ");
}

QString AccuracyPlot::valuesAt(QPointF pixel) const {
  const double rho = canvas().xAxis->pixelToCoord(pixel.x());
  return rho >= 0 && canvas().xAxis->range().contains(rho) ? accuraciesAt(rho) : QString();
}

}  // namespace rho::widgets
