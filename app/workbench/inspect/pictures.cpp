// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/pictures.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "image/overlay.h"
#include "image/resample.h"
#include "widgets/mip_levels.h"

namespace rho::workbench {

namespace {

constexpr double outliers = 0.005;  ///< share of the largest differences that get the end's colour
constexpr int largestOverlay = 1024;  ///< pixels: finer than what networks see, light on memory
// As explain::overlayOf: a map that fades out where it says little may be stronger where it speaks.
constexpr double evenOpacity = 0.55;
constexpr double strongestOpacity = 0.8;

/// Copies values scaled to the depth of an image that has the same number of channels.
QImage imageOf(const cv::Mat& values, QImage::Format format, int depth, double scale) {
  QImage result(values.cols, values.rows, format);
  cv::Mat to(values.rows, values.cols, CV_MAKETYPE(depth, values.channels()), result.bits(),
             static_cast<std::size_t>(result.bytesPerLine()));
  values.convertTo(to, depth, scale);
  return result;
}

QImage toQImage(const cv::Mat& rgb) { return imageOf(rgb, QImage::Format_RGB888, CV_8U, 1); }

cv::Size overlaySize(const cv::Mat& map) {
  const int longest = std::max(map.cols, map.rows);
  if (longest <= largestOverlay) return map.size();
  const double share = static_cast<double>(largestOverlay) / longest;
  return {std::max(1, static_cast<int>(std::lround(map.cols * share))),
          std::max(1, static_cast<int>(std::lround(map.rows * share)))};
}

/// CV_32FC1: opacity of each value, 0 to 1.
cv::Mat opacities(const cv::Mat& map, image::ValueRange range, bool fades) {
  if (!fades) return {map.size(), CV_32F, cv::Scalar(evenOpacity)};
  const double extent = std::max(-range.low, range.high);
  const cv::Mat shares = cv::min(cv::abs(map) / extent, 1.0);
  return shares * strongestOpacity;
}

QImage overlayImage(const cv::Mat& map, image::ValueRange range, image::ColorMap colors,
                    bool fades) {
  const cv::Mat rgb = image::colorize(map, range, colors);
  const cv::Mat opacity = opacities(map, range, fades);
  QImage result(map.cols, map.rows, QImage::Format_ARGB32_Premultiplied);
  for (int y = 0; y < map.rows; ++y) {
    auto* to = reinterpret_cast<QRgb*>(result.scanLine(y));
    for (int x = 0; x < map.cols; ++x) {
      const auto color = rgb.at<cv::Vec3b>(y, x);
      const float alpha = opacity.at<float>(y, x);
      const auto part = [alpha](float value) { return static_cast<int>(value * alpha + 0.5F); };
      to[x] = qRgba(part(color[0]), part(color[1]), part(color[2]), part(255));
    }
  }
  return result;
}

/// Sixteen bits hold more superpixels than any method makes; more would repeat their numbers.
QImage segmentsImage(const cv::Mat& segments) {
  QImage result(segments.cols, segments.rows, QImage::Format_Grayscale16);
  for (int y = 0; y < segments.rows; ++y) {
    auto* to = reinterpret_cast<quint16*>(result.scanLine(y));
    for (int x = 0; x < segments.cols; ++x) to[x] = static_cast<quint16>(segments.at<int>(y, x));
  }
  return result;
}

/// Of two neighbouring superpixels' values or numbers no mixture has a meaning.
cv::Mat pickedAt(const cv::Mat& values, cv::Size size) {
  cv::Mat picked;
  cv::resize(values, picked, size, 0, 0, cv::INTER_NEAREST);
  return picked;
}

/// The window from the value below which a share of the pixels lies to that above which as many do.
image::UnitWindow rangeLessTails(const QImage& grey) {
  constexpr double tail = 0.001;
  std::vector<std::size_t> counts(std::size_t{1} << 16);
  for (int y = 0; y < grey.height(); ++y) {
    const auto* line = reinterpret_cast<const quint16*>(grey.constScanLine(y));
    for (int x = 0; x < grey.width(); ++x) ++counts[line[x]];
  }
  const auto left = static_cast<std::size_t>(tail * grey.width() * grey.height());
  std::size_t low = 0, high = counts.size() - 1;
  for (std::size_t below = counts[low]; below <= left && low < high;) below += counts[++low];
  for (std::size_t above = counts[high]; above <= left && high > low;) above += counts[--high];
  if (low == high) return {};  // one value has no range
  const double whole = static_cast<double>(counts.size() - 1);
  return {static_cast<double>(low + high) / 2 / whole, static_cast<double>(high - low) / whole,
          false};
}

/// Of this width by height, at least one pixel each.
cv::Size sizeWithin(double aspectRatio, int side) {
  const QSizeF size = QSizeF(aspectRatio, 1).scaled(side, side, Qt::KeepAspectRatio);
  const QSize whole = size.toSize().expandedTo({1, 1});
  return {whole.width(), whole.height()};
}

}  // namespace

std::shared_ptr<const widgets::PictureOrigin> originOf(const image::Image& image,
                                                       const QImage& picture) {
  auto origin = std::make_shared<widgets::PictureOrigin>();
  const auto& info = image.info();
  origin->size = {image.width(), image.height()};
  origin->acquisition = info.acquisition;
  if (image.channels() != 1) return origin;
  if (info.acquisition && !info.acquisition->vois.empty()) {
    const auto& first = info.acquisition->vois.front();
    if (const auto* window = std::get_if<image::ValueWindow>(&first))
      origin->first = unitWindowOf(*info.acquisition, *window);
    else
      origin->firstTable = 0;
    return origin;
  }
  const bool isDeep = info.bitsStored > 8 && info.bitsStored <= 16;
  if (info.acquisition || isDeep) origin->first = rangeLessTails(picture);
  return origin;
}

QImage drawingsOf(const image::Image& image) {
  const auto& acquisition = image.info().acquisition;
  if (!acquisition || acquisition->overlay.empty()) return {};
  const cv::Mat& mask = acquisition->overlay;
  QImage drawings(mask.cols, mask.rows, QImage::Format_ARGB32_Premultiplied);
  for (int y = 0; y < mask.rows; ++y) {
    auto* to = reinterpret_cast<QRgb*>(drawings.scanLine(y));
    for (int x = 0; x < mask.cols; ++x)
      to[x] = mask.at<std::uint8_t>(y, x) ? qRgba(255, 255, 255, 255) : qRgba(0, 0, 0, 0);
  }
  widgets::prepareMipLevels(drawings);
  return drawings;
}

double aspectRatioOf(const image::Image& image) {
  if (image.empty()) return 1;
  const auto& acquisition = image.info().acquisition;
  const double stretch = acquisition && acquisition->spacing
                             ? acquisition->spacing->column / acquisition->spacing->row
                             : 1;
  return stretch * image.width() / image.height();
}

QImage pictureOf(const image::Image& image) {
  const QImage picture = image.channels() == 1
                             ? imageOf(image.pixels(), QImage::Format_Grayscale16, CV_16U, 65535)
                             : toQImage(image::toRgb8(image));
  widgets::prepareMipLevels(picture);
  return picture;
}

QImage pictureOf(const cv::Mat& pixels) { return pictureOf(image::Image(pixels, {})); }

QImage thumbnailOf(const image::Image& image, int side) {
  const auto size = sizeWithin(aspectRatioOf(image), side);
  const auto small = image::resize(image, size);
  widgets::PictureLayers layers;
  layers.base = pictureOf(small);
  layers.origin = originOf(small, layers.base);
  return widgets::composed(layers, {}, {size.width, size.height});
}

cv::Mat differenceValuesOf(const cv::Mat& input, const cv::Mat& perturbed) {
  const cv::Mat difference = perturbed - input;
  if (difference.channels() == 1) return difference;
  const double share = 1.0 / difference.channels();
  cv::Mat mean;
  cv::transform(difference, mean, cv::Mat(1, difference.channels(), CV_32F, cv::Scalar(share)));
  return mean;
}

ScaledPicture differencePicture(const cv::Mat& values, double magnitude) {
  const auto range = magnitude > 0 ? image::ValueRange{-magnitude, magnitude}
                                   : image::symmetricRange(values, outliers);
  const auto colors = image::ColorMap::diverging;
  ScaledPicture picture{{}, colors, range};
  picture.layers.base = toQImage(image::colorize(values, range, colors));
  picture.layers.windowed = false;
  return picture;
}

ScaledPicture mapOver(const QImage& base, const cv::Mat& map, bool signedMap,
                      const cv::Mat& segments) {
  const bool pieces = !segments.empty();
  const auto colors = signedMap ? image::ColorMap::diverging : image::ColorMap::viridis;
  const auto range = signedMap ? image::symmetricRange(map) : image::robustRange(map);
  const cv::Size size = overlaySize(pieces ? segments : map);
  const cv::Mat fitted = pieces ? pickedAt(map, size) : image::resize(map, size);
  ScaledPicture picture{{}, colors, range};
  picture.layers.base = base;
  picture.layers.overlay = overlayImage(fitted, range, colors, signedMap && !pieces);
  if (pieces) picture.layers.segments = segmentsImage(pickedAt(segments, size));
  picture.layers.smoothOverlay = !pieces;
  return picture;
}

QImage layerPicture(const cv::Mat& activation) {
  if (activation.empty()) return {};
  const double aspectRatio = static_cast<double>(activation.cols) / activation.rows;
  const bool isLarge = std::max(activation.cols, activation.rows) > thumbnailSide;
  const cv::Mat values =
      isLarge ? image::resize(activation, sizeWithin(aspectRatio, thumbnailSide)) : activation;
  const cv::Mat rgb = image::colorize(values, image::robustRange(values), image::ColorMap::viridis);
  return QImage(rgb.data, rgb.cols, rgb.rows, static_cast<qsizetype>(rgb.step),
                QImage::Format_RGB888)
      .copy();
}

}  // namespace rho::workbench
