// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/random.h"
#include "image/superpixel_methods.h"

namespace rho::image {

namespace {

/// The pixels around (y, x) that the kernel reaches.
struct Window {
  Window(const cv::Mat& image, int y, int x, int reach)
      : top(std::max(y - reach, 0)),
        bottom(std::min(y + reach + 1, image.rows)),
        left(std::max(x - reach, 0)),
        right(std::min(x + reach + 1, image.cols)) {}
  int top, bottom, left, right;
};

/// Squared distance in position and weighted colour.
float squaredDistance(const cv::Vec3f& own, const cv::Vec3f& other, int dy, int dx) {
  const cv::Vec3f d = own - other;
  return d[0] * d[0] + d[1] * d[1] + d[2] * d[2] + static_cast<float>(dy * dy + dx * dx);
}

/// Parzen density at every pixel, with a little noise that breaks ties.
cv::Mat densities(const cv::Mat& colors, double kernelSize, int reach) {
  constexpr double noise = 1e-5;
  cv::Mat density(colors.size(), CV_64F);
  Random random(0);
  for (double& value : cv::Mat_<double>(density)) value = random.normal(0, noise);
  const float scale = static_cast<float>(-0.5 / (kernelSize * kernelSize));
  cv::parallel_for_({0, colors.rows}, [&](const cv::Range& rows) {
    for (int y = rows.start; y < rows.end; ++y) {
      for (int x = 0; x < colors.cols; ++x) {
        const auto& own = colors.at<cv::Vec3f>(y, x);
        const Window window(colors, y, x, reach);
        double sum = 0;
        for (int v = window.top; v < window.bottom; ++v)
          for (int u = window.left; u < window.right; ++u)
            sum += std::exp(scale * squaredDistance(own, colors.at<cv::Vec3f>(v, u), v - y, u - x));
        density.at<double>(y, x) += sum;
      }
    }
  });
  return density;
}

/// For every pixel the nearest one of higher density, or itself where that is too far.
cv::Mat parents(const cv::Mat& colors, const cv::Mat& density, double maxDistance, int reach) {
  cv::Mat parent(colors.size(), CV_32S);
  const float farthest = static_cast<float>(maxDistance * maxDistance);
  cv::parallel_for_({0, colors.rows}, [&](const cv::Range& rows) {
    for (int y = rows.start; y < rows.end; ++y) {
      for (int x = 0; x < colors.cols; ++x) {
        const auto& own = colors.at<cv::Vec3f>(y, x);
        const double ownDensity = density.at<double>(y, x);
        const Window window(colors, y, x, reach);
        float closest = std::numeric_limits<float>::infinity();
        int best = y * colors.cols + x;
        for (int v = window.top; v < window.bottom; ++v) {
          for (int u = window.left; u < window.right; ++u) {
            if (density.at<double>(v, u) <= ownDensity) continue;
            const float distance = squaredDistance(own, colors.at<cv::Vec3f>(v, u), v - y, u - x);
            if (distance >= closest) continue;
            closest = distance;
            best = v * colors.cols + u;
          }
        }
        parent.at<int>(y, x) = closest > farthest ? y * colors.cols + x : best;
      }
    }
  });
  return parent;
}

/// Replaces every parent by the root of its tree.
void flatten(cv::Mat& parent) {
  const int count = static_cast<int>(parent.total());
  int* nodes = parent.ptr<int>();
  for (int i = 0; i < count; ++i) {
    int root = i;
    while (nodes[root] != root) root = nodes[root];
    for (int node = i; nodes[node] != root;) {
      const int next = nodes[node];
      nodes[node] = root;
      node = next;
    }
  }
}

}  // namespace

cv::Mat quickshiftLabels(const Image& image, const SuperpixelOptions& options) {
  if (!(options.kernelSize > 0) || !(options.maxDistance > 0) || !(options.sigma >= 0))
    throw InvalidInput("superpixels", "quickshift needs a kernel size and a distance above 0");
  cv::Mat colors = labOf(image);
  if (options.sigma > 0) cv::GaussianBlur(colors, colors, {}, options.sigma);
  colors *= options.colorRatio;
  const int reach = static_cast<int>(std::ceil(3 * options.kernelSize));
  cv::Mat labels =
      parents(colors, densities(colors, options.kernelSize, reach), options.maxDistance, reach);
  flatten(labels);
  return labels;
}

}  // namespace rho::image
