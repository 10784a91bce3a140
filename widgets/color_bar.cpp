// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/color_bar.h"

#include <QLinearGradient>
#include <QPainter>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr int barHeight = 6;

QLinearGradient gradientOf(image::ColorMap colors, const QRectF& bar) {
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  const auto& table = image::colorTable(colors);
  constexpr int stops = 32;
  for (int i = 0; i <= stops; ++i) {
    const auto color = table.at<cv::Vec3b>(i * (table.rows - 1) / stops);
    gradient.setColorAt(static_cast<double>(i) / stops, QColor(color[0], color[1], color[2]));
  }
  return gradient;
}

QString numberText(double value, bool withSign) {
  const QString text = QString::number(std::abs(value), 'g', 2);
  if (value < 0) return QStringLiteral("−") + text;
  return withSign && value > 0 ? "+" + text : text;
}

}  // namespace

ColorBar::ColorBar(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ColorBar::setScale(image::ColorMap colors, image::ValueRange range) {
  if (m_scale && m_scale->colors == colors && m_scale->range.low == range.low &&
      m_scale->range.high == range.high)
    return;
  m_scale = Scale{colors, range};
  setAccessibleName(
      tr("Colours from %1 to %2").arg(numberText(range.low, false), numberText(range.high, false)));
  update();
}

void ColorBar::clear() {
  if (!m_scale) return;
  m_scale.reset();
  setAccessibleName({});
  update();
}

QSize ColorBar::sizeHint() const { return {80, barHeight + 2 + fontMetrics().height()}; }

void ColorBar::paintEvent(QPaintEvent*) {
  if (!m_scale) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF bar(0, 0, width(), barHeight);
  painter.setPen(Qt::NoPen);
  painter.setBrush(gradientOf(m_scale->colors, bar));
  painter.drawRoundedRect(bar, 2, 2);

  const auto& range = m_scale->range;
  const bool isSigned = range.low < 0 && range.high > 0;
  const QRect labels = rect().adjusted(0, barHeight + 2, 0, 0);
  painter.setPen(mutedText(palette()));
  const QString low = numberText(range.low, isSigned), high = numberText(range.high, isSigned);
  painter.drawText(labels, Qt::AlignLeft | Qt::AlignTop, low);
  painter.drawText(labels, Qt::AlignRight | Qt::AlignTop, high);
  const auto metrics = fontMetrics();
  const int widest = std::max(metrics.horizontalAdvance(low), metrics.horizontalAdvance(high));
  const bool hasRoom = width() / 2 > widest + metrics.horizontalAdvance(QStringLiteral("000"));
  if (isSigned && hasRoom)
    painter.drawText(labels, Qt::AlignHCenter | Qt::AlignTop, QStringLiteral("0"));
}

}  // namespace rho::widgets
