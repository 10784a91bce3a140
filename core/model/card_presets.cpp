// SPDX-License-Identifier: Apache-2.0
#include "model/card_presets.h"

#include <fmt/ranges.h>

#include <sstream>

#include "base/error.h"
#include "base/file.h"
#include "base/resources.h"

namespace rho::model {

namespace {

/// One name a line. The 1000 classes of ILSVRC 2012 in their order, by torchvision's short names.
std::vector<std::string> namesFromResource(const std::string& file) {
  constexpr std::uintmax_t largest = 1 << 20;
  const auto bytes = readFile(resourcePath("classes/" + file), largest);
  std::istringstream lines(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  std::vector<std::string> names;
  for (std::string line; std::getline(lines, line);) names.push_back(line);
  return names;
}

CardPreset ofImageNet(const char* name, const char* title, const char* order,
                      const std::vector<double>& mean, const std::vector<double>& deviation) {
  return {name,
          title,
          {{"class_names", namesFromResource("imagenet.txt")},
           {"task", "single-label"},
           {"input_size", {224, 224}},
           {"input_channels", 3},
           {"channel_order", order},
           {"mean", mean},
           {"standard_deviation", deviation}}};
}

CardPreset imageNet() {
  return ofImageNet("imagenet", "ImageNet", "rgb", {0.485, 0.456, 0.406}, {0.229, 0.224, 0.225});
}

/// Pixels from -1 to 1 (mode "tf" of Keras: MobileNet, Inception, Xception, ResNetV2, NASNet).
CardPreset tensorFlow() {
  return ofImageNet("tensorflow", "ImageNet, TensorFlow (−1…1)", "rgb", {0.5, 0.5, 0.5},
                    {0.5, 0.5, 0.5});
}

/// Pixels from 0 to 255 less ImageNet's mean, blue first (mode "caffe" of Keras: VGG, ResNet).
CardPreset caffe() {
  constexpr double one = 1.0 / 255;
  return ofImageNet("caffe", "ImageNet, Caffe (BGR, 0…255)", "bgr",
                    {103.939 / 255, 116.779 / 255, 123.68 / 255}, {one, one, one});
}

CardPreset cifar10() {
  return {
      "cifar10",
      "CIFAR-10",
      {{"class_names",
        {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"}},
       {"task", "single-label"},
       {"input_size", {32, 32}},
       {"input_channels", 3},
       {"channel_order", "rgb"},
       {"mean", {0.4914, 0.4822, 0.4465}},
       {"standard_deviation", {0.2471, 0.2435, 0.2616}}}};
}

/// Its networks want (2x - 1)·1024 of pixels in 0 to 1.
CardPreset torchXRayVision() {
  return {"torchxrayvision",
          "TorchXRayVision",
          {{"class_names",
            {"Atelectasis", "Consolidation", "Infiltration", "Pneumothorax", "Edema", "Emphysema",
             "Fibrosis", "Effusion", "Pneumonia", "Pleural_Thickening", "Cardiomegaly", "Nodule",
             "Mass", "Hernia", "Lung Lesion", "Fracture", "Lung Opacity",
             "Enlarged Cardiomediastinum"}},
           {"task", "multi-label"},
           {"input_size", {224, 224}},
           {"input_channels", 1},
           {"mean", {0.5}},
           {"standard_deviation", {1.0 / 2048}}}};
}

}  // namespace

const std::vector<CardPreset>& cardPresets() {
  static const std::vector<CardPreset> presets = {imageNet(), cifar10(), torchXRayVision(),
                                                  tensorFlow(), caffe()};
  return presets;
}

const CardPreset& cardPresetNamed(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& preset : cardPresets()) {
    if (preset.name == name) return preset;
    known.push_back(preset.name);
  }
  throw InvalidInput("preset", "\"" + name + "\" is unknown",
                     fmt::format("choose from: {}", fmt::join(known, ", ")));
}

std::vector<std::string> numberedClasses(std::int64_t count) {
  std::vector<std::string> names;
  for (std::int64_t i = 0; i < count; ++i) names.push_back(fmt::format("class {}", i));
  return names;
}

}  // namespace rho::model
