// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_legend.h"

#include <QPainter>

#include "widgets/colors.h"
#include "widgets/fonts.h"

namespace rho::widgets {

PlotLegend::PlotLegend(QWidget* parent) : QWidget(parent) {
  setFont(scaled(font(), 0.92));
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void PlotLegend::setEntries(std::vector<LegendEntry> entries) {
  m_entries = std::move(entries);
  update();
}

void PlotLegend::setNotes(QStringList notes) {
  m_notes = std::move(notes);
  setAccessibleDescription(m_notes.join(". "));
  update();
}

void PlotLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  constexpr int sample = 14;
  const int line = fontMetrics().height() + 4;
  QRect row(0, 2, width(), line);
  for (const auto& entry : m_entries) {
    const QColor color = classColor(entry.classIndex, palette());
    QPen pen(color, entry.strong ? 2.6 : 1.6);
    if (entry.dashed) pen.setDashPattern({1.6, 1.2});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLine(QPointF(0, row.center().y() + 0.5), QPointF(sample, row.center().y() + 0.5));
    QFont style = font();
    style.setBold(entry.strong && !entry.dashed);
    painter.setFont(style);
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect text = row.adjusted(sample + 6, 0, 0, 0);
    painter.drawText(text, Qt::AlignVCenter,
                     QFontMetrics(style).elidedText(entry.text, Qt::ElideRight, text.width()));
    row.translate(0, line);
  }
  painter.setFont(font());
  painter.setPen(mutedText(palette()));
  row.translate(0, line / 3);
  for (const QString& note : m_notes) {
    const QRect room(0, row.top(), width(), height() - row.top());
    const QRect needed = painter.boundingRect(room, Qt::TextWordWrap, note);
    if (needed.bottom() > room.bottom()) break;  // half a sentence would mislead
    painter.drawText(room, Qt::TextWordWrap, note);
    row.moveTop(needed.bottom() + 5);
  }
}

}  // namespace rho::widgets
