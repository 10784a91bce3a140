// SPDX-License-Identifier: Apache-2.0
#include "image/network_path.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "image/resample.h"

namespace rho::image {

namespace {

/// The part of the plane, in pixels of the original, that fills the input: smaller than the picture
/// for a crop, larger for a pad.
cv::Rect regionOf(Fit fit, cv::Size original) {
  if (fit == Fit::stretch) return {{0, 0}, original};
  const int side = fit == Fit::crop ? std::min(original.width, original.height)
                                    : std::max(original.width, original.height);
  // A pixel that cannot be halved goes to the right and the bottom, as XRayCenterCrop has it.
  const auto begin = [side](int length) {
    return length >= side ? length / 2 - side / 2 : -((side - length) / 2);
  };
  return {begin(original.width), begin(original.height), side, side};
}

}  // namespace

NetworkPath NetworkPath::ofOwnNetworks(cv::Size size) {
  return {"own networks", Fit::stretch, size, 0, 1};
}

NetworkPath NetworkPath::ofTorchXRayVision(int side) {
  return {"TorchXRayVision", Fit::crop, {side, side}, -1024, 1024};
}

std::vector<std::string> NetworkPath::steps(const Image& image) const {
  const auto region = regionOf(fit, {image.width(), image.height()});
  std::vector<std::string> lines = image.info().notes;
  if (fit == Fit::stretch)
    lines.push_back(fmt::format("the whole picture, {}×{}", image.width(), image.height()));
  else
    lines.push_back(fmt::format("{} to {}×{} at ({}, {})",
                                fit == Fit::crop ? "cropped" : "padded with black", region.width,
                                region.height, region.x, region.y));
  if (region.size() != size)
    lines.push_back(fmt::format("resized to {}×{}", size.width, size.height));
  lines.push_back(fmt::format("0 to 1 as {:g} to {:g}", black, white));
  return lines;
}

cv::Mat networkValues(const Image& image, const NetworkPath& path) {
  const cv::Mat& pixels = image.pixels();
  const auto region = regionOf(path.fit, pixels.size());
  const cv::Rect inside = region & cv::Rect({0, 0}, pixels.size());
  cv::Mat square = cv::Mat::zeros(region.size(), pixels.type());
  pixels(inside).copyTo(square(inside - region.tl()));
  // Enlarging overshoots at edges.
  const cv::Mat sized = cv::min(cv::max(resize(square, path.size, Enlarge::cubic), 0.0), 1.0);
  cv::Mat values;
  sized.convertTo(values, CV_32F, path.white - path.black, path.black);
  return values;
}

cv::Mat onOriginalGrid(const cv::Mat& map, const NetworkPath& path, cv::Size original) {
  if (map.type() != CV_32FC1 || map.size() != path.size)
    throw InvalidInput("map", "is not of the size of the network's input");
  const auto region = regionOf(path.fit, original);
  const cv::Mat full = resize(map, region.size(), Enlarge::linear);
  const cv::Rect inside = region & cv::Rect({0, 0}, original);
  cv::Mat result = cv::Mat::zeros(original, CV_32FC1);
  full(inside - region.tl()).copyTo(result(inside));
  return result;
}

}  // namespace rho::image
