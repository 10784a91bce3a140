// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <filesystem>

#include "annotation/reading.h"
#include "image/write_image.h"
#include "testing/scratch.h"

namespace rho::test {

/// A hash as no image has it: tests of tables need no images.
inline std::string hashOf(int number) {
  return fmt::format("{:016x}{:048x}", number * 7919, number);
}

/// A project with cases 1 to count, whose images are not there, of 8×6 pixels.
inline annotation::Project projectWithCases(const std::filesystem::path& file, int count,
                                            const annotation::ProjectSettings& settings = {}) {
  auto project = annotation::Project::create(file, settings, {"cat", "dog"});
  project.atomically([&] {
    for (int i = 1; i <= count; ++i)
      project.cases().add({0, (file.parent_path() / fmt::format("images/{}.png", i)).string(),
                           hashOf(i), 100 + i, 8, 6, "", i % 2 == 0 ? "train" : "test"});
  });
  return project;
}

/// A grey picture of one value.
inline std::filesystem::path writePicture(const std::filesystem::path& path, int value,
                                          cv::Size size = {8, 6}) {
  image::writePng8(path, cv::Mat(size, CV_8UC1, cv::Scalar(value)));
  return path;
}

/// 1 in a rectangle, else 0.
inline annotation::Mask rectangle(const cv::Rect& inside, cv::Size size = {8, 6}) {
  cv::Mat pixels = cv::Mat::zeros(size, CV_8UC1);
  pixels(inside) = 255;
  return annotation::Mask::fromPixels(pixels);
}

}  // namespace rho::test
