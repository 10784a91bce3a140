// SPDX-License-Identifier: Apache-2.0
#include "training/run_folder.h"

#include "base/error.h"
#include "base/file.h"
#include "model/checkpoint.h"

namespace rho::training {

RunFolder::RunFolder(std::filesystem::path folder, const Recipe& recipe)
    : m_folder(std::move(folder)) {
  if (std::filesystem::exists(m_folder / "log.jsonl"))
    throw InvalidInput(m_folder.string(), "holds a training run already", "choose another folder");
  writeFileAtomically(m_folder / "recipe.json", toJson(recipe).dump(2) + "\n");
}

void RunFolder::add(const EpochReport& report, const model::Model& model) {
  m_log += toJson(report).dump() + "\n";
  model::saveModel(model, modelPath());
  writeFileAtomically(m_folder / "log.jsonl", m_log);
}

}  // namespace rho::training
