// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reliability_plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <numeric>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr double percent = 100;

}  // namespace

ReliabilityPlot::ReliabilityPlot(QWidget* parent)
    : FigurePlot(
          tr("Calibration"),
          tr("<p>Images in bins of the highest confidence; the height of a bar is how many of them "
             "the network gets right. On the diagonal, the network is as sure as it may be; below "
             "it, too sure. The paler a bar, the fewer images it holds.</p>"
             "<p>ECE = Σ n<sub>b</sub>/N · |accuracy<sub>b</sub> − confidence<sub>b</sub>| over "
             "bins b. 0 is best.</p>"),
          parent) {
  canvas().xAxis->setLabel(tr("confidence, %"));
  canvas().yAxis->setLabel(tr("accuracy, %"));
  canvas().yAxis->setRange(0, percent + 2);
  const QSharedPointer<QCPAxisTickerFixed> quarters(new QCPAxisTickerFixed);
  quarters->setTickStep(25);
  canvas().yAxis->setTicker(quarters);
  canvas().xAxis->setTicker(quarters);
}

void ReliabilityPlot::setBins(const QString& network, int colorIndex,
                              std::vector<ReliabilityBin> bins, double ece) {
  m_colorIndex = colorIndex;
  m_bins = std::move(bins);
  setTitle(m_bins.empty() ? tr("Calibration")
                          : tr("Calibration of %1 · ECE %2").arg(network).arg(ece, 0, 'f', 3));
  showValues();
}

void ReliabilityPlot::fitX() { canvas().xAxis->setRange(0, percent + 0.5); }

void ReliabilityPlot::draw() {
  canvas().clearPlottables();
  canvas().clearItems();
  const int most = std::accumulate(m_bins.begin(), m_bins.end(), 1,
                                   [](int n, const auto& bin) { return std::max(n, bin.count); });
  for (const auto& bin : m_bins) {
    if (bin.count == 0) continue;
    const double width = percent * (bin.to - bin.from);
    const double middle = percent * (bin.from + bin.to) / 2;
    QColor color = classColor(m_colorIndex, colors());
    auto* gap = new QCPBars(canvas().xAxis, canvas().yAxis);
    QColor light = failure(colors());
    light.setAlphaF(0.16f);
    const double low = percent * std::min(bin.accuracy, bin.confidence);
    gap->setBaseValue(low);
    gap->setWidth(0.94 * width);
    gap->setPen(Qt::NoPen);
    gap->setBrush(light);
    gap->addData(middle, percent * std::abs(bin.accuracy - bin.confidence));
    auto* bar = new QCPBars(canvas().xAxis, canvas().yAxis);
    bar->setWidth(0.94 * width);
    bar->setPen(QPen(color, 1.2));
    color.setAlphaF(static_cast<float>(0.2 + 0.6 * bin.count / most));
    bar->setBrush(color);
    bar->addData(middle, percent * bin.accuracy);
  }
  drawDiagonal();
}

void ReliabilityPlot::drawDiagonal() {
  auto* line = new QCPItemLine(&canvas());
  line->start->setCoords(0, 0);
  line->end->setCoords(percent, percent);
  line->setPen(QPen(mutedText(colors()), 1.2, Qt::DashLine));
}

QString ReliabilityPlot::valuesAt(QPointF pixel) const {
  const double confidence = canvas().xAxis->pixelToCoord(pixel.x()) / percent;
  for (const auto& bin : m_bins) {
    if (confidence < bin.from || confidence >= bin.to) continue;
    if (bin.count == 0) return {};
    return tr("%n images", nullptr, bin.count) + " · " +
           tr("confidence %1 %").arg(percent * bin.confidence, 0, 'f', 1) + " · " +
           tr("accuracy %1 %").arg(percent * bin.accuracy, 0, 'f', 1);
  }
  return {};
}

}  // namespace rho::widgets
