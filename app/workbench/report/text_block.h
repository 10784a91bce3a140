// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>
#include <memory>

#include "workbench/report/marked_text.h"
#include "workbench/report/paper.h"

class QPainter;
class QTextLayout;

namespace rho::workbench {

/// How a block of text looks.
struct TextLook {
  int pixels = 12;  ///< of the font
  QColor color = paper::ink();
  bool bold = false;
  int maxLines = 6;  ///< the last one ends in "…" where there is more
  Qt::Alignment alignment = Qt::AlignLeft;
};

/// Text in lines of a width, the same on every device. May be made and drawn outside the GUI's
/// thread.
class TextBlock {
 public:
  TextBlock() = default;
  TextBlock(const MarkedText& text, const TextLook& look, double width);

  double height() const { return m_height; }
  double naturalWidth() const;  ///< of the longest line
  void draw(QPainter& painter, QPointF topLeft) const;

 private:
  void layOut(const MarkedText& text, const TextLook& look, double width);

  std::shared_ptr<QTextLayout> m_layout;  // shared by copies: drawing does not change it
  QColor m_color;
  double m_height = 0;
};

}  // namespace rho::workbench
