// SPDX-License-Identifier: Apache-2.0
#include "training/run_recorder.h"

#include <exception>
#include <utility>

#include "model/tensor.h"

namespace rho::training {

RunRecorder::RunRecorder(RunFolder& folder, model::Model& model, Trainer& trainer,
                         RunRecording recording, TrainingSink& also)
    : m_folder(folder),
      m_model(model),
      m_trainer(trainer),
      m_recording(std::move(recording)),
      m_also(also) {}

void RunRecorder::run(const nlohmann::json& about, const JobContext& context) {
  auto state = RunState::finished;
  std::string reason;
  std::exception_ptr thrown;
  try {
    train(about, context);
  } catch (const Cancelled&) {
    state = RunState::stopped;
    thrown = std::current_exception();
  } catch (const std::exception& error) {
    state = RunState::failed;
    reason = error.what();
    thrown = std::current_exception();
  }
  try {
    writeStatus(state, reason);
    m_folder.log().append({{"kind", "end"}, {"state", nameOf(state)}, {"reason", reason}});
  } catch (const Error&) {
    // What happened first is what has to be told, and a full disk may be just that.
    if (!thrown) throw;
  }
  if (thrown) std::rethrow_exception(thrown);
}

void RunRecorder::train(const nlohmann::json& about, const JobContext& context) {
  const auto& reached = m_trainer.progress();
  m_folder.log().cutAfter(reached.step, reached.epochs);
  nlohmann::json start = {{"kind", "start"},
                          {"epochs", m_trainer.steps() / m_trainer.stepsPerEpoch()},
                          {"steps_per_epoch", m_trainer.stepsPerEpoch()}};
  if (reached.step > 0)
    start.update({{"resumed_at_step", reached.step}, {"resumed_at_epoch", reached.epochs}});
  start.update(about);
  m_folder.log().append(start);
  writeStatus(RunState::running);
  try {
    m_trainer.run(*this, context);
  } catch (const Cancelled&) {
    saveCheckpoint();
    throw;
  } catch (const Diverged&) {
    m_folder.saveModel(m_model);
    saveCheckpoint();
    throw;
  }
}

void RunRecorder::onStep(std::int64_t step) {
  if (m_recording.stop && m_folder.stopWanted()) std::exchange(m_recording.stop, nullptr)();
  m_also.onStep(step);
  if (m_recording.checkpointSteps > 0 && step % m_recording.checkpointSteps == 0) saveCheckpoint();
}

void RunRecorder::onReport(const StepReport& report) {
  auto line = toJson(report);
  line["kind"] = "step";
  m_folder.log().append(line);
  writeStatus(RunState::running);
  m_also.onReport(report);
}

// The checkpoint comes last: a run that is killed before it does the epoch's end again.
void RunRecorder::onEpoch(const EpochReport& report) {
  if (report.validation) m_model.card().metrics = toJson(*report.validation);
  auto line = toJson(report);
  line["kind"] = "epoch";
  m_folder.log().append(line);
  m_folder.saveModel(m_model);
  m_also.onEpoch(report);
  saveCheckpoint();
  writeStatus(RunState::running);
}

void RunRecorder::writeStatus(RunState state, const std::string& reason) {
  const auto& progress = m_trainer.progress();
  writeRunStatus(m_folder.files().status(),
                 {.state = state,
                  .epoch = progress.epochs,
                  .epochs = static_cast<int>(m_trainer.steps() / m_trainer.stepsPerEpoch()),
                  .step = progress.step,
                  .steps = m_trainer.steps(),
                  .reason = reason});
}

void RunRecorder::saveCheckpoint() { m_folder.saveCheckpoint(m_trainer.state()); }

}  // namespace rho::training
