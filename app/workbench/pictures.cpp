// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/pictures.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "image/overlay.h"
#include "image/resample.h"

namespace rho::workbench {

namespace {

constexpr double outliers = 0.005;  ///< share of the largest values that get the end's colour
constexpr int borderSide = 448;     ///< pixels that borders need to look like lines

image::OverlayOptions optionsFor(const cv::Mat& map, bool signedMap) {
  image::OverlayOptions options;
  options.colors = signedMap ? image::ColorMap::diverging : image::ColorMap::viridis;
  options.range =
      signedMap ? image::symmetricRange(map, outliers) : image::robustRange(map, outliers);
  options.opacityFollowsMagnitude = signedMap;
  if (signedMap) options.opacity = 0.8;
  return options;
}

/// Small images grow by a whole factor.
image::Image enlarged(const image::Image& image, int side) {
  const int factor = side / std::max(image.width(), image.height());
  if (factor <= 1) return image;
  return image::resize(image, cv::Size(image.width() * factor, image.height() * factor));
}

}  // namespace

QImage toQImage(const cv::Mat& rgb) {
  return QImage(rgb.data, rgb.cols, rgb.rows, static_cast<qsizetype>(rgb.step),
                QImage::Format_RGB888)
      .copy();
}

QImage pictureOf(const image::Image& image) { return toQImage(image::toRgb8(image)); }

QImage pictureOf(const cv::Mat& pixels) { return pictureOf(image::Image(pixels, {})); }

QImage thumbnailOf(const image::Image& image, int side) {
  return pictureOf(image).scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

cv::Mat differenceValuesOf(const cv::Mat& input, const cv::Mat& perturbed) {
  const cv::Mat difference = perturbed - input;
  if (difference.channels() == 1) return difference;
  const double share = 1.0 / difference.channels();
  cv::Mat mean;
  cv::transform(difference, mean, cv::Mat(1, difference.channels(), CV_32F, cv::Scalar(share)));
  return mean;
}

ScaledPicture differencePicture(const cv::Mat& values) {
  const auto range = image::symmetricRange(values, outliers);
  const auto colors = image::ColorMap::diverging;
  return {toQImage(image::colorize(values, range, colors)), colors, range};
}

ScaledPicture heatOver(const image::Image& image, const cv::Mat& map, bool signedMap) {
  const auto options = optionsFor(map, signedMap);
  return {toQImage(image::overlay(image, map, options)), options.colors, options.range};
}

ScaledPicture segmentsOver(const image::Image& image, const cv::Mat& map, bool signedMap,
                           const cv::Mat& segments) {
  const auto options = optionsFor(map, signedMap);
  const auto large = enlarged(image, borderSide);
  cv::Mat sharp;  // a mixture of two superpixels' values would be neither's
  cv::resize(map, sharp, large.pixels().size(), 0, 0, cv::INTER_NEAREST);
  const cv::Mat colored = image::overlay(large, sharp, options);
  return {toQImage(image::drawBoundaries(colored, segments)), options.colors, options.range};
}

}  // namespace rho::workbench
