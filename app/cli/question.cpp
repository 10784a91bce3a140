// SPDX-License-Identifier: Apache-2.0
#include "question.h"

#include "image/read_image.h"
#include "model/checkpoint.h"
#include "model/class_choice.h"
#include "model/tensor.h"
#include "phantom/phantom_case.h"
#include "training/metrics.h"

namespace rho::cli {

void QuestionOptions::addTo(CLI::App& command, bool withClass) {
  command
      .add_option(
          "--model", model,
          "The network's file (.safetensors, .pt, .pth, .onnx, TorchScript with a card), or the "
          "name of a bundled one: pneumonia, phantom-nodule")
      ->required();
  command.add_option("--image", image, "An image file, FILE.npz:NAME#INDEX, or demo:NAME")
      ->required();
  if (withClass)
    command
        .add_option("--class", target,
                    "A name, an index, top, second, or true (the data set's label)")
        ->capture_default_str();
  command.add_option("--device", device, "cpu, cuda or cuda:N")->capture_default_str();
}

image::Image openImage(const std::string& address) {
  constexpr std::string_view demo = "demo:";
  if (address.starts_with(demo)) return phantom::makeDemoCase(address.substr(demo.size()));
  return image::readImage(address);
}

Question openQuestion(const QuestionOptions& options) {
  auto model = model::loadModel(options.model, options.device);
  const auto image = openImage(options.image);
  const auto row = training::confidencesOf(model, model.input(image))[0].contiguous();
  const std::vector<float> confidences(row.data_ptr<float>(), row.data_ptr<float>() + row.numel());
  const int target =
      model::chooseClass(model.card(), options.target, confidences, image.info().label);
  return {std::move(model), image, confidences, target};
}

}  // namespace rho::cli
