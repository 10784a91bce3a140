// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/confidence_plot.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/colors.h"
#include "widgets/fonts.h"

namespace rho::widgets {

namespace {

constexpr double percent = 100;
constexpr double wheelStep = 0.005;
constexpr double zoomStep = 1.25;
const QString cursorLayer = "cursor";
constexpr int redrawMilliseconds = 20;  ///< new pictures are painted before new curves

/// Linear between the points; nothing outside them.
std::optional<double> valueAt(const ConfidenceCurve& curve, double rho) {
  const auto right = std::lower_bound(curve.rho.begin(), curve.rho.end(), rho);
  if (right == curve.rho.end()) return std::nullopt;
  const auto i = static_cast<std::size_t>(right - curve.rho.begin());
  if (i == 0) return *right == rho ? std::optional(curve.confidence[0]) : std::nullopt;
  const double share = (rho - curve.rho[i - 1]) / (curve.rho[i] - curve.rho[i - 1]);
  return curve.confidence[i - 1] + share * (curve.confidence[i] - curve.confidence[i - 1]);
}

}  // namespace

ConfidencePlot::ConfidencePlot(QWidget* parent) : QWidget(parent), m_plot(new QCustomPlot) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_plot);
  m_plot->setAccessibleName(tr("Confidence of each class over ρ"));
  m_plot->setCursor(Qt::SizeHorCursor);
  m_plot->installEventFilter(this);
  m_redraw.setSingleShot(true);
  m_redraw.setInterval(redrawMilliseconds);
  connect(&m_redraw, &QTimer::timeout, m_plot, [this] { m_plot->replot(); });
  buildAxes();
  buildItems();
  buildCursor();
  applyPalette();
  setMaximumRho(0.3);
  setFlip(std::nullopt);
  setClassCount(0);
}

void ConfidencePlot::buildAxes() {
  m_plot->xAxis->setLabel(tr("ρ (RMSE of the perturbation)"));
  m_plot->yAxis->setRange(-1.5, percent + 1.5);  // lines at the ends are drawn whole
  const QSharedPointer<QCPAxisTickerFixed> quarters(new QCPAxisTickerFixed);
  quarters->setTickStep(25);
  m_plot->yAxis->setTicker(quarters);
  m_plot->yAxis->setLabel(tr("confidence, %"));
  m_plot->axisRect()->setupFullAxesBox(false);
  for (auto* axis : {m_plot->xAxis, m_plot->yAxis, m_plot->xAxis2, m_plot->yAxis2}) {
    axis->setTickLength(0);
    axis->setTickPen(Qt::NoPen);
    axis->setSubTicks(false);
    axis->setTickLabelPadding(6);
  }
  m_plot->xAxis->setNumberFormat("f");
  m_plot->xAxis->setNumberPrecision(2);
}

void ConfidencePlot::buildItems() {
  const auto vertical = [this](double x) {
    auto* line = new QCPItemStraightLine(m_plot);
    line->point1->setCoords(x, 0);
    line->point2->setCoords(x, 1);
    return line;
  };
  m_flip = vertical(0);
  m_chance = new QCPItemStraightLine(m_plot);
  m_chanceText = new QCPItemText(m_plot);
  m_chanceText->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
  m_chanceText->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
  m_chanceText->position->setTypeY(QCPItemPosition::ptPlotCoords);
  m_flipText = new QCPItemText(m_plot);
  m_flipText->setText(tr("decision flips"));
  m_flipText->setLayer("overlay");  // above the curves
  m_flipText->position->setTypeX(QCPItemPosition::ptPlotCoords);
  m_flipText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
}

