// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

namespace rho::workbench {

// What the window knows of the robustness of networks. Values only: neither Qt nor LibTorch.

/// What is to be measured, of which networks, on which images.
struct MeasureRequest {
  std::vector<std::string> networks;  ///< files, or names of bundled ones
  std::string label;  ///< of networks with several labels; empty: each of theirs on its own
  std::string data;   ///< as data::openDataSet takes it
  std::int64_t first = 0, count = 100, every = 1;
  bool attack = true, betterThanRandom = true;
  bool paperSearch = false;  ///< as published, instead of the fast one
  std::string device = "cpu";
};

/// An image of the data, without its pixels.
struct MeasuredImage {
  std::int64_t index = 0;  ///< among the images of the measurement
  int label = 0, predicted = 0;
  float confidence = 0;  ///< of the predicted class
  // The smallest perturbation that turned the outcome (RMSE): 0 where it was wrong from the start,
  // infinite where none did. Of the measures that were asked for.
  std::optional<double> attack, betterThanRandom;

  bool isRight() const { return label == predicted; }
};

/// ARA of one kind.
struct AreaSummary {
  double area = 0;
  std::optional<double> low, high;  ///< 95 % interval over the choice of images
  double median = 0;                ///< of the distances
  int unchanged = 0;                ///< images whose distance is infinite
  // Accuracy over ρ, a staircase: each value holds up to the next ρ. The first ρ is 0.
  std::vector<double> rho, accuracy;
};

struct ClassSummary {
  int label = 0;
  int count = 0;
  double accuracy = 0;
  std::optional<double> attackMedian, betterThanRandomMedian;
};

/// Images whose highest confidence is between two values.
struct CalibrationBin {
  double from = 0, to = 1;
  int count = 0;
  double confidence = 0, accuracy = 0;  ///< means
};

/// What is known so far of a network, or of one label of a network with several.
struct NetworkMeasurement {
  std::string path, name, sha256;
  std::string label;                ///< empty: the network chooses one of its classes
  std::vector<std::string> labels;  ///< all that it has
  std::vector<std::string> classNames;
  std::int64_t planned = 0;  ///< images in all
  std::vector<MeasuredImage> images;
  double accuracy = 0;
  std::optional<AreaSummary> attack, betterThanRandom;
  std::vector<ClassSummary> classes;  ///< those that occur, by their index
  std::vector<CalibrationBin> calibration;
  double calibrationError = 0;  ///< ECE
  std::string failure;          ///< why it goes no further; empty: it does

  bool isDone() const { return static_cast<std::int64_t>(images.size()) == planned; }
};

/// An image of the measurement, to be looked at.
struct SampleImage {
  std::string address;  ///< as openCase takes it
  cv::Mat thumbnail;    ///< CV_8UC3, red first
};
inline constexpr int sampleSide = 64;  ///< of thumbnails, at most

/// Fills in everything that follows from the images.
void summarise(NetworkMeasurement& measurement);

}  // namespace rho::workbench
