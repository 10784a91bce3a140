// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "base/job_context.h"
#include "image/image.h"
#include "model/model.h"

namespace rho::cli {

/// The options that ask a network about one image, shared by several commands.
struct QuestionOptions {
  std::string model, image, target = "top", device = "cpu";
  void addTo(CLI::App& command, bool withClass);
};

/// An opened question.
struct Question {
  model::Model model;
  image::Image image;
  std::vector<float> confidences;  ///< of every class, for the image as it is
  int target = 0;
};

/// Throws whatever opening the network and the image and choosing the class throw.
Question openQuestion(const QuestionOptions& options);

/// Reads an image file, an array item, or a bundled case (demo:NAME).
image::Image openImage(const std::string& address);

}  // namespace rho::cli
