// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/page_band.h"

#include <QPainter>
#include <QStringList>

namespace rho::workbench {

namespace {

/// The height of a band with all that it must not be parted from.
double heightOfGroup(const std::vector<Band>& bands, std::size_t first) {
  double height = bands[first].height;
  for (std::size_t i = first; i + 1 < bands.size() && bands[i].keepWithNext; ++i)
    height += bands[i + 1].height;
  return height;
}

}  // namespace

Band spaceBand(double height) { return {height, {}, false, {}}; }

Band textBand(const QString& text, const TextLook& look, double width, double below) {
  const TextBlock block(MarkedText::plain(text), look, width);
  if (block.height() == 0) return spaceBand(0);
  Band band;
  band.height = block.height() + below;
  band.draw = [block](QPainter& painter, QPointF at) { block.draw(painter, at); };
  return band;
}

Band noticeBand(const QStringList& texts, int pixels, double width, double below) {
  constexpr double padding = 8;
  TextLook look;
  look.pixels = pixels;
  look.color = paper::notice();
  std::vector<TextBlock> blocks;
  double height = 2 * padding;
  for (const auto& text : texts) {
    blocks.emplace_back(MarkedText::plain(text), look, width - 2 * padding);
    height += blocks.back().height();
  }
  Band band;
  band.height = height + below;
  band.draw = [blocks, width, height](QPainter& painter, QPointF at) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(paper::noticeBackground());
    painter.drawRoundedRect(QRectF(at.x(), at.y(), width, height), 4, 4);
    at += {padding, padding};
    for (const auto& block : blocks) {
      block.draw(painter, at);
      at.ry() += block.height();
    }
  };
  return band;
}

double heightOf(const std::vector<Band>& bands) {
  double height = 0;
  for (const auto& band : bands) height += band.height;
  return height;
}

void drawBands(QPainter& painter, QPointF topLeft, const std::vector<Band>& bands) {
  for (const auto& band : bands) {
    if (band.draw) band.draw(painter, topLeft);
    topLeft.ry() += band.height;
  }
}

std::vector<std::vector<Band>> paginated(const std::vector<Band>& bands, double pageHeight) {
  std::vector<std::vector<Band>> pages(1);
  double y = 0;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const Band& band = bands[i];
    const bool isHeld = i > 0 && bands[i - 1].keepWithNext;
    const double needed = isHeld ? band.height : heightOfGroup(bands, i);
    if (y > 0 && band.draw && y + needed > pageHeight &&
        (!isHeld || y + band.height > pageHeight)) {
      pages.emplace_back();
      y = 0;
      if (band.caption) {
        pages.back().push_back(*band.caption);
        y += band.caption->height;
      }
    }
    if (y == 0 && !band.draw) continue;
    pages.back().push_back(band);
    y += band.height;
  }
  return pages;
}

}  // namespace rho::workbench
