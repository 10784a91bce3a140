// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "model/model.h"
#include "training/recipe.h"
#include "training/trainer.h"

namespace rho::training {

/// The folder of one training run: recipe.json, log.jsonl (one epoch a line) and
/// model.safetensors, the weights of the last finished epoch. Every file is replaced as a whole.
class RunFolder {
 public:
  /// Makes the folder and writes the recipe. Throws WriteFailed, or InvalidInput when the folder
  /// holds a run already.
  RunFolder(std::filesystem::path folder, const Recipe& recipe);

  void add(const EpochReport& report, const model::Model& model);
  std::filesystem::path modelPath() const { return m_folder / "model.safetensors"; }

 private:
  std::filesystem::path m_folder;
  std::string m_log;
};

}  // namespace rho::training
