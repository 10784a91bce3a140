// SPDX-License-Identifier: Apache-2.0
#include "training/run_folder.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/json_file.h"
#include "model/checkpoint.h"
#include "model/tensor.h"

namespace rho::training {

namespace fs = std::filesystem;

std::string RunFiles::sample(int epoch) { return fmt::format("samples/epoch-{:04}.png", epoch); }

nlohmann::json RunFiles::readEnvironment() const { return readJsonObject(environment()); }

std::optional<TrainerState> RunFiles::readCheckpoint() const {
  if (!fs::exists(checkpoint())) return std::nullopt;
  auto read = model::readCheckpoint(checkpoint());
  const auto progress = read.metadata.find("progress");
  if (progress == read.metadata.end() || !progress->is_string())
    throw BrokenFile(checkpoint().string(), "does not say how far the training has come");
  return TrainerState{std::move(read.tensors),
                      nlohmann::json::parse(progress->get<std::string>(), nullptr, false)};
}

RunFolder::RunFolder(const RunFiles& files) : m_files(files), m_log(files.log()) {
  std::error_code ignored;
  fs::remove(m_files.stop(), ignored);  // of an earlier process
}

void RunFolder::requireNone(const fs::path& folder) {
  const RunFiles files(folder);
  if (fs::exists(files.log()) || fs::exists(files.recipe()))
    throw InvalidInput(folder.string(), "holds a training run already",
                       "go on with --resume, or choose another folder");
}

std::unique_ptr<RunFolder> RunFolder::create(const fs::path& folder, const Recipe& recipe,
                                             const nlohmann::json& environment) {
  requireNone(folder);
  const RunFiles files(folder);
  writeFileAtomically(files.environment(), environment.dump(2) + "\n");
  writeFileAtomically(files.recipe(), toJson(recipe).dump(2) + "\n");
  return std::unique_ptr<RunFolder>(new RunFolder(files));
}

std::unique_ptr<RunFolder> RunFolder::open(const fs::path& folder) {
  const RunFiles files(folder);
  requireFile(files.recipe());
  std::unique_ptr<RunFolder> opened(new RunFolder(files));
  // Only now that no other process can change it.
  if (fs::exists(files.status()) && readRunStatus(files.status()).state == RunState::finished)
    throw InvalidInput(folder.string(), "is finished", "start a new run to train further");
  return opened;
}

void RunFolder::saveCheckpoint(const TrainerState& state) const {
  model::writeSafetensors(m_files.checkpoint(), state.tensors,
                          {{"progress", state.progress.dump()}});
}

void RunFolder::saveModel(const model::Model& model) const {
  model::saveModel(model, m_files.model());
}

}  // namespace rho::training
