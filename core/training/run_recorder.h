// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "model/model.h"
#include "training/run_folder.h"
#include "training/trainer.h"

namespace rho::training {

/// How a run is recorded.
struct RunRecording {
  std::int64_t checkpointSteps = 0;  ///< a checkpoint every so many steps; 0: after every epoch
  std::function<void()> stop;        ///< called once when the file "stop" appears
};

/// Records a training in its folder, in the process that leads.
class RunRecorder : public TrainingSink {
 public:
  /// also: hears everything after it was written, and before the checkpoint of an epoch.
  RunRecorder(RunFolder& folder, model::Model& model, Trainer& trainer, RunRecording recording,
              TrainingSink& also);

  /// Trains from where the trainer is to the end, and records how it ended: finished;
  /// stopped (after Cancelled, with a checkpoint of the step that was reached); failed, with the
  /// reason (after Diverged, with the last good weights). Rethrows what Trainer::run throws, and
  /// throws WriteFailed. about: what the log's line "start" tells beside the number of steps.
  void run(const nlohmann::json& about, const JobContext& context);

  void onStep(std::int64_t step) override;
  void onReport(const StepReport& report) override;
  void onEpoch(const EpochReport& report) override;

 private:
  void train(const nlohmann::json& about, const JobContext& context);
  void writeStatus(RunState state, const std::string& reason = {});
  void saveCheckpoint();

  RunFolder& m_folder;
  model::Model& m_model;
  Trainer& m_trainer;
  RunRecording m_recording;
  TrainingSink& m_also;
};

}  // namespace rho::training
