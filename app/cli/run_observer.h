// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "data/data_set.h"
#include "model/model.h"
#include "training/reports.h"
#include "training/run_folder.h"

namespace rho::cli {

/// Tells people about the epochs of a run, and draws what the network sees after each that was
/// measured.
class RunObserver : public training::TrainingSink {
 public:
  /// samples: the images to draw; undefined tensors for none.
  RunObserver(const model::Model& model, training::RunFolder& folder, data::Samples samples,
              const Console& console);

  const nlohmann::json& lastEpoch() const { return m_lastEpoch; }
  void onEpoch(const training::EpochReport& report) override;

 private:
  void tell(const training::EpochReport& report) const;
  void draw(int epoch);

  const model::Model& m_model;
  training::RunFolder& m_folder;
  data::Samples m_samples;
  const Console& m_console;
  nlohmann::json m_lastEpoch;
};

}  // namespace rho::cli
