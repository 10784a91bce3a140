// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest>

#include "base/error.h"
#include "data/data_set.h"
#include "image/write_image.h"
#include "testing/scratch.h"

namespace rho::test {

/// A grey picture of 8×6 pixels.
inline void writeGrey(const std::filesystem::path& path, float value) {
  image::writePng8(path, image::Image(cv::Mat(6, 8, CV_32FC1, cv::Scalar(value)), {}));
}

/// The card of a network for grey images of 4×4 pixels.
inline model::ModelCard cardFor(std::vector<std::string> classNames,
                                model::Task task = model::Task::singleLabel) {
  model::ModelCard card;
  card.classNames = std::move(classNames);
  card.inputWidth = card.inputHeight = 4;
  card.inputChannels = 1;
  card.task = task;
  return card;
}

/// Whether opening an address fails with this code and says these words.
inline bool refusesToOpen(const std::string& address, ExitCode code, const std::string& words,
                          const std::string& split = {}) {
  const auto failure = failureOf([&] { data::openDataSet(address, split); });
  if (failure.code == static_cast<int>(code) && failure.message.find(words) != std::string::npos)
    return true;
  qWarning("code %d, message: %s", failure.code, failure.message.c_str());
  return false;
}

}  // namespace rho::test
