// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/exhibit_bands.h"

#include <QPainter>
#include <algorithm>

#include "workbench/report/exhibit_picture.h"

namespace rho::workbench {

namespace {

constexpr double tallest = 1.5;  ///< a picture's box, in widths: longer pictures get narrower
constexpr double betweenLines = 22;
constexpr double afterTitle = 6;
constexpr double afterPicture = 6;

/// One tile's words, laid out; its lines share the heights of title and picture.
struct TileDrawing {
  QImage picture;
  std::optional<ExhibitTile::Scale> scale;
  TextBlock title;
  TextBlock subtitle;
  TextBlock result;
  std::vector<TextBlock> warnings;

  TileDrawing(const ExhibitTile& tile, const TileLayout& layout)
      : picture(tile.picture), scale(tile.scale) {
    const TextLook words{layout.textPixels};
    const TextLook heading{layout.textPixels + 2, paper::ink(), true, 2};
    const TextLook side{layout.textPixels, paper::muted(), false, 2};
    const TextLook notice{layout.textPixels, paper::notice()};
    title = TextBlock(MarkedText::plain(tile.title), heading, layout.tileWidth);
    subtitle = TextBlock(MarkedText::plain(tile.subtitle), side, layout.tileWidth);
    result = TextBlock(MarkedText::fromMarkup(tile.result).keptTogether(), words, layout.tileWidth);
    for (const auto& warning : tile.warnings)
      warnings.emplace_back(MarkedText::plain("⚠ " + warning), notice, layout.tileWidth);
  }

  double headHeight() const { return title.height() + subtitle.height(); }
  double footHeight() const {
    double height = result.height() + (scale ? colorBarHeight + 4 : 0);
    for (const auto& warning : warnings) height += warning.height();
    return height;
  }

  void drawPicture(QPainter& painter, const QRectF& box) const {
    if (picture.isNull()) {
      painter.fillRect(box, QColor(0xfff1f2f4));
      return;
    }
    const QSizeF size = shownSize(picture.size(), box.size());
    const QRectF place(box.center() - QPointF(size.width(), size.height()) / 2, size);
    const QImage shown = pictureForPage(picture, size);
    painter.drawImage(place, shown, shown.rect());
    painter.setPen(QPen(paper::hairline(), 0.5));  // white ends of a picture would get lost
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place);
  }

  void drawFoot(QPainter& painter, QPointF at, double width) const {
    if (scale) {
      drawColorBar(painter, QRectF(at.x(), at.y() + 2, width, colorBarHeight), *scale);
      at.ry() += colorBarHeight + 4;
    }
    result.draw(painter, at);
    at.ry() += result.height();
    for (const auto& warning : warnings) {
      warning.draw(painter, at);
      at.ry() += warning.height();
    }
  }
};

double boxHeight(const Exhibit& exhibit, double width) {
  double height = 0;
  for (const auto& row : exhibit.rows)
    for (const auto& tile : row)
      if (!tile.picture.isNull())
        height =
            std::max(height, shownSize(tile.picture.size(), {width, tallest * width}).height());
  return height > 0 ? height : width;
}

Band lineBand(std::vector<TileDrawing> tiles, double width, double pictureHeight) {
  double head = 0;
  double foot = 0;
  for (const auto& tile : tiles) {
    head = std::max(head, tile.headHeight());
    foot = std::max(foot, tile.footHeight());
  }
  head += afterTitle;
  Band band;
  band.height = head + pictureHeight + afterPicture + foot + betweenLines;
  band.draw = [=](QPainter& painter, QPointF at) {
    for (const auto& tile : tiles) {
      // Titles of one line stand at the pictures, not at the top of the longest title's place.
      const QPointF title = at + QPointF(0, head - afterTitle - tile.headHeight());
      tile.title.draw(painter, title);
      tile.subtitle.draw(painter, title + QPointF(0, tile.title.height()));
      tile.drawPicture(painter, {at.x(), at.y() + head, width, pictureHeight});
      tile.drawFoot(painter, at + QPointF(0, head + pictureHeight + afterPicture), width);
      at.rx() += width + tileGap;
    }
  };
  return band;
}

Band rowNameBand(const QString& name, const TileLayout& layout) {
  const double width = layout.columns * (layout.tileWidth + tileGap) - tileGap;
  const TextLook look{layout.textPixels + 2, paper::ink(), true, 2};
  const TextBlock text(MarkedText::plain(name), look, width);
  Band band;
  band.height = text.height() + 12;
  band.keepWithNext = true;
  band.draw = [text, width](QPainter& painter, QPointF at) {
    text.draw(painter, at);
    const double y = at.y() + text.height() + 3;
    painter.setPen(QPen(paper::hairline(), 1));
    painter.drawLine(QPointF(at.x(), y), QPointF(at.x() + width, y));
  };
  return band;
}

}  // namespace

int columnsFor(const Exhibit& exhibit, int most) {
  int longest = 1;
  for (const auto& row : exhibit.rows) longest = std::max(longest, static_cast<int>(row.size()));
  const int lines = (longest + most - 1) / most;
  return (longest + lines - 1) / lines;
}

std::vector<Band> tileBands(const Exhibit& exhibit, const TileLayout& layout) {
  const double pictureHeight = boxHeight(exhibit, layout.tileWidth);
  std::vector<Band> bands;
  for (std::size_t row = 0; row < exhibit.rows.size(); ++row) {
    const auto& tiles = exhibit.rows[row];
    if (tiles.empty()) continue;
    const QString name = exhibit.rowNames.value(static_cast<qsizetype>(row));
    if (!name.isEmpty()) bands.push_back(rowNameBand(name, layout));
    std::vector<TileDrawing> line;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      line.emplace_back(tiles[i], layout);
      if (static_cast<int>(line.size()) < layout.columns && i + 1 < tiles.size()) continue;
      bands.push_back(lineBand(std::move(line), layout.tileWidth, pictureHeight));
      line.clear();
    }
  }
  return bands;
}

}  // namespace rho::workbench
