// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/error.h"
#include "model/small_resnet.h"

namespace rho::model {

SmallResNetOptions SmallResNetOptions::fromJson(const nlohmann::json& json) {
  SmallResNetOptions options;
  options.blocks = json.value("blocks", options.blocks);
  options.features = json.value("features", options.features);
  options.inputChannels = json.value("input_channels", options.inputChannels);
  options.classes = json.value("classes", options.classes);
  options.stemStride = json.value("stem_stride", options.stemStride);
  options.activation = activationFromName(json.value("activation", nameOf(options.activation)));
  options.halfHuberWidth = json.value("half_huber_width", options.halfHuberWidth);
  options.stochasticDepth = json.value("stochastic_depth", options.stochasticDepth);
  options.shakeDrop = json.value("shake_drop", options.shakeDrop);
  const auto require = [](bool holds, const char* problem) {
    if (!holds) throw InvalidInput("small-resnet", problem, "correct the architecture's options");
  };
  const auto within = [](const std::vector<int>& values, int most) {
    return std::all_of(values.begin(), values.end(), [=](int v) { return v >= 1 && v <= most; });
  };
  require(!options.blocks.empty() && options.blocks.size() == options.features.size() &&
              options.blocks.size() <= 8,
          "blocks and features need one number per group, 1 to 8 groups");
  require(within(options.blocks, 1000) && within(options.features, 8192),
          "blocks must be 1 to 1000, features 1 to 8192");
  require(options.inputChannels >= 1 && options.inputChannels <= 64 && options.classes >= 1 &&
              options.classes <= 1000000 && options.stemStride >= 1 && options.stemStride <= 8,
          "input_channels, classes or stem_stride is out of range");
  require(options.halfHuberWidth > 0, "half_huber_width must be positive");
  for (const double rate : {options.stochasticDepth, options.shakeDrop})
    require(rate >= 0 && rate <= 1, "stochastic_depth and shake_drop must be 0 to 1");
  require(options.stochasticDepth == 0 || options.shakeDrop == 0,
          "stochastic_depth and shake_drop exclude each other");
  return options;
}

nlohmann::json SmallResNetOptions::toJson() const {
  return {{"blocks", blocks},
          {"features", features},
          {"input_channels", inputChannels},
          {"classes", classes},
          {"stem_stride", stemStride},
          {"activation", nameOf(activation)},
          {"half_huber_width", halfHuberWidth},
          {"stochastic_depth", stochasticDepth},
          {"shake_drop", shakeDrop}};
}

}  // namespace rho::model
