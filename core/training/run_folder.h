// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "model/model.h"
#include "training/recipe.h"
#include "training/run_log.h"
#include "training/run_status.h"
#include "training/trainer_state.h"

namespace rho::training {

/// The files of one training run. All but the log are replaced as a whole; the previous one stays
/// until the new one is complete.
struct RunFiles {
  explicit RunFiles(std::filesystem::path root) : folder(std::move(root)) {}
  std::filesystem::path folder;

  std::filesystem::path recipe() const { return folder / "recipe.json"; }
  std::filesystem::path environment() const { return folder / "environment.json"; }
  std::filesystem::path status() const { return folder / "status.json"; }
  std::filesystem::path log() const { return folder / "log.jsonl"; }
  std::filesystem::path model() const { return folder / "model.safetensors"; }
  std::filesystem::path checkpoint() const { return folder / "checkpoint.safetensors"; }
  std::filesystem::path stop() const { return folder / "stop"; }
  /// "samples/epoch-0003.png", relative to the folder.
  static std::string sample(int epoch);

  /// Throws MissingFile, InvalidInput.
  Recipe readRecipe() const { return training::readRecipe(recipe().string()); }
  /// What the run was started with. Throws MissingFile, BrokenFile.
  nlohmann::json readEnvironment() const;
  /// The state to go on from; none before the first checkpoint. Throws BrokenFile.
  std::optional<TrainerState> readCheckpoint() const;
};

/// A run's folder in the hands of the process that trains. There is one at a time.
class RunFolder {
 public:
  /// Throws InvalidInput when the folder holds a run.
  static void requireNone(const std::filesystem::path& folder);
  /// Makes the folder of a new run. Throws WriteFailed, or InvalidInput when it holds a run
  /// already.
  static std::unique_ptr<RunFolder> create(const std::filesystem::path& folder,
                                           const Recipe& recipe, const nlohmann::json& environment);
  /// Opens the folder of a run that is to go on. Throws MissingFile, WriteFailed, or InvalidInput
  /// when another process trains it or it is finished.
  static std::unique_ptr<RunFolder> open(const std::filesystem::path& folder);

  const RunFiles& files() const { return m_files; }
  RunLog& log() { return m_log; }

  void saveCheckpoint(const TrainerState& state) const;
  void saveModel(const model::Model& model) const;
  /// Whether somebody has put the file "stop" there.
  bool stopWanted() const { return std::filesystem::exists(m_files.stop()); }

 private:
  explicit RunFolder(const RunFiles& files);
  RunFiles m_files;
  RunLog m_log;
};

}  // namespace rho::training
