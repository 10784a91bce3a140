// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <opencv2/core.hpp>

#include "image/color_map.h"
#include "image/image.h"

namespace rho::workbench {

// From values of the core to pictures for the screen. Called from workers.

/// A picture whose colours stand for values.
struct ScaledPicture {
  QImage picture;
  image::ColorMap colors = image::ColorMap::viridis;
  image::ValueRange range;
};

/// rgb: CV_8UC3, red, green, blue; the picture has its own memory.
QImage toQImage(const cv::Mat& rgb);

/// pixels: CV_32FC1 or CV_32FC3; values outside [0,1] are clamped.
QImage pictureOf(const cv::Mat& pixels);
QImage pictureOf(const image::Image& image);
/// Sharp in the list of cases on screens of twice the usual density.
inline constexpr int thumbnailSide = 96;
/// At most side pixels wide and high.
QImage thumbnailOf(const image::Image& image, int side);

/// The signed mean over the channels of perturbed - input: CV_32FC1.
cv::Mat differenceValuesOf(const cv::Mat& input, const cv::Mat& perturbed);
/// Signed values in colours; zero is white.
ScaledPicture differencePicture(const cv::Mat& values);

/// A map in colours over the image in grey.
ScaledPicture heatOver(const image::Image& image, const cv::Mat& map, bool signedMap);
/// The same with the borders of superpixels.
ScaledPicture segmentsOver(const image::Image& image, const cv::Mat& map, bool signedMap,
                           const cv::Mat& segments);

}  // namespace rho::workbench
