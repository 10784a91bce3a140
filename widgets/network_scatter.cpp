// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network_scatter.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr double percent = 100;
constexpr double markSize = 9;
constexpr double reach = 14;  ///< pixels from a mark within which it is meant

}  // namespace

QString estimateText(const Estimate& estimate) {
  const QString value = QString::number(estimate.value, 'f', 4);
  if (!estimate.low || !estimate.high) return value;
  return NetworkScatter::tr("%1 (%2 to %3)")
      .arg(value, QString::number(*estimate.low, 'f', 4), QString::number(*estimate.high, 'f', 4));
}

NetworkScatter::NetworkScatter(QWidget* parent)
    : FigurePlot(
          tr("ARA over accuracy"),
          tr("<p>A mark for each network: filled for attack ARA, a ring for BTR ARA, with the "
             "interval that holds it in 95 of 100 samples of images. Upper right is best: "
             "accurate and robust.</p>"),
          parent) {
  canvas().xAxis->setLabel(tr("accuracy, %"));
  canvas().yAxis->setLabel(tr("ARA"));
}

void NetworkScatter::setNetworks(std::vector<NetworkAreas> networks) {
  if (networks == m_networks) return;
  m_networks = std::move(networks);
  showValues();
}

void NetworkScatter::fitX() {
  double least = percent, most = 0;
  for (const auto& network : m_networks) {
    least = std::min(least, percent * network.accuracy);
    most = std::max(most, percent * network.accuracy);
  }
  const double room = std::max(4.0, 0.15 * (most - least));
  canvas().xAxis->setRange(std::max(-2.0, least - room), std::min(percent + 2, most + room));
}

void NetworkScatter::draw() {
  canvas().clearPlottables();
  canvas().clearItems();
  double highest = 0;
  for (const auto& network : m_networks)
    for (const auto& area : {network.attack, network.betterThanRandom})
      if (area) highest = std::max(highest, area->high.value_or(area->value));
  canvas().yAxis->setRange(0, highest > 0 ? 1.12 * highest : 0.1);
  for (const auto& network : m_networks) {
    if (network.betterThanRandom) drawMark(network, *network.betterThanRandom, false);
    if (network.attack) drawMark(network, *network.attack, true);
    if (network.attack || network.betterThanRandom)
      drawName(network,
               network.attack.value_or(network.betterThanRandom.value_or(Estimate{})).value);
  }
}

void NetworkScatter::drawMark(const NetworkAreas& network, const Estimate& area, bool filled) {
  const QColor color = classColor(network.colorIndex, colors());
  auto* mark = canvas().addGraph();
  mark->setLineStyle(QCPGraph::lsNone);
  mark->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(color, 2),
                                        filled ? QBrush(color) : QBrush(Qt::NoBrush), markSize));
  mark->addData(percent * network.accuracy, area.value);
  if (!area.low || !area.high) return;
  auto* bars = new QCPErrorBars(canvas().xAxis, canvas().yAxis);
  bars->setDataPlottable(mark);
  bars->setPen(QPen(color, 1.2));
  bars->setSymbolGap(markSize + 2);
  bars->setWhiskerWidth(5);
  bars->addData(area.value - *area.low, *area.high - area.value);
}

/// On the side that has room for it.
void NetworkScatter::drawName(const NetworkAreas& network, double area) {
  const double x = percent * network.accuracy;
  const bool right = x <= canvas().xAxis->range().center();
  auto* text = new QCPItemText(&canvas());
  text->setText(network.name);
  text->setFont(textFont());
  text->setColor(colors().color(QPalette::WindowText));
  text->setPositionAlignment((right ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  text->setPadding({9, 0, 9, 0});
  text->position->setCoords(x, area);
}

QString NetworkScatter::valuesAt(QPointF pixel) const {
  const NetworkAreas* nearest = nullptr;
  double distance = reach;
  for (const auto& network : m_networks)
    for (const auto& area : {network.attack, network.betterThanRandom}) {
      if (!area) continue;
      const double dx = canvas().xAxis->coordToPixel(percent * network.accuracy) - pixel.x();
      const double dy = canvas().yAxis->coordToPixel(area->value) - pixel.y();
      if (std::hypot(dx, dy) > distance) continue;
      distance = std::hypot(dx, dy);
      nearest = &network;
    }
  if (!nearest) return {};
  QStringList values{nearest->name,
                     tr("accuracy %1 %").arg(percent * nearest->accuracy, 0, 'f', 1)};
  if (nearest->attack) values << tr("attack ARA %1").arg(estimateText(*nearest->attack));
  if (nearest->betterThanRandom)
    values << tr("BTR ARA %1").arg(estimateText(*nearest->betterThanRandom));
  return values.join(" · ");
}

}  // namespace rho::widgets
