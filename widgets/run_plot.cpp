// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_plot.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/colors.h"
#include "widgets/fonts.h"
#include "widgets/section_label.h"

namespace rho::widgets {

namespace {

constexpr double zoomStep = 1.25;

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  bool empty() const { return low > high; }
  void include(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

std::size_t nearestTo(const std::vector<double>& xs, double x) {
  const auto right = std::lower_bound(xs.begin(), xs.end(), x);
  if (right == xs.begin()) return 0;
  const auto i = static_cast<std::size_t>(right - xs.begin());
  return i == xs.size() || x - xs[i - 1] < xs[i] - x ? i - 1 : i;
}

}  // namespace

RunPlot::RunPlot(const QString& title, const QString& explanation, QWidget* parent)
    : Card(parent), m_title(new SectionLabel(title)), m_titleText(title), m_plot(new QCustomPlot) {
  setAccessibleName(tr("%1 over the epochs").arg(title));
  m_title->setToolTip(explanation);
  m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  m_plot->installEventFilter(this);
  m_plot->setMouseTracking(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 7, 8, 5);
  layout->setSpacing(2);
  layout->addWidget(m_title);
  layout->addWidget(m_plot, 1);
  m_cursor = new QCPItemStraightLine(m_plot);
  m_cursor->setVisible(false);
  buildAxes();
  applyPalette();
}

void RunPlot::buildAxes() {
  m_plot->axisRect()->setupFullAxesBox(false);
  m_plot->axisRect()->setMinimumMargins({0, 4, 6, 0});
  for (auto* axis : {m_plot->xAxis, m_plot->yAxis, m_plot->xAxis2, m_plot->yAxis2}) {
    axis->setTickLength(0);
    axis->setTickPen(Qt::NoPen);
    axis->setSubTicks(false);
    axis->setTickLabelPadding(4);
    axis->setNumberFormat("gbc");
    axis->setNumberPrecision(4);
  }
  m_plot->xAxis->ticker()->setTickCount(6);
  m_plot->yAxis->ticker()->setTickCount(4);
}

void RunPlot::applyPalette() {
  const QPalette colors = palette();
  const QColor text = mutedText(colors), line = outline(colors);
  const QFont small = scaled(font(), 0.85);
  m_plot->setBackground(QBrush(colors.color(QPalette::Base)));
  for (auto* axis : {m_plot->xAxis, m_plot->yAxis, m_plot->xAxis2, m_plot->yAxis2}) {
    axis->setBasePen(QPen(line));
    axis->setTickLabelColor(text);
    axis->setTickLabelFont(small);
    axis->grid()->setPen(QPen(mixed(colors.color(QPalette::Base), line, 0.75)));
    axis->grid()->setZeroLinePen(QPen(line));
  }
  m_cursor->setPen(QPen(text, 1));
  draw();
}

void RunPlot::setCurves(std::vector<RunCurve> curves) {
  m_curves = std::move(curves);
  if (!m_zoomed) fitEpochs();
  draw();
}

void RunPlot::setLogarithmic(bool on) {
  if (m_wantsLogarithm == on) return;
  m_wantsLogarithm = on;
  draw();
}

bool RunPlot::isLogarithmic() const { return m_plot->yAxis->scaleType() == QCPAxis::stLogarithmic; }

double RunPlot::firstEpoch() const { return m_plot->xAxis->range().lower; }
double RunPlot::lastEpoch() const { return m_plot->xAxis->range().upper; }

void RunPlot::draw() {
  m_plot->clearGraphs();
  for (const auto& curve : m_curves) {
    auto* graph = m_plot->addGraph();
    const QColor color = classColor(curve.colorIndex, palette());
    graph->setPen(QPen(color, 1.8, curve.dashed ? Qt::DashLine : Qt::SolidLine));
    if (curve.marked || curve.x.size() == 1)  // a line needs two points
      graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 4));
    graph->setData(QList<double>(curve.x.begin(), curve.x.end()),
                   QList<double>(curve.y.begin(), curve.y.end()), true);
  }
  fitValues();
  m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void RunPlot::fitEpochs() {
  Range epochs;
  epochs.include(0);
  for (const auto& curve : m_curves)
    if (!curve.x.empty()) epochs.include(curve.x.back());
  m_plot->xAxis->setRange(0, epochs.high > 0 ? epochs.high * 1.01 : 1);
}

/// Of what is seen; with some room at both ends.
void RunPlot::fitValues() {
  Range all, positive;
  for (const auto& curve : m_curves)
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
      if (!std::isfinite(curve.y[i]) || !m_plot->xAxis->range().contains(curve.x[i])) continue;
      all.include(curve.y[i]);
      if (curve.y[i] > 0) positive.include(curve.y[i]);
    }
  const bool logarithmic = m_wantsLogarithm && !positive.empty();
  auto* axis = m_plot->yAxis;
  axis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  axis->setTicker(logarithmic ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                              : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
  axis->ticker()->setTickCount(4);
  if (logarithmic) return axis->setRange(positive.low / 1.15, positive.high * 1.15);
  if (all.empty()) return axis->setRange(0, 1);
  const double size = all.high - all.low;
  const double room = size > 0 ? 0.06 * size : std::max(0.01, 0.1 * std::abs(all.high));
  axis->setRange(all.low - room, all.high + room);
}

QString RunPlot::valuesAt(double epoch) const {
  QStringList values;
  for (const auto& curve : m_curves) {
    if (curve.x.empty()) continue;
    const double y = curve.y[nearestTo(curve.x, epoch)];
    if (std::isfinite(y)) values << QString("%1 %2").arg(curve.name).arg(y, 0, 'g', 4);
  }
  return values.join(" · ");
}

void RunPlot::hover(double pixel) {
  const double epoch = m_plot->xAxis->pixelToCoord(pixel);
  const auto range = m_plot->xAxis->range();
  if (!range.contains(epoch)) return leave();
  m_cursor->point1->setCoords(epoch, 1);
  m_cursor->point2->setCoords(epoch, 2);
  m_cursor->setVisible(true);
  const auto values = valuesAt(epoch);
  m_title->setText(values.isEmpty() ? m_titleText : values);
  m_plot->setToolTip(QString(values).replace(" · ", "\n"));  // where the title is too narrow
  m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void RunPlot::leave() {
  m_cursor->setVisible(false);
  m_title->setText(m_titleText);
  m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void RunPlot::zoom(double pixel, double steps) {
  const auto before = m_plot->xAxis->range();
  fitEpochs();
  const auto whole = m_plot->xAxis->range();
  m_plot->xAxis->setRange(before);
  const double at = m_plot->xAxis->pixelToCoord(pixel);
  const double factor = std::pow(zoomStep, -steps);
  m_plot->xAxis->setRange(std::max(whole.lower, at + factor * (before.lower - at)),
                          std::min(whole.upper, at + factor * (before.upper - at)));
  m_zoomed = m_plot->xAxis->range() != whole;
  draw();
}

bool RunPlot::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_plot) switch (event->type()) {
      case QEvent::MouseMove:
        hover(static_cast<QMouseEvent*>(event)->position().x());
        break;
      case QEvent::Leave:
        leave();
        break;
      case QEvent::MouseButtonDblClick:
        m_zoomed = false;
        fitEpochs();
        draw();
        return true;
      case QEvent::Wheel: {
        const auto* wheel = static_cast<QWheelEvent*>(event);
        if (!wheel->modifiers().testFlag(Qt::ControlModifier)) break;  // scrolls what is around
        zoom(wheel->position().x(), wheel->angleDelta().y() / 120.0);
        return true;
      }
      default:
        break;
    }
  return Card::eventFilter(watched, event);
}

void RunPlot::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) applyPalette();
  Card::changeEvent(event);
}

}  // namespace rho::widgets
