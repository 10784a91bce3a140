// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture_layers.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

#include "widgets/resampling.h"

namespace rho::widgets {

namespace {

constexpr double borderOpacity = 0.7;  ///< as image::drawBoundaries

/// Brightness from 0 to 255 of a value in [0,1]. view: settled.
double brightness(const ViewState& view, const std::vector<float>* table, double value) {
  if (table)
    return 255 * static_cast<double>((*table)[static_cast<std::size_t>(
                     std::lround(value * static_cast<double>(table->size() - 1)))]);
  const double place = (value - view.windowCenter) / view.windowWidth;
  return view.tone == Tone::sigmoid ? 255 / (1 + std::exp(-4 * place))
                                    : std::clamp(255 * (place + 0.5), 0.0, 255.0);
}

/// From stored values to the screen's.
std::vector<uchar> lookUpTable(const PictureLayers& layers, const ViewState& view, int values) {
  const ViewState shown = layers.windowed ? settled(view, layers.origin.get()) : ViewState();
  const auto* choice = shown.tone == Tone::table ? layers.origin->table(shown.table) : nullptr;
  const auto* brightnesses = choice ? &choice->brightness : nullptr;
  std::vector<uchar> table(static_cast<std::size_t>(values));
  for (int i = 0; i < values; ++i) {
    const double value = brightness(shown, brightnesses, static_cast<double>(i) / (values - 1));
    table[static_cast<std::size_t>(i)] =
        static_cast<uchar>((shown.invert ? 255 - value : value) + 0.5);
  }
  return table;
}

QRgb greyOf(uchar value) { return qRgb(value, value, value); }

void showGrey(const QImage& base, const std::vector<uchar>& table, QImage& result) {
  uchar* pixels = result.bits();
  const auto lineBytes = result.bytesPerLine();
  cv::parallel_for_(cv::Range(0, result.height()), [&](const cv::Range& rows) {
    for (int y = rows.start; y < rows.end; ++y) {
      const auto* from = reinterpret_cast<const quint16*>(base.constScanLine(y));
      auto* to = reinterpret_cast<QRgb*>(pixels + y * lineBytes);
      for (int x = 0; x < base.width(); ++x) to[x] = greyOf(table[from[x]]);
    }
  });
}

/// The weights of ITU-R BT.601, as image::toChannels.
uchar luminance(QRgb color) {
  return static_cast<uchar>((299 * qRed(color) + 587 * qGreen(color) + 114 * qBlue(color) + 500) /
                            1000);
}

void showColors(const QImage& base, const std::vector<uchar>& table, bool grey, QImage& result) {
  const bool packed = base.format() == QImage::Format_RGB888;
  for (int y = 0; y < result.height(); ++y) {
    const uchar* from = base.constScanLine(y);
    auto* to = reinterpret_cast<QRgb*>(result.scanLine(y));
    for (int x = 0; x < result.width(); ++x) {
      const QRgb color = packed ? qRgb(from[3 * x], from[3 * x + 1], from[3 * x + 2])
                                : reinterpret_cast<const QRgb*>(from)[x];
      to[x] = grey ? greyOf(table[luminance(color)])
                   : qRgb(table[static_cast<std::size_t>(qRed(color))],
                          table[static_cast<std::size_t>(qGreen(color))],
                          table[static_cast<std::size_t>(qBlue(color))]);
    }
  }
}

/// Premultiplied colours over opaque ones; share: of the overlay's own opacity, 0 to 256.
void layOver(const QImage& overlay, int share, QImage& result) {
  for (int y = 0; y < result.height(); ++y) {
    const auto* from = reinterpret_cast<const QRgb*>(overlay.constScanLine(y));
    auto* to = reinterpret_cast<QRgb*>(result.scanLine(y));
    for (int x = 0; x < result.width(); ++x) {
      const int rest = 255 * 256 - qAlpha(from[x]) * share;
      const auto mix = [&](int below, int above) {
        return std::min(255, (below * rest / 255 + above * share + 128) >> 8);
      };
      to[x] = qRgb(mix(qRed(to[x]), qRed(from[x])), mix(qGreen(to[x]), qGreen(from[x])),
                   mix(qBlue(to[x]), qBlue(from[x])));
    }
  }
}

/// A pixel belongs to a border where its right or lower neighbour is of another superpixel.
void drawBorders(const QImage& segments, const QRectF& region, int lineWidth, double opacity,
                 QImage& result) {
  const auto columns =
      nearestPixels(segments.width(), region.x(), region.width(), result.width(), lineWidth);
  const auto rows =
      nearestPixels(segments.height(), region.y(), region.height(), result.height(), lineWidth);
  const auto labels = [&](int y) {
    return reinterpret_cast<const quint16*>(
        segments.constScanLine(rows[static_cast<std::size_t>(y)]));
  };
  const int share = static_cast<int>(std::lround(opacity * borderOpacity * 256));
  const auto lighten = [share](int value) { return value + (((255 - value) * share) >> 8); };
  for (int y = 0; y < result.height(); ++y) {
    const quint16* here = labels(y);
    const quint16* below = labels(y + lineWidth);
    auto* to = reinterpret_cast<QRgb*>(result.scanLine(y));
    for (int x = 0; x < result.width(); ++x) {
      const auto column = static_cast<std::size_t>(x);
      const quint16 own = here[columns[column]];
      const auto right = column + static_cast<std::size_t>(lineWidth);
      if (own == here[columns[right]] && own == below[columns[column]]) continue;
      to[x] = qRgb(lighten(qRed(to[x])), lighten(qGreen(to[x])), lighten(qBlue(to[x])));
    }
  }
}

/// The picture as it is stored, whatever the view turns.
QImage composedUpright(const PictureLayers& layers, const ViewState& view, const QRectF& region,
                       QSize size, int lineWidth, const QImage& ready) {
  const bool covered = view.overlayShown && view.overlayOpacity > 0;
  const bool hasOverlay = covered && !layers.overlay.isNull();
  const QImage base =
      ready.isNull() ? resampled(layers.base, region, size, Sampling::cubic) : ready;
  QImage result(size, QImage::Format_RGB32);
  if (base.format() == QImage::Format_Grayscale16)
    showGrey(base, lookUpTable(layers, view, 65536), result);
  else
    showColors(base, lookUpTable(layers, view, 256), hasOverlay, result);
  if (hasOverlay)
    layOver(resampled(layers.overlay, region, size,
                      layers.smoothOverlay ? Sampling::linear : Sampling::nearest),
            static_cast<int>(std::lround(view.overlayOpacity * 256)), result);
  if (covered && !layers.segments.isNull())
    drawBorders(layers.segments, region, lineWidth, view.overlayOpacity, result);
  return result;
}

}  // namespace

bool PictureLayers::sameAs(const PictureLayers& other) const {
  return base.cacheKey() == other.base.cacheKey() &&
         overlay.cacheKey() == other.overlay.cacheKey() &&
         segments.cacheKey() == other.segments.cacheKey() && windowed == other.windowed &&
         smoothOverlay == other.smoothOverlay && origin == other.origin;
}

QImage composed(const PictureLayers& layers, const ViewState& view, QSize size) {
  const ViewState legal = clamped(view);
  const double side = std::min(1.0, 1 / legal.zoom);
  const QRectF region(legal.center.x() - side / 2, legal.center.y() - side / 2, side, side);
  return composedRegion(layers, legal, region, size);
}

QImage baseRegion(const PictureLayers& layers, const Orientation& orientation, QRectF region,
                  QSize size) {
  if (layers.isNull() || size.isEmpty()) return {};
  return resampled(layers.base, orientation.original(region),
                   orientation.swapsSides() ? size.transposed() : size, Sampling::cubic);
}

QImage composedRegion(const PictureLayers& layers, const ViewState& view, QRectF region, QSize size,
                      int lineWidth, const QImage& base) {
  if (layers.isNull() || size.isEmpty()) return {};
  const auto& turned = view.orientation;
  const QImage upright =
      composedUpright(layers, view, turned.original(region),
                      turned.swapsSides() ? size.transposed() : size, lineWidth, base);
  return turned.applied(upright);
}

}  // namespace rho::widgets
