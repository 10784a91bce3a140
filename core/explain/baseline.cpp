// SPDX-License-Identifier: Apache-2.0
#include "explain/baseline.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "model/tensor.h"

namespace rho::explain {

OptionSpec baselineOption() {
  return {.name = "baseline",
          .type = OptionType::choice,
          .defaultValue = "black",
          .help =
              "What stands for the absence of a feature: black, white, the image's mean colour "
              "or the blurred image.",
          .minimum = {},
          .maximum = {},
          .choices = {"black", "white", "mean", "blur"}};
}

namespace {

torch::Tensor blurred(const torch::Tensor& input) {
  auto result = input.detach().to(torch::kCPU).clone(torch::MemoryFormat::Contiguous);
  const int height = static_cast<int>(input.size(2)), width = static_cast<int>(input.size(3));
  const double sigma = std::max(0.5, std::min(height, width) / 10.0);
  for (std::int64_t plane = 0; plane < input.size(0) * input.size(1); ++plane) {
    cv::Mat view(height, width, CV_32F, result.data_ptr<float>() + plane * height * width);
    cv::GaussianBlur(view.clone(), view, {}, sigma);
  }
  return result.to(input.device());
}

}  // namespace

torch::Tensor baselineImage(const torch::Tensor& input, const std::string& name) {
  if (name == "black") return torch::zeros_like(input);
  if (name == "white") return torch::ones_like(input);
  if (name == "mean") return input.mean({2, 3}, true).expand_as(input).contiguous();
  if (name == "blur") return blurred(input);
  throw InvalidInput("baseline", "\"" + name + "\" is unknown", "use black, white, mean or blur");
}

}  // namespace rho::explain
