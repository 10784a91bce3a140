// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "image/image.h"

namespace rho::phantom {

/// One class of a statistical appearance model: a mixture of Gaussians of D values (the
/// coefficients of the components in units of their standard deviations, the five values of the
/// Pose, mean and logarithm of the standard deviation of the picture). The Gaussians share one
/// covariance, and the mean of each is an average over many patients.
struct AppearanceClass {
  std::string name;
  cv::Mat weights;  ///< G × 1, CV_32FC1, adding up to 1
  cv::Mat means;    ///< G × D, CV_32FC1
  cv::Mat spread;   ///< D × D, CV_32FC1: lower triangle L, where L Lᵀ is the covariance
};

/// Draws X-rays that look like those of a class without being anybody's (an eigenimage model after
/// Cootes, Edwards and Taylor 2001, "Active appearance models", with a pose instead of a shape).
///
/// No patient's picture can be recovered: the model holds no coefficients of single patients, only
/// averages over at least AppearanceOptions::patientsPerGroup of them and one covariance over all,
/// and the components are sums over thousands of pictures, quantised. What is rare at a place, as
/// a letter burnt into one picture, was cut off before learning.
class AppearanceModel {
 public:
  static constexpr int side = 128;           ///< pixels of a component's picture
  static constexpr double truncation = 2.2;  ///< no normal number of a draw is larger

  /// components: K × side², CV_8UC1, zero at 128; scales: K × 1, CV_32FC1: values times these are
  /// one standard deviation; mean: 1 × side², CV_32FC1. Throws InvalidInput on shapes that do not
  /// fit each other.
  AppearanceModel(cv::Mat mean, cv::Mat components, cv::Mat scales,
                  std::vector<AppearanceClass> classes);

  /// Reads what save() wrote. Throws MissingFile, UnknownFormat, BrokenFile, RefusedFile.
  static AppearanceModel load(const std::filesystem::path& path);
  /// The model that travels with the program: classes NORMAL and PNEUMONIA of paediatric chest
  /// X-rays (Kermany et al. 2018). Throws as load.
  static AppearanceModel bundled();
  /// Throws WriteFailed.
  void save(const std::filesystem::path& path) const;

  std::vector<std::string> classNames() const;
  int componentCount() const { return m_components.rows; }

  /// An X-ray of this class, size × size pixels (32 to 1024), CV_32FC1 in [0,1] in steps of 1/255.
  /// The same name, seed and size give the same bytes. Throws InvalidInput.
  image::Image draw(const std::string& className, std::uint64_t seed, int size = side) const;

 private:
  const AppearanceClass& classOf(const std::string& name) const;
  cv::Mat compose(const cv::Mat& values) const;

  cv::Mat m_mean;
  cv::Mat m_components;
  cv::Mat m_scales;
  std::vector<AppearanceClass> m_classes;
};

}  // namespace rho::phantom
