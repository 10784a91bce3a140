// SPDX-License-Identifier: Apache-2.0
#include "phantom/appearance_model.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/random.h"
#include "base/resources.h"
#include "phantom/alignment.h"
#include "phantom/appearance_values.h"

namespace rho::phantom {
namespace {

// Components alone give a slightly soft picture, because fine detail differs between patients.
constexpr double kSharpening = 0.6;
constexpr double kSharpeningSigma = 1.2;
// The fine grain of a radiograph, which no component describes.
constexpr double kGrain = 0.006;

void require(bool condition, const std::string& problem) {
  if (!condition) throw InvalidInput("appearance model", problem);
}

/// A standard normal number, drawn again while it is beyond the truncation.
double truncatedNormal(Random& random) {
  double value = random.normal();
  while (std::abs(value) > AppearanceModel::truncation) value = random.normal();
  return value;
}

int drawGroup(const cv::Mat& weights, Random& random) {
  double rest = random.uniform();
  for (int group = 0; group < weights.rows; ++group) {
    rest -= weights.at<float>(group);
    if (rest < 0) return group;
  }
  return weights.rows - 1;
}

/// One draw of the class's mixture: 1 × D, CV_64FC1.
cv::Mat drawValues(const AppearanceClass& which, Random& random) {
  const int group = drawGroup(which.weights, random);
  const int dimensions = which.spread.rows;
  std::vector<double> normal(static_cast<std::size_t>(dimensions));
  for (double& value : normal) value = truncatedNormal(random);
  cv::Mat values(1, dimensions, CV_64FC1);
  for (int i = 0; i < dimensions; ++i) {
    double value = which.means.at<float>(group, i);
    for (int j = 0; j <= i; ++j)
      value += which.spread.at<float>(i, j) * normal[static_cast<std::size_t>(j)];
    values.at<double>(i) = value;
  }
  return values;
}

/// A pose like this one in which the picture fills its frame: half of the shift and turn, and
/// stretched until no side shows what lies beyond the average picture's edge.
Pose fillingPose(Pose pose) {
  auto& [right, down, across, along, turn] = pose.values;
  for (double* value : {&right, &down, &turn}) *value *= 0.5;
  across = std::max(across, std::log(1 + 2 * std::abs(right) + std::abs(turn)));
  along = std::max(along, std::log(1 + 2 * std::abs(down) + std::abs(turn)));
  return pose;
}

cv::Mat sharpened(const cv::Mat& picture) {
  cv::Mat soft, sharp;
  cv::GaussianBlur(picture, soft, cv::Size(), kSharpeningSigma);
  cv::addWeighted(picture, 1 + kSharpening, soft, -kSharpening, 0, sharp);
  return sharp;
}

cv::Mat resized(const cv::Mat& picture, int size) {
  if (size == picture.cols) return picture;
  cv::Mat result;
  cv::resize(picture, result, cv::Size(size, size), 0, 0,
             size < picture.cols ? cv::INTER_AREA : cv::INTER_CUBIC);
  return result;
}

/// Adds grain and brings the picture into stored 8-bit steps.
void finish(cv::Mat& picture, Random& random) {
  picture.forEach<float>([](float& value, const int*) { value = std::clamp(value, 0.0f, 1.0f); });
  for (int row = 0; row < picture.rows; ++row)
    for (int column = 0; column < picture.cols; ++column) {
      float& value = picture.at<float>(row, column);
      const double grey = std::clamp(value + kGrain * random.normal(), 0.0, 1.0);
      value = static_cast<float>(std::round(grey * 255) / 255);
    }
}

}  // namespace

AppearanceModel::AppearanceModel(cv::Mat mean, cv::Mat components, cv::Mat scales,
                                 std::vector<AppearanceClass> classes)
    : m_mean(std::move(mean)),
      m_components(std::move(components)),
      m_scales(std::move(scales)),
      m_classes(std::move(classes)) {
  const int count = m_components.rows;
  require(m_mean.rows == 1 && m_mean.cols == side * side && m_mean.type() == CV_32FC1,
          "the mean picture does not have 128 × 128 values");
  require(count > 0 && m_components.cols == m_mean.cols && m_components.type() == CV_8UC1,
          "the components do not have 128 × 128 values each");
  require(m_scales.rows == count && m_scales.cols == 1 && m_scales.type() == CV_32FC1,
          "there is not one scale for each component");
  require(!m_classes.empty(), "there are no classes");
  const int dimensions = count + kValuesBesideComponents;
  for (const auto& one : m_classes) {
    require(one.means.type() == CV_32FC1 && one.means.rows > 0 && one.means.cols == dimensions &&
                one.weights.type() == CV_32FC1 && one.weights.rows == one.means.rows &&
                one.weights.cols == 1 && one.spread.type() == CV_32FC1 &&
                one.spread.rows == dimensions && one.spread.cols == dimensions,
            "the class " + one.name + " does not fit the components");
  }
}

AppearanceModel AppearanceModel::bundled() {
  return load(resourcePath("phantom/chest-appearance.npz"));
}

std::vector<std::string> AppearanceModel::classNames() const {
  std::vector<std::string> names;
  for (const auto& one : m_classes) names.push_back(one.name);
  return names;
}

const AppearanceClass& AppearanceModel::classOf(const std::string& name) const {
  std::string known;
  for (const auto& one : m_classes) {
    if (one.name == name) return one;
    known += (known.empty() ? "" : ", ") + one.name;
  }
  throw InvalidInput("appearance model", "there is no class " + name, "choose one of " + known);
}

cv::Mat AppearanceModel::compose(const cv::Mat& values) const {
  cv::Mat sum = m_mean.clone();
  for (int i = 0; i < m_components.rows; ++i) {
    const double factor = values.at<double>(i) * m_scales.at<float>(i);
    cv::Mat component;
    m_components.row(i).convertTo(component, CV_32F, 1, -128);
    cv::scaleAdd(component, factor, sum, sum);
  }
  return sum.reshape(1, side);
}

image::Image AppearanceModel::draw(const std::string& className, std::uint64_t seed,
                                   int size) const {
  if (size < 32 || size > 1024)
    throw InvalidInput("appearance model",
                       "a side of " + std::to_string(size) + " pixels is out of range",
                       "choose 32 to 1024");
  const AppearanceClass& which = classOf(className);
  Random random(seed);
  const cv::Mat values = drawValues(which, random);
  const AppearanceValues named = AppearanceValues::of(values, componentCount());
  cv::Mat picture = sharpened(compose(values)) * named.deviation + named.mean;
  picture = resized(fromAveragePose(picture, fillingPose(named.pose)), size);
  finish(picture, random);

  image::ImageInfo info;
  info.source = "appearance:" + className + "#" + std::to_string(seed);
  info.bitsStored = 8;
  for (std::size_t i = 0; i < m_classes.size(); ++i)
    if (m_classes[i].name == className) info.label = static_cast<std::int64_t>(i);
  return image::Image(picture, info);
}

}  // namespace rho::phantom
