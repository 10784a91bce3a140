// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/confidence_bars.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr int barHeight = 9;
constexpr double nameShare = 0.35;
constexpr double numberShare = 0.16;

}  // namespace

ConfidenceBars::ConfidenceBars(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Confidence of each class"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setCursor(Qt::PointingHandCursor);
}

void ConfidenceBars::setBars(std::vector<ConfidenceBar> bars) {
  m_bars = std::move(bars);
  m_hidden = std::max(0, static_cast<int>(m_bars.size()) - shownAtMost);
  if (m_hidden > 0) m_bars.resize(shownAtMost);
  updateGeometry();
  update();
}

void ConfidenceBars::setTarget(int classIndex) {
  m_target = classIndex;
  update();
}

QSize ConfidenceBars::sizeHint() const {
  const int rows = static_cast<int>(m_bars.size()) + (m_hidden > 0 ? 1 : 0);
  return {160, std::max(rows, 1) * rowHeight()};
}

int ConfidenceBars::rowHeight() const { return fontMetrics().height() + 2; }

void ConfidenceBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QRect row(0, 0, width(), rowHeight());
  for (const auto& bar : m_bars) {
    paintBar(painter, row, bar);
    row.translate(0, rowHeight());
  }
  painter.setPen(mutedText(palette()));
  if (m_bars.empty()) painter.drawText(row, Qt::AlignVCenter, tr("No prediction yet"));
  if (m_hidden > 0) painter.drawText(row, Qt::AlignVCenter, tr("+ %1 classes").arg(m_hidden));
}

void ConfidenceBars::paintBar(QPainter& painter, const QRect& row, const ConfidenceBar& bar) const {
  const int nameWidth = static_cast<int>(row.width() * nameShare);
  const int numberWidth = static_cast<int>(row.width() * numberShare);
  QFont nameFont = font();
  nameFont.setBold(bar.classIndex == m_target);
  painter.setFont(nameFont);
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(QRect(row.left(), row.top(), nameWidth - 6, row.height()), Qt::AlignVCenter,
                   QFontMetrics(nameFont).elidedText(bar.name, Qt::ElideRight, nameWidth - 6));
  painter.setFont(font());
  const bool isFound = bar.point && bar.value >= *bar.point;
  painter.setPen(isFound ? palette().color(QPalette::WindowText) : mutedText(palette()));
  painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, QString::number(bar.value, 'f', 2));

  const QRectF groove(nameWidth, row.center().y() - barHeight / 2.0,
                      row.width() - nameWidth - numberWidth, barHeight);
  painter.setPen(Qt::NoPen);
  painter.setBrush(outline(palette()));
  painter.drawRoundedRect(groove, 2, 2);
  QRectF filled = groove;
  filled.setWidth(std::max(1.5, groove.width() * bar.value));
  painter.setBrush(classColor(bar.classIndex, palette()));
  painter.drawRoundedRect(filled, 2, 2);
  if (bar.point) paintNotch(painter, groove, *bar.point);
  if (!bar.mark) return;
  const double x = groove.left() + groove.width() * *bar.mark;
  painter.fillRect(QRectF(x - 1, groove.top() - 2, 2, groove.height() + 4),
                   palette().color(QPalette::WindowText));
}

/// A triangle that points up at the bar from below.
void ConfidenceBars::paintNotch(QPainter& painter, const QRectF& groove, double point) const {
  constexpr double half = 3.5, height = 4.5;
  const QPointF tip(groove.left() + groove.width() * point, groove.bottom() - 1.5);
  painter.setBrush(palette().color(QPalette::WindowText));
  painter.drawPolygon(QPolygonF{tip, tip + QPointF(-half, height), tip + QPointF(half, height)});
}

QString ConfidenceBars::helpFor(const ConfidenceBar& bar) const {
  QStringList parts = {tr("%1: %2").arg(bar.name, QString::number(bar.value, 'f', 4))};
  if (bar.mark) parts << tr("at ρ %1").arg(QString::number(*bar.mark, 'f', 4));
  if (bar.point)
    parts << (bar.value >= *bar.point ? tr("found, as from %1 on") : tr("not found, as below %1"))
                 .arg(QString::number(*bar.point, 'f', 4));
  return tr("%1. Click to explain this class.").arg(parts.join(", "));
}

const ConfidenceBar* ConfidenceBars::barAt(QPoint position) const {
  const int index = position.y() / rowHeight();
  if (index < 0 || index >= static_cast<int>(m_bars.size())) return nullptr;
  return &m_bars[static_cast<std::size_t>(index)];
}

bool ConfidenceBars::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto* bar = barAt(help->pos());
  const QString text = bar ? helpFor(*bar) : QString();
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

void ConfidenceBars::mousePressEvent(QMouseEvent* event) {
  const auto* bar = barAt(event->position().toPoint());
  if (bar && event->button() == Qt::LeftButton) emit classPicked(bar->classIndex);
}

}  // namespace rho::widgets