/// On a layer with a picture of its own: while ρ moves, the curves are not drawn again.
void ConfidencePlot::buildCursor() {
  m_plot->addLayer(cursorLayer);
  m_plot->layer(cursorLayer)->setMode(QCPLayer::lmBuffered);
  m_cursor = new QCPItemStraightLine(m_plot);
  m_marker = new QCPItemTracer(m_plot);
  m_marker->setStyle(QCPItemTracer::tsCircle);
  m_marker->setSize(11);
  m_marker->position->setType(QCPItemPosition::ptPlotCoords);
  m_cursor->setLayer(cursorLayer);
  m_marker->setLayer(cursorLayer);
}

void ConfidencePlot::applyPalette() {
  const QPalette colors = palette();
  const QColor text = mutedText(colors), line = outline(colors), strong = attention(colors);
  m_plot->setBackground(QBrush(colors.color(QPalette::Base)));
  const QFont small = scaled(font(), 0.92);
  for (auto* axis : {m_plot->xAxis, m_plot->yAxis, m_plot->xAxis2, m_plot->yAxis2}) {
    axis->setBasePen(QPen(line));
    axis->setTickLabelColor(text);
    axis->setLabelColor(text);
    axis->setTickLabelFont(small);
    axis->setLabelFont(small);
    axis->grid()->setPen(QPen(mixed(colors.color(QPalette::Base), line, 0.75)));
    axis->grid()->setZeroLinePen(QPen(line));
  }
  m_cursor->setPen(QPen(colors.color(QPalette::WindowText), 1.6));
  m_chance->setPen(QPen(strong, 1, Qt::DotLine));
  m_flip->setPen(QPen(text, 1, Qt::DashLine));
  m_chanceText->setColor(strong);
  m_flipText->setColor(text);
  QColor veil = colors.color(QPalette::Base);
  veil.setAlphaF(0.75f);  // curves pass behind the words
  m_flipText->setBrush(veil);
  m_chanceText->setFont(small);
  m_flipText->setFont(small);
  m_marker->setPen(QPen(colors.color(QPalette::WindowText), 1.6));
  drawCurves();
}

void ConfidencePlot::setMaximumRho(double rho) {
  m_maximumRho = rho;
  constexpr double room = 1e-6;  // the last tick may be a rounding error above its value
  m_plot->xAxis->setRange(0, rho * (1 + room));
  m_redraw.start();
}

void ConfidencePlot::setCurves(std::vector<ConfidenceCurve> curves) {
  if (curves == m_curves) return;
  m_curves = std::move(curves);
  drawCurves();
}

void ConfidencePlot::drawCurves() {
  // Graphs that stay keep the pictures of the other layers valid.
  const int count = static_cast<int>(m_curves.size());
  while (m_plot->graphCount() > count) m_plot->removeGraph(m_plot->graphCount() - 1);
  while (m_plot->graphCount() < count) m_plot->addGraph();
  for (int g = 0; g < count; ++g) {
    const auto& curve = m_curves[static_cast<std::size_t>(g)];
    auto* graph = m_plot->graph(g);
    QColor color = classColor(curve.classIndex, palette());
    if (!curve.isTarget) color.setAlphaF(0.6f);
    graph->setPen(
        QPen(color, curve.isTarget ? 2.6 : 1, curve.lowering ? Qt::DashLine : Qt::SolidLine));
    graph->setAntialiased(true);
    graph->data()->clear();
    for (std::size_t i = 0; i < curve.rho.size(); ++i)
      graph->addData(curve.rho[i], percent * curve.confidence[i]);
    if (curve.isTarget) m_marker->setBrush(classColor(curve.classIndex, palette()));
  }
  placeCursor();
  m_redraw.start();
}

void ConfidencePlot::setClassCount(int classes) {
  if (classes < 2) return drawLevel(std::nullopt, {});
  const double chance = 1.0 / classes;
  drawLevel(chance, tr("better than random (%1 %)").arg(percent * chance, 0, 'g', 3));
}

void ConfidencePlot::setDecisionPoint(double confidence) {
  drawLevel(confidence, tr("found (from %1 % on)").arg(percent * confidence, 0, 'g', 3));
}

