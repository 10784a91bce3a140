// SPDX-License-Identifier: Apache-2.0
#include "annotator_plan.h"

#include "base/error.h"

namespace rho::cli {

namespace {

using Json = nlohmann::json;

AnnotatorPlan::Material materialOf(const Json& json) {
  return {json.at("name").get<std::string>(), json.value("data", ""), json.value("validation", ""),
          json.at("settings").get<std::vector<std::string>>()};
}

AnnotatorPlan::Shortcut shortcutOf(const Json& json) {
  AnnotatorPlan::Shortcut shortcut;
  json.at("share").get_to(shortcut.share);
  json.at("mask_shares").get_to(shortcut.maskShares);
  json.at("choosers").get_to(shortcut.choosers);
  json.at("penalties").get_to(shortcut.penalties);
  return shortcut;
}

AnnotatorPlan::Queue queueOf(const Json& json) {
  AnnotatorPlan::Queue queue;
  json.at("strategies").get_to(queue.strategies);
  json.at("first").get_to(queue.first);
  json.at("step").get_to(queue.step);
  json.at("rounds").get_to(queue.rounds);
  json.at("training_steps").get_to(queue.trainingSteps);
  return queue;
}

AnnotatorPlan planOf(const ExperimentFile& file, const std::string& scaleName) {
  const auto& json = file.content;
  AnnotatorPlan plan;
  plan.name = file.name();
  json.at("title").get_to(plan.title);
  json.at("question").get_to(plan.question);
  json.at("source").get_to(plan.source);
  json.at("recipe").get_to(plan.recipe);
  for (const auto& material : json.at("materials")) plan.materials.push_back(materialOf(material));
  const auto& scale = file.scaleNamed(scaleName);
  plan.scaleName = scaleName;
  scale.at("about").get_to(plan.about);
  plan.firstSeed = scale.value("first_seed", plan.firstSeed);
  scale.at("seeds").get_to(plan.seeds);
  scale.at("images").get_to(plan.images);
  scale.at("test_images").get_to(plan.testImages);
  scale.at("ara_images").get_to(plan.araImages);
  const auto settings = scale.at("settings").get<std::vector<std::string>>();
  for (auto& material : plan.materials)
    material.settings.insert(material.settings.end(), settings.begin(), settings.end());
  plan.shortcut = shortcutOf(scale.at("shortcut"));
  plan.queue = queueOf(scale.at("queue"));
  return plan;
}

}  // namespace

AnnotatorPlan readAnnotatorPlan(const ExperimentFile& file, const std::string& scale) try {
  return planOf(file, scale);
} catch (const Json::exception& error) {
  throw BrokenFile(file.path.string(), error.what(), "correct the JSON");
}

}  // namespace rho::cli
