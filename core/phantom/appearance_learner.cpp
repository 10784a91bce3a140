// SPDX-License-Identifier: Apache-2.0
#include "phantom/appearance_learner.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "phantom/appearance_values.h"
#include "phantom/mixture.h"
#include "phantom/principal_components.h"

namespace rho::phantom {
namespace {

constexpr int kSide = AppearanceModel::side;
constexpr int kPixels = kSide * kSide;
// Standardised values between -4 and 4 are kept in 8 bits.
constexpr double kStepsPerDeviation = 32;
// No component is stored finer than this (standardised values): finer steps are invisible, and
// coarser numbers pack better.
constexpr double kFinestStep = 0.012;

/// All pictures, one row each, 8 bits, class after class.
struct Examples {
  cv::Mat pictures;          ///< N × side², CV_8UC1
  std::vector<int> classOf;  ///< N
  std::vector<int> counts;   ///< pictures in each class
};

void check(const std::vector<AppearanceExamples>& classes, const AppearanceOptions& options) {
  const auto require = [](bool condition, const std::string& problem, const std::string& remedy) {
    if (!condition) throw InvalidInput("appearance model", problem, remedy);
  };
  require(!classes.empty(), "there are no classes to learn from", "name at least one");
  require(options.components >= 1 && options.components <= 250,
          "the number of components is out of range", "choose 1 to 250");
  require(options.groupsPerClass >= 1, "there has to be a group for each class", "choose 1 to 50");
  require(options.patientsPerGroup >= 20, "groups of so few patients would show single ones",
          "choose at least 20 patients for a group");
  require(options.clippedTails >= 0 && options.clippedTails < 0.5,
          "the clipped tails are out of range", "choose 0 to 0.5");
  for (const auto& one : classes)
    require(one.count >= static_cast<std::size_t>(options.patientsPerGroup),
            "the class " + one.className + " has only " + std::to_string(one.count) + " pictures",
            "give at least " + std::to_string(options.patientsPerGroup));
}

cv::Mat smallGrey(const image::Image& image) {
  cv::Mat grey = image.pixels();
  if (image.channels() == 3) cv::cvtColor(grey, grey, cv::COLOR_RGB2GRAY);
  cv::Mat small;
  cv::resize(grey, small, cv::Size(kSide, kSide), 0, 0, cv::INTER_AREA);
  return small;
}

Examples readAll(const std::vector<AppearanceExamples>& classes, const JobContext& job) {
  Examples examples;
  int total = 0;
  for (const auto& one : classes) {
    examples.counts.push_back(static_cast<int>(one.count));
    total += static_cast<int>(one.count);
  }
  examples.pictures.create(total, kPixels, CV_8UC1);
  int row = 0;
  for (std::size_t which = 0; which < classes.size(); ++which)
    for (std::size_t i = 0; i < classes[which].count; ++i, ++row) {
      job.step(row, total, "reading pictures");
      smallGrey(classes[which].read(i))
          .reshape(1, 1)
          .convertTo(examples.pictures.row(row), CV_8U, 255);
      examples.classOf.push_back(static_cast<int>(which));
    }
  return examples;
}

/// Takes brightness and contrast out of a picture. Both are measured where the chest is, because
/// how much of the black background is seen says nothing about the exposure.
cv::Mat standardised(const cv::Mat& picture, double& mean, double& deviation) {
  const int margin = picture.cols / 8;
  cv::Scalar m, s;
  cv::meanStdDev(
      picture(cv::Rect(margin, margin, picture.cols - 2 * margin, picture.rows - 2 * margin)), m,
      s);
  mean = m[0];
  deviation = std::max(s[0], 0.02);
  return (picture - mean) / deviation;
}

cv::Mat pictureOf(const Examples& examples, int row, int side) {
  cv::Mat picture, small;
  examples.pictures.row(row).reshape(1, kSide).convertTo(picture, CV_32F, 1.0 / 255);
  if (side == kSide) return picture;
  cv::resize(picture, small, cv::Size(side, side), 0, 0, cv::INTER_AREA);
  return small;
}

/// The average of all pictures in the average pose, each class counting the same.
cv::Mat averageInPose(const Examples& examples, const std::vector<Pose>& poses, int side) {
  cv::Mat sum(side, side, CV_32FC1, cv::Scalar(0));
  for (int row = 0; row < examples.pictures.rows; ++row) {
    const auto index = static_cast<std::size_t>(row);
    double mean, deviation;
    const cv::Mat picture =
        standardised(toAveragePose(pictureOf(examples, row, side), poses[index]), mean, deviation);
    const int inClass = examples.counts[static_cast<std::size_t>(examples.classOf[index])];
    cv::scaleAdd(picture, 1.0 / inClass, sum, sum);
  }
  return sum;
}

/// Makes the average of all poses the one that changes nothing: else they drift together.
void centre(std::vector<Pose>& poses) {
  for (std::size_t value = 0; value < Pose::size; ++value) {
    double sum = 0;
    for (const Pose& pose : poses) sum += pose.values[value];
    for (Pose& pose : poses) pose.values[value] -= sum / static_cast<double>(poses.size());
  }
}

std::vector<Pose> congeal(const Examples& examples, const JobContext& job) {
  struct Round {
    int side;
    double step;
  };
  // From coarse to fine: the last round sees single ribs.
  constexpr Round kRounds[] = {{32, 0.08}, {32, 0.04}, {64, 0.02}, {64, 0.02}};
  const int total = examples.pictures.rows;
  std::vector<Pose> poses(static_cast<std::size_t>(total));
  long long done = 0;
  for (const auto& [side, step] : kRounds) {
    const cv::Mat reference = averageInPose(examples, poses, side);
    for (int row = 0; row < total; ++row) {
      job.step(done++, static_cast<long long>(std::size(kRounds)) * total, "aligning");
      Pose& pose = poses[static_cast<std::size_t>(row)];
      pose = improvePose(pictureOf(examples, row, side), reference, pose, step);
    }
    centre(poses);
  }
  return poses;
}

/// Cuts off the tails of each column of data (N × P, CV_8UC1).
void clipTails(cv::Mat& data, double part) {
  const int tail = static_cast<int>(part * data.rows);
  for (int column = 0; column < data.cols; ++column) {
    int histogram[256] = {};
    for (int row = 0; row < data.rows; ++row) ++histogram[data.at<uchar>(row, column)];
    int low = 0, high = 255;
    for (int below = histogram[low]; below <= tail && low < 255; below += histogram[++low]) {
    }
    for (int above = histogram[high]; above <= tail && high > 0; above += histogram[--high]) {
    }
    for (int row = 0; row < data.rows; ++row) {
      uchar& value = data.at<uchar>(row, column);
      value = static_cast<uchar>(std::clamp<int>(value, low, std::max(low, high)));
    }
  }
}

/// Replaces each picture by its standardised form in the average pose, and gives back pose, mean
/// and deviation of each.
std::vector<AppearanceValues> standardiseAll(Examples& examples, const std::vector<Pose>& poses) {
  std::vector<AppearanceValues> values;
  for (int row = 0; row < examples.pictures.rows; ++row) {
    AppearanceValues one{poses[static_cast<std::size_t>(row)], 0, 1};
    const cv::Mat standard = standardised(toAveragePose(pictureOf(examples, row, kSide), one.pose),
                                          one.mean, one.deviation);
    standard.reshape(1, 1).convertTo(examples.pictures.row(row), CV_8U, kStepsPerDeviation, 128);
    values.push_back(one);
  }
  return values;
}

std::vector<double> equalWeights(const Examples& examples) {
  std::vector<double> weights;
  for (const int which : examples.classOf)
    weights.push_back(1.0 / (static_cast<double>(examples.counts.size()) *
                             examples.counts[static_cast<std::size_t>(which)]));
  return weights;
}

/// The D values of each picture of one class, as rows, CV_64FC1.
cv::Mat valuesOfClass(const Examples& examples, int which, const PrincipalComponents& found,
                      const std::vector<AppearanceValues>& beside) {
  const int components = found.components.rows;
  cv::Mat all(0, components + kValuesBesideComponents, CV_64FC1);
  for (int row = 0; row < examples.pictures.rows; ++row) {
    const auto index = static_cast<std::size_t>(row);
    if (examples.classOf[index] != which) continue;
    cv::Mat values(1, all.cols, CV_64FC1);
    for (int i = 0; i < components; ++i)
      values.at<double>(i) =
          found.coefficients.at<float>(row, i) / found.deviations[static_cast<std::size_t>(i)];
    beside[index].writeTo(values, components);
    all.push_back(values);
  }
  return all;
}

struct Quantised {
  cv::Mat components;
  cv::Mat scales;
};

Quantised quantise(const PrincipalComponents& found) {
  const int count = found.components.rows;
  Quantised result{cv::Mat(count, kPixels, CV_8UC1), cv::Mat(count, 1, CV_32FC1)};
  for (int i = 0; i < count; ++i) {
    const double deviation = found.deviations[static_cast<std::size_t>(i)] / kStepsPerDeviation;
    const double largest = cv::norm(found.components.row(i), cv::NORM_INF) * deviation;
    const double step = std::max(largest / 127, kFinestStep);
    result.scales.at<float>(i) = static_cast<float>(step);
    found.components.row(i).convertTo(result.components.row(i), CV_8U, deviation / step, 128);
  }
  return result;
}

}  // namespace

AppearanceModel learnAppearance(const std::vector<AppearanceExamples>& classes,
                                const AppearanceOptions& options, const JobContext& job) {
  check(classes, options);
  Examples examples = readAll(classes, job.part(0, 0.1));
  const std::vector<Pose> poses = congeal(examples, job.part(0.1, 0.5));
  const std::vector<AppearanceValues> beside = standardiseAll(examples, poses);
  clipTails(examples.pictures, options.clippedTails);
  const PrincipalComponents found =
      principalComponents(examples.pictures, equalWeights(examples), options.components,
                          options.seed, job.part(0.5, 0.95));

  std::vector<AppearanceClass> learned;
  for (std::size_t which = 0; which < classes.size(); ++which) {
    job.throwIfStopped();
    const cv::Mat values = valuesOfClass(examples, static_cast<int>(which), found, beside);
    const Mixture mixture = fitMixture(values, options.groupsPerClass, options.patientsPerGroup);
    learned.push_back({classes[which].className, mixture.weights, mixture.means, mixture.spread});
  }
  const cv::Mat mean = (found.mean - 128) / kStepsPerDeviation;
  const Quantised quantised = quantise(found);
  job.report(1, "learned");
  return AppearanceModel(mean, quantised.components, quantised.scales, std::move(learned));
}

}  // namespace rho::phantom
