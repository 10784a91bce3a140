// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <opencv2/core.hpp>

#include "image/color_map.h"
#include "image/image.h"
#include "widgets/picture_layers.h"

namespace rho::workbench {

// From values of the core to pictures for the screen. Called from workers.

/// A picture whose colours stand for values.
struct ScaledPicture {
  widgets::PictureLayers layers;
  image::ColorMap colors = image::ColorMap::viridis;
  image::ValueRange range;
};

/// The base of a picture: Format_Grayscale16 for one channel, RGB888 for three; values outside
/// [0,1] are clamped. Large ones are made ready to be panned at once.
QImage pictureOf(const image::Image& image);
/// The same of pixels, CV_32FC1 or CV_32FC3.
QImage pictureOf(const cv::Mat& pixels);
/// What the image's tiles know of it besides its pixels. Its first window is the file's own, else
/// the range of its values less 0.1 % of the pixels at each end; pictures of 8 bits that come from
/// no device are shown as they are. picture: as pictureOf gives it.
std::shared_ptr<const widgets::PictureOrigin> originOf(const image::Image& image,
                                                       const QImage& picture);
/// What the file draws over the picture, for PictureLayers::overlay; null where it draws nothing.
QImage drawingsOf(const image::Image& image);
/// Width by height in millimetres where rows and columns lie differently far apart.
double aspectRatioOf(const image::Image& image);
/// Sharp in the lists of cases and layers on screens of twice the usual density.
inline constexpr int thumbnailSide = 96;
/// At most side pixels wide and high, by the image's own window; 8 bits.
QImage thumbnailOf(const image::Image& image, int side);

/// The signed mean over the channels of perturbed - input: CV_32FC1.
cv::Mat differenceValuesOf(const cv::Mat& input, const cv::Mat& perturbed);
/// Signed values in colours; zero is white. The window does not apply to it. magnitude: of the ends
/// of the scale where tiles share one, else the map's own without its outliers.
ScaledPicture differencePicture(const cv::Mat& values, double magnitude = 0);

/// A map in colours over a picture (as pictureOf gives it, shared by all tiles of the image), as
/// explain::overlayOf shows it: unsigned maps in viridis at even strength, signed ones stronger
/// where they say more, superpixels (segments: CV_32S, else empty) evenly with their borders.
/// map: CV_32FC1 of any size.
ScaledPicture mapOver(const QImage& base, const cv::Mat& map, bool signedMap,
                      const cv::Mat& segments = {});

/// A small picture of the values of a layer (CV_32FC1), on a scale of their own; null where there
/// are none.
QImage layerPicture(const cv::Mat& activation);

}  // namespace rho::workbench
