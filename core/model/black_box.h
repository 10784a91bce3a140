// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "model/black_box_program.h"
#include "model/model.h"

namespace rho::model {

/// A network that is a program: it takes images and gives probabilities, and nothing else is known.
/// Its logits are log p, or log(p / (1 - p)) for several labels. It has no gradients and no layers;
/// what asks for them is refused with InvalidInput.
class BlackBoxNetwork : public Network {
 public:
  /// batch: how many images at most it gets at once.
  BlackBoxNetwork(std::string subject, const Program& program, std::chrono::milliseconds patience,
                  const ModelCard& card, std::int64_t batch);

  torch::Tensor forward(const torch::Tensor& x) override;
  Tapped tap(const torch::Tensor& x, const std::string& layer) override;
  std::vector<std::string> layers() const override { return {}; }
  void to(torch::Device) override {}
  void train(bool on) override;
  std::vector<NamedTensor> parameters() const override { return {}; }
  std::vector<NamedTensor> state() const override { return {}; }

 private:
  torch::Tensor probabilities(const torch::Tensor& images);

  std::string m_subject;
  BlackBoxProgram m_program;
  Task m_task;
  std::int64_t m_classes, m_batch;
};

/// Whether a file describes a black box: NAME.blackbox.json.
bool isBlackBox(const std::filesystem::path& path);

/// Lets this file be opened from now on: it names a program to run, so that only the user's own
/// choice may lead there, never a session or another file that names it.
void permitBlackBox(const std::filesystem::path& path);

/// The description is a card with "command" (the program and its arguments; relative to the file's
/// folder, where it runs), "timeout_seconds" (60) and "batch" (16). Nothing runs yet. Throws
/// RefusedFile unless it was permitted, BrokenFile and InvalidInput for what is wrong in it.
Model openBlackBox(const std::filesystem::path& path);

}  // namespace rho::model
