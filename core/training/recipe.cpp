// SPDX-License-Identifier: Apache-2.0
#include "training/recipe.h"

#include <fmt/format.h>

#include <set>

#include "base/error.h"
#include "base/file.h"
#include "base/resources.h"

namespace rho::training {

namespace {

using Json = nlohmann::json;

/// Reads the keys of one JSON object, and knows afterwards which were not asked for.
class Keys {
 public:
  Keys(const Json& json, std::string source) : m_json(json), m_source(std::move(source)) {
    if (!json.is_object()) throw InvalidInput(m_source, "a recipe is a JSON object");
  }

  template <typename T>
  void read(const char* key, T& value) {
    m_known.insert(key);
    if (!m_json.contains(key)) return;
    try {
      value = m_json.at(key).get<T>();
    } catch (const Json::exception&) {
      throw InvalidInput(m_source,
                         fmt::format("\"{}\" has the wrong type: {}", key, m_json.at(key).dump()));
    }
  }

  template <typename T>
  void read(const char* key, T& value, double low, double high) {
    read(key, value);
    if (!(value >= static_cast<T>(low) && value <= static_cast<T>(high)))
      throw InvalidInput(m_source,
                         fmt::format("\"{}\" is {}, but must be {} to {}", key, value, low, high));
  }

  void refuseOthers() const {
    for (const auto& [key, value] : m_json.items())
      if (!m_known.contains(key))
        throw InvalidInput(m_source, fmt::format("\"{}\" is no setting", key),
                           "see the manual's page on training");
  }

 private:
  const Json& m_json;
  std::string m_source;
  std::set<std::string> m_known;
};

RobustTerms robustTermsFromJson(const Json& json, const std::string& source) {
  RobustTerms terms;
  Keys keys(json, source + ": robust_terms");
  keys.read("psi", terms.psi, 0, 1e12);
  keys.read("rate", terms.rate, 0, 1);
  keys.read("loss_target", terms.lossTarget, 1e-6, 100);
  keys.read("zeta", terms.zeta, 0, 1);
  keys.read("exponent", terms.exponent, 1, 4);
  keys.refuseOthers();
  return terms;
}

}  // namespace

Recipe recipeFromJson(const Json& json, const std::string& source) {
  Recipe recipe;
  Keys keys(json, source);
  keys.read("name", recipe.name);
  keys.read("architecture", recipe.architecture);
  keys.read("architecture_options", recipe.architectureOptions);
  keys.read("input_size", recipe.inputSize);
  keys.read("input_channels", recipe.inputChannels, 1, 3);
  keys.read("mean", recipe.mean);
  keys.read("standard_deviation", recipe.standardDeviation);
  keys.read("gradcam_layer", recipe.gradcamLayer);
  keys.read("epochs", recipe.epochs, 1, 100000);
  keys.read("batch", recipe.batch, 2, 65536);
  keys.read("learning_rate", recipe.learningRate, 0, 100);
  keys.read("momentum", recipe.momentum, 0, 0.9999);
  keys.read("weight_decay", recipe.weightDecay, 0, 1);
  keys.read("gradient_clip", recipe.gradientClip, 0, 1e9);
  keys.read("ema", recipe.ema, 0, 0.999999);
  keys.read("balanced_sampling", recipe.balancedSampling);
  keys.read("shift", recipe.shift, 0, 64);
  keys.read("flip", recipe.flip);
  keys.read("seed", recipe.seed);
  Json terms;
  keys.read("robust_terms", terms);
  if (!terms.is_null()) recipe.robustTerms = robustTermsFromJson(terms, source);
  keys.refuseOthers();
  if (recipe.inputSize.size() != 2)
    throw InvalidInput(source, "\"input_size\" must be [height, width]");
  return recipe;
}

Json toJson(const Recipe& recipe) {
  Json json = {{"name", recipe.name},
               {"architecture", recipe.architecture},
               {"architecture_options", recipe.architectureOptions},
               {"input_size", recipe.inputSize},
               {"input_channels", recipe.inputChannels},
               {"mean", recipe.mean},
               {"standard_deviation", recipe.standardDeviation},
               {"gradcam_layer", recipe.gradcamLayer},
               {"epochs", recipe.epochs},
               {"batch", recipe.batch},
               {"learning_rate", recipe.learningRate},
               {"momentum", recipe.momentum},
               {"weight_decay", recipe.weightDecay},
               {"gradient_clip", recipe.gradientClip},
               {"ema", recipe.ema},
               {"balanced_sampling", recipe.balancedSampling},
               {"shift", recipe.shift},
               {"flip", recipe.flip},
               {"seed", recipe.seed}};
  if (const auto& terms = recipe.robustTerms)
    json["robust_terms"] = {{"psi", terms->psi},
                            {"rate", terms->rate},
                            {"loss_target", terms->lossTarget},
                            {"zeta", terms->zeta},
                            {"exponent", terms->exponent}};
  return json;
}

Recipe readRecipe(const std::string& pathOrName) {
  const bool isFile = std::filesystem::exists(pathOrName);
  const auto path =
      isFile ? std::filesystem::path(pathOrName) : resourcePath("recipes/" + pathOrName + ".json");
  const auto bytes = readFile(path, 1 << 20);
  try {
    const auto* text = reinterpret_cast<const char*>(bytes.data());
    return recipeFromJson(Json::parse(text, text + bytes.size()), path.string());
  } catch (const Json::parse_error& error) {
    throw InvalidInput(path.string(), error.what(), "correct the JSON");
  }
}

}  // namespace rho::training
