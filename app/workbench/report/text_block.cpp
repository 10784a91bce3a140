// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/text_block.h"

#include <QPainter>
#include <QTextLayout>
#include <algorithm>

namespace rho::workbench {

namespace {

constexpr double leading = 1.3;          ///< distance of lines in sizes of the font
constexpr int charactersPerLine = 1000;  ///< more are cut off before anything measures them

QList<QTextLayout::FormatRange> formatsOf(const MarkedText& text) {
  QList<QTextLayout::FormatRange> ranges;
  QTextCharFormat bold;
  bold.setFontWeight(QFont::Bold);
  for (const auto& span : text.boldSpans()) ranges.append({span.start, span.length, bold});
  return ranges;
}

}  // namespace

TextBlock::TextBlock(const MarkedText& text, const TextLook& look, double width)
    : m_color(look.color) {
  if (text.isEmpty()) return;
  const int most = charactersPerLine * look.maxLines;
  layOut(text.text().size() > most ? text.shortened(most) : text, look, width);
  while (m_layout->lineCount() > look.maxLines) {
    const auto last = m_layout->lineAt(look.maxLines - 1);
    const bool isTooNarrow = last.textLength() <= 2;  // for the mark itself
    layOut(text.shortened(last.textStart() + std::max(1, last.textLength() - 2)), look, width);
    if (isTooNarrow) break;
  }
  m_height = std::min(m_layout->lineCount(), look.maxLines) * look.pixels * leading;
}

void TextBlock::layOut(const MarkedText& text, const TextLook& look, double width) {
  m_layout = std::make_shared<QTextLayout>(text.text(), paper::font(look.pixels, look.bold));
  QTextOption option(look.alignment);
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  option.setUseDesignMetrics(true);
  m_layout->setTextOption(option);
  m_layout->setFormats(formatsOf(text));
  m_layout->beginLayout();
  double y = 0;
  for (auto line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
    line.setLineWidth(std::max(1.0, width));
    const double height = look.pixels * leading;
    line.setPosition({0, y + (height - line.height()) / 2});
    y += height;
    if (m_layout->lineCount() > look.maxLines) break;
  }
  m_layout->endLayout();
}

double TextBlock::naturalWidth() const {
  double width = 0;
  if (m_layout)
    for (int i = 0; i < m_layout->lineCount(); ++i)
      width = std::max(width, m_layout->lineAt(i).naturalTextWidth());
  return width;
}

void TextBlock::draw(QPainter& painter, QPointF topLeft) const {
  if (!m_layout) return;
  painter.setPen(m_color);
  m_layout->draw(&painter, topLeft);
}

}  // namespace rho::workbench
