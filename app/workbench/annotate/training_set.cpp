// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/training_set.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "training/retraining.h"

namespace rho::workbench {

TrainingSet makeTrainingSet(const annotation::Project& project, const TrainingSetRequest& request,
                            const JobContext& context) {
  const std::filesystem::path folder = request.folder.toStdString();
  TrainingSet set{
      annotation::exportTrainingSet(project, folder, {}, context, request.heldOut), {}, false};
  if (!request.before) return set;
  const auto& exported = set.exported;
  const auto recipe = training::retrainingRecipe(
      *request.before,
      {.name = project.file().stem().string(),
       .task = project.settings().isMultiLabel ? model::Task::multiLabel : model::Task::singleLabel,
       .hasMasks = exported.masks > 0,
       .images = exported.cases - exported.heldOut});
  const auto file = folder / "recipe.json";
  writeFileAtomically(file, toJson(recipe).dump(2) + "\n");
  set.recipe = QString::fromStdString(file.string());
  std::vector<std::string> names;
  for (const auto& one : project.classes().all()) names.push_back(one.name);
  set.canStart = training::canStartFrom(*request.before, names);
  return set;
}

}  // namespace rho::workbench
