// SPDX-License-Identifier: Apache-2.0
#include "image/resample.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "base/error.h"

namespace rho::image {

namespace {

int interpolationOf(Enlarge enlarge) {
  switch (enlarge) {
    case Enlarge::cubic:
      return cv::INTER_CUBIC;
    case Enlarge::nearest:
      return cv::INTER_NEAREST;
    case Enlarge::linear:
      break;
  }
  return cv::INTER_LINEAR;
}

}  // namespace

cv::Mat resize(const cv::Mat& pixels, cv::Size size, Enlarge enlarge) {
  if (pixels.empty() || size.width < 1 || size.height < 1)
    throw InvalidInput("image", "cannot be resized to " + std::to_string(size.width) + "×" +
                                    std::to_string(size.height) + " pixels");
  if (pixels.size() == size) return pixels.clone();
  // OpenCV averages areas only where both axes shrink, so the shrinking axes go first.
  const cv::Size smaller(std::min(size.width, pixels.cols), std::min(size.height, pixels.rows));
  cv::Mat result = pixels;
  if (smaller != pixels.size()) cv::resize(pixels, result, smaller, 0, 0, cv::INTER_AREA);
  if (smaller != size) {
    cv::Mat enlarged;
    cv::resize(result, enlarged, size, 0, 0, interpolationOf(enlarge));
    result = enlarged;
  }
  return result;
}

Image resize(const Image& image, cv::Size size, Enlarge enlarge) {
  cv::Mat pixels = resize(image.pixels(), size, enlarge);
  if (enlarge == Enlarge::cubic) pixels = cv::Mat(cv::min(cv::max(pixels, 0.0), 1.0));
  return Image(pixels, image.info());
}

Image toChannels(const Image& image, int channels) {
  if (channels != 1 && channels != 3)
    throw InvalidInput(image.info().source,
                       "an image cannot have " + std::to_string(channels) + " channels",
                       "use 1 or 3");
  if (image.channels() == channels) return image;
  cv::Mat pixels;
  cv::cvtColor(image.pixels(), pixels, channels == 1 ? cv::COLOR_RGB2GRAY : cv::COLOR_GRAY2RGB);
  return Image(pixels, image.info());
}

}  // namespace rho::image
