// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/page_writers.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <cmath>
#include <string_view>

#include "base/error.h"
#include "base/file.h"
#include "base/resources.h"
#include "workbench/report/marked_text.h"
#include "workbench/report/paper.h"

namespace rho::workbench {

namespace {

constexpr double pointsPerPixel = 72.0 / pixelsPerInch;

/// Qt names one family alone; a machine without it would take any font, of any width. Viewers that
/// know no such rule (Qt's own) keep the one family.
void nameAllFamilies(QByteArray& svg) {
  const auto at = svg.indexOf("<defs>");
  if (at < 0) return;
  svg.insert(
      at, "<style>@media all{text{font-family:" + paper::fontFamilies().toUtf8() + "}}</style>\n");
}

}  // namespace

void prepare(QPainter& painter) {
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing |
                         QPainter::SmoothPixmapTransform | QPainter::LosslessImageRendering);
}

QImage imageOf(const Drawing& drawing, QSizeF size, double scale) {
  constexpr double longestSide = 32000;  // what QPainter still draws on
  const QSizeF pixels = size * scale;
  if (pixels.width() > longestSide || pixels.height() > longestSide)
    throw InvalidInput("export", "the page is too large for a picture",
                       "export fewer tiles, or as .pdf or .svg");
  QImage image(static_cast<int>(std::ceil(pixels.width())),
               static_cast<int>(std::ceil(pixels.height())), QImage::Format_RGB32);
  if (image.isNull())
    throw Error(ExitCode::outOfMemory, "export", "the page does not fit into the memory",
                "export fewer tiles, or as .pdf or .svg");
  image.fill(Qt::white);
  const int dotsPerMetre = static_cast<int>(std::lround(pixelsPerInch * scale / 0.0254));
  image.setDotsPerMeterX(dotsPerMetre);
  image.setDotsPerMeterY(dotsPerMetre);
  QPainter painter(&image);
  prepare(painter);
  painter.scale(scale, scale);
  drawing(painter);
  return image;
}

QByteArray pngOf(const QImage& image) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  if (!image.save(&buffer, "PNG"))
    throw Error(ExitCode::outOfMemory, "export", "the picture does not fit into the memory",
                "export fewer tiles");
  return bytes;
}

QByteArray svgOf(const Drawing& drawing, QSizeF size, const QString& title) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setResolution(pixelsPerInch);
  generator.setSize(
      {static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height()))});
  generator.setViewBox(QRectF({0, 0}, size));
  generator.setTitle(MarkedText::plain(title).toHtml());
  generator.setDescription(paper::researchUse());
  QPainter painter(&generator);
  prepare(painter);
  painter.fillRect(QRectF({0, 0}, size), Qt::white);
  drawing(painter);
  painter.end();
  nameAllFamilies(bytes);
  return bytes;
}

QByteArray pdfOf(const Drawing& drawing, QSizeF size, const QString& title) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setTitle(MarkedText::plain(title).text());
  writer.setCreator("Rhoscope " + QString::fromStdString(version()));
  writer.setResolution(pixelsPerInch);
  writer.setPageSize(QPageSize(size * pointsPerPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
  writer.setPageMargins({});
  QPainter painter(&writer);
  prepare(painter);
  drawing(painter);
  painter.end();
  return bytes;
}

void writeDrawing(const std::filesystem::path& path, const Drawing& drawing, QSizeF size,
                  const QString& title, const JobContext& context) {
  const QString ending = endingOf(path);
  if (ending != ".png" && ending != ".svg" && ending != ".pdf")
    throw InvalidInput(path.string(), "the name's ending is of no format for pages",
                       "end it in .png, .svg or .pdf");
  context.step(0, 2, "drawing the page");
  QByteArray bytes;
  if (ending == ".png")
    bytes = pngOf(imageOf(drawing, size, 2));
  else if (ending == ".svg")
    bytes = svgOf(drawing, size, title);
  else
    bytes = pdfOf(drawing, size, title);
  context.step(1, 2, "writing the file");
  writeWhole(path, bytes);
  context.report(1);
}

void writeWhole(const std::filesystem::path& path, const QByteArray& bytes) {
  writeFileAtomically(path,
                      std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

QString endingOf(const std::filesystem::path& path) {
  return QString::fromStdString(path.extension().string()).toLower();
}

}  // namespace rho::workbench
