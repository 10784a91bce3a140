// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/confusion_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "widgets/colors.h"
#include "widgets/confusion_drawing.h"
#include "widgets/fonts.h"

namespace rho::widgets {

ConfusionView::ConfusionView(QWidget* parent) : Card(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Confusion matrix"));
}

QString ConfusionView::figureTitle() const {
  return m_network.isEmpty() ? tr("Confusion") : tr("Confusion of %1").arg(m_network);
}

void ConfusionView::setNetwork(const QString& name) {
  m_network = name;
  update();
}

void ConfusionView::setCounts(ConfusionCounts counts) {
  if (counts == m_counts) return;
  const bool sameClasses = counts.names == m_counts.names;
  m_counts = std::move(counts);
  if (!sameClasses) {
    m_current = {};
    choose(std::nullopt);
  }
  update();
}

void ConfusionView::setEmptyText(const QString& text) {
  m_emptyText = text;
  update();
}

void ConfusionView::choose(std::optional<Cell> cell) {
  if (cell == m_chosen) return;
  m_chosen = cell;
  update();
  emit cellChosen(cell ? cell->actual : -1, cell ? cell->predicted : -1);
}

void ConfusionView::toggle(Cell cell) {
  m_current = cell;
  choose(m_chosen == cell ? std::nullopt : std::optional(cell));
}

QString ConfusionView::textOf(Cell cell) const {
  const auto& row = m_counts.counts[static_cast<std::size_t>(cell.actual)];
  const int number = row[static_cast<std::size_t>(cell.predicted)];
  const int total = std::accumulate(row.begin(), row.end(), 0);
  const auto& actual = m_counts.names[static_cast<std::size_t>(cell.actual)];
  if (cell.actual == cell.predicted)
    return tr("%1 recognised: %2 of %3").arg(actual).arg(number).arg(total);
  return tr("%1 taken for %2: %3 of %4")
      .arg(actual, m_counts.names[static_cast<std::size_t>(cell.predicted)])
      .arg(number)
      .arg(total);
}

QRectF ConfusionView::figureBox() const {
  const int heading = QFontMetrics(scaled(font(), 0.88)).height();
  return QRectF(rect()).adjusted(10, 8 + heading + 6, -10, -8);
}

QRectF ConfusionView::areaOf(Cell cell) const {
  return ConfusionLayout(m_counts, scaled(font(), 0.88), figureBox())
      .cell(cell.actual, cell.predicted);
}

std::optional<ConfusionView::Cell> ConfusionView::cellAt(QPointF position) const {
  const ConfusionLayout layout(m_counts, scaled(font(), 0.88), figureBox());
  if (!hasValues() || !layout.cells().contains(position)) return std::nullopt;
  const auto place = (position - layout.cells().topLeft()) / layout.side();
  return Cell{std::min(count() - 1, static_cast<int>(place.y())),
              std::min(count() - 1, static_cast<int>(place.x()))};
}

QPicture ConfusionView::pictureOn(const QPalette& paper, const QFont& font, QSize size) {
  QPicture picture;
  QPainter painter(&picture);
  drawConfusion(painter, m_counts, ConfusionLayout(m_counts, font, QRectF({0, 0}, QSizeF(size))),
                paper, font);
  return picture;
}

void ConfusionView::paintEvent(QPaintEvent* event) {
  Card::paintEvent(event);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QFont heading = scaled(font(), 0.88);
  const QRect top(12, 8, width() - 24, QFontMetrics(heading).height());
  heading.setBold(true);
  heading.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
  painter.setFont(heading);
  painter.setPen(mutedText(palette()));
  painter.drawText(top, Qt::AlignVCenter,
                   QFontMetrics(heading).elidedText(figureTitle(), Qt::ElideRight, top.width()));
  if (!hasValues()) {
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::Disabled, QPalette::WindowText));
    painter.drawText(figureBox(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    return;
  }
  const QFont small = scaled(font(), 0.88);
  const ConfusionLayout layout(m_counts, small, figureBox());
  drawConfusion(painter, m_counts, layout, palette(), small);
  painter.setBrush(Qt::NoBrush);
  const auto mark = [&](Cell cell, const QPen& pen) {
    painter.setPen(pen);
    painter.drawRect(layout.cell(cell.actual, cell.predicted).adjusted(0.5, 0.5, -0.5, -0.5));
  };
  const QColor ink = palette().color(QPalette::WindowText);
  if (hasFocus()) mark(m_current, QPen(ink, 1, Qt::DotLine));
  if (m_chosen) mark(*m_chosen, QPen(ink, 2));
}

void ConfusionView::mousePressEvent(QMouseEvent* event) {
  if (const auto cell = cellAt(event->position())) toggle(*cell);
}

/// Also for those who do not see which cell the frame is on.
void ConfusionView::moveTo(Cell cell) {
  m_current = {std::clamp(cell.actual, 0, count() - 1), std::clamp(cell.predicted, 0, count() - 1)};
  setAccessibleDescription(textOf(m_current));
  QToolTip::showText(mapToGlobal(areaOf(m_current).bottomRight().toPoint()), textOf(m_current),
                     this);
  update();
}

void ConfusionView::keyPressEvent(QKeyEvent* event) {
  if (!hasValues()) return Card::keyPressEvent(event);
  auto cell = m_current;
  switch (event->key()) {
    case Qt::Key_Up:
      return moveTo({cell.actual - 1, cell.predicted});
    case Qt::Key_Down:
      return moveTo({cell.actual + 1, cell.predicted});
    case Qt::Key_Left:
      return moveTo({cell.actual, cell.predicted - 1});
    case Qt::Key_Right:
      return moveTo({cell.actual, cell.predicted + 1});
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      return toggle(cell);
    default:
      Card::keyPressEvent(event);
  }
}

bool ConfusionView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return Card::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto cell = cellAt(help->pos());
  QToolTip::showText(help->globalPos(), cell ? textOf(*cell) : QString(), this);
  return true;
}

}  // namespace rho::widgets