void ConfidencePlot::drawLevel(std::optional<double> confidence, const QString& text) {
  m_chance->setVisible(confidence.has_value());
  m_chanceText->setVisible(confidence.has_value());
  if (confidence) {
    m_chance->point1->setCoords(0, percent * *confidence);
    m_chance->point2->setCoords(1, percent * *confidence);
    m_chanceText->position->setCoords(0.99, percent * *confidence);
    m_chanceText->setText(text);
  }
  m_redraw.start();
}

void ConfidencePlot::setFlip(std::optional<double> rho) {
  const bool shown = rho && m_plot->xAxis->range().contains(*rho);
  m_flip->setVisible(shown);
  m_flipText->setVisible(shown);
  if (shown) {
    m_flip->point1->setCoords(*rho, 0);
    m_flip->point2->setCoords(*rho, 1);
    placeFlipText(*rho);
  }
  m_redraw.start();
}

/// Right of the line, or left of it where the words would be cut.
void ConfidencePlot::placeFlipText(double rho) {
  constexpr double gap = 0.008, lastOnTheRight = 0.75;  // of the axis
  const auto range = m_plot->xAxis->range();
  const bool right = rho <= range.lower + lastOnTheRight * range.size();
  m_flipText->setPositionAlignment((right ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
  m_flipText->position->setCoords(rho + (right ? gap : -gap) * range.size(), 0.01);
}

void ConfidencePlot::setRho(double rho) {
  if (rho == m_rho) return;
  m_rho = rho;
  moveCursor();
}

void ConfidencePlot::moveCursor() {
  placeCursor();
  m_plot->layer(cursorLayer)->replot();
}

void ConfidencePlot::placeCursor() {
  m_cursor->point1->setCoords(m_rho, 0);
  m_cursor->point2->setCoords(m_rho, 1);
  const auto confidence = confidenceAtCursor();
  m_marker->setVisible(confidence.has_value());
  if (confidence) m_marker->position->setCoords(m_rho, percent * *confidence);
}

std::optional<double> ConfidencePlot::confidenceAtCursor() const {
  for (const auto& curve : m_curves)
    if (curve.isTarget && !curve.lowering) return valueAt(curve, m_rho);
  return std::nullopt;
}

double ConfidencePlot::pixelOf(double rho) const { return m_plot->xAxis->coordToPixel(rho); }

bool ConfidencePlot::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_plot &&
      (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseMove)) {
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->buttons().testFlag(Qt::LeftButton)) {
      pickAt(mouse->position().x());
      return true;
    }
  }
  if (watched == m_plot && event->type() == QEvent::MouseButtonDblClick) {
    setMaximumRho(m_maximumRho);
    return true;
  }
  if (watched == m_plot && event->type() == QEvent::Wheel) {
    wheel(*static_cast<QWheelEvent*>(event));
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

/// As over the tiles: one step of ρ; with Ctrl the axis zooms at the mouse, a double-click
/// restores.
void ConfidencePlot::wheel(const QWheelEvent& event) {
  const double steps = event.angleDelta().y() / 120.0;
  if (!event.modifiers().testFlag(Qt::ControlModifier)) {
    emit rhoPicked(std::clamp(m_rho + wheelStep * steps, 0.0, m_maximumRho));
    return;
  }
  const double at = m_plot->xAxis->pixelToCoord(event.position().x());
  const double factor = std::pow(zoomStep, -steps);
  const auto range = m_plot->xAxis->range();
  m_plot->xAxis->setRange(std::max(0.0, at + factor * (range.lower - at)),
                          std::min(m_maximumRho, at + factor * (range.upper - at)));
  m_redraw.start();
}

void ConfidencePlot::pickAt(double pixel) {
  const auto range = m_plot->xAxis->range();
  emit rhoPicked(std::clamp(m_plot->xAxis->pixelToCoord(pixel), range.lower, range.upper));
}

void ConfidencePlot::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) applyPalette();
  QWidget::changeEvent(event);
}

}  // namespace rho::widgets
