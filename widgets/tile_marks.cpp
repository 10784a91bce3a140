// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile_marks.h"

#include <QPainter>
#include <QPainterPath>

#include "widgets/colors.h"

namespace rho::widgets {

WarningMark::WarningMark(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setAccessibleName(tr("Warnings"));
  hide();
}

void WarningMark::setWarnings(const QStringList& warnings) {
  const QString text = warnings.join('\n');
  // A tooltip that may be markup would read the signs < and > of a warning as such.
  setToolTip(text.isEmpty() ? QString()
                            : "<p>" + text.toHtmlEscaped().replace("\n", "</p><p>") + "</p>");
  setAccessibleDescription(text);
  setVisible(!warnings.isEmpty());
}

QSize WarningMark::sizeHint() const {
  const int side = fontMetrics().ascent();
  return {side + 1, side};
}

void WarningMark::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
  const QColor color = attention(palette());
  QPainterPath triangle(QPointF(area.center().x(), area.top()));
  triangle.lineTo(area.bottomRight());
  triangle.lineTo(area.bottomLeft());
  triangle.closeSubpath();
  painter.fillPath(triangle, color);
  painter.strokePath(triangle, QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  const double x = area.center().x(), height = area.height();
  painter.setPen(QPen(palette().color(QPalette::Base), 1.4, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(QPointF(x, area.top() + height * 0.38), QPointF(x, area.top() + height * 0.64));
  painter.drawPoint(QPointF(x, area.top() + height * 0.86));
}

RowLabel::RowLabel(const QString& text, QWidget* parent) : QWidget(parent), m_text(text) {
  setToolTip(text.toHtmlEscaped());
  setAccessibleName(text);
}

void RowLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(mutedText(palette()));
  painter.translate(0, height());
  painter.rotate(-90);
  painter.drawText(QRect(0, 0, height(), width()), Qt::AlignCenter,
                   fontMetrics().elidedText(m_text, Qt::ElideMiddle, height()));
}

DropMark::DropMark(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  hide();
}

void DropMark::paintEvent(QPaintEvent*) {
  QPainter(this).fillRect(rect(), palette().color(QPalette::Highlight));
}

}  // namespace rho::widgets
