// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/page_export.h"

#include <QPainter>
#include <algorithm>

#include "base/error.h"
#include "workbench/report/exhibit_bands.h"
#include "workbench/report/page_writers.h"

namespace rho::workbench {

namespace {

constexpr double margin = 28;
constexpr double gridWidth = 1500;  ///< what the tiles share, as far as they stay within limits
constexpr double narrowestTile = 230;
constexpr double widestTile = 420;
constexpr int tilesInLine = 6;
constexpr int pictureGap = 8;
constexpr int picturesInLine = 4;

/// A page that is laid out and can be drawn on any device.
struct Page {
  std::vector<Band> bands;
  QSizeF size;
  QString title;

  void draw(QPainter& painter) const { drawBands(painter, {margin, margin}, bands); }
  Drawing drawing() const {
    return [this](QPainter& painter) { draw(painter); };
  }
};

Page pageOf(const Exhibit& exhibit) {
  if (isEmpty(exhibit))
    throw InvalidInput("export", "there is nothing to export", "open an image first");
  TileLayout layout;
  layout.columns = columnsFor(exhibit, tilesInLine);
  layout.tileWidth = std::clamp(gridWidth / layout.columns - tileGap, narrowestTile, widestTile);
  layout.textPixels = 13;
  const double width = layout.columns * (layout.tileWidth + tileGap) - tileGap;

  Page page;
  page.title = exhibit.caseName;
  page.bands.push_back(textBand(exhibit.caseName, {20, paper::ink(), true, 2}, width, 14));
  for (auto& band : tileBands(exhibit, layout)) page.bands.push_back(std::move(band));
  page.bands.push_back(textBand(exhibit.footer, {12, paper::muted()}, width, 4));
  page.bands.push_back(textBand(paper::researchUse(), {12, paper::notice()}, width, 0));
  page.size = {width + 2 * margin, heightOf(page.bands) + 2 * margin};
  return page;
}

}  // namespace

QImage pageImage(const Exhibit& exhibit, double scale) {
  const Page page = pageOf(exhibit);
  return imageOf(page.drawing(), page.size, scale);
}

QImage picturesImage(const Exhibit& exhibit) {
  QSize largest(0, 0);
  int lines = 0;
  const int columns = std::max(1, columnsFor(exhibit, picturesInLine));
  for (const auto& row : exhibit.rows) {
    for (const auto& tile : row) largest = largest.expandedTo(tile.picture.size());
    lines += (static_cast<int>(row.size()) + columns - 1) / columns;
  }
  if (largest.isEmpty())
    throw InvalidInput("export", "there is nothing to export", "open an image first");
  const QSize step = largest + QSize(pictureGap, pictureGap);
  const QSizeF size(columns * step.width() - pictureGap, lines * step.height() - pictureGap);
  const auto draw = [&](QPainter& painter) {
    painter.fillRect(QRectF({0, 0}, size), Qt::black);
    int line = 0;
    for (const auto& row : exhibit.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        const int at = static_cast<int>(i);
        painter.drawImage(at % columns * step.width(), (line + at / columns) * step.height(),
                          row[i].picture);
      }
      line += (static_cast<int>(row.size()) + columns - 1) / columns;
    }
  };
  return imageOf(draw, size, 1);
}

void exportPage(const Exhibit& exhibit, const std::filesystem::path& path,
                const JobContext& context) {
  const Page page = pageOf(exhibit);
  writeDrawing(path, page.drawing(), page.size, page.title, context);
}

}  // namespace rho::workbench
