// SPDX-License-Identifier: Apache-2.0
#include "run_observer.h"

#include <fmt/format.h>

#include "base/error.h"
#include "image/write_image.h"
#include "model/tensor.h"
#include "run_samples.h"

namespace rho::cli {

RunObserver::RunObserver(const model::Model& model, training::RunFolder& folder,
                         data::Samples samples, const Console& console)
    : m_model(model), m_folder(folder), m_samples(std::move(samples)), m_console(console) {}

void RunObserver::onEpoch(const training::EpochReport& report) {
  m_lastEpoch = toJson(report);
  tell(report);
  if (m_samples.labels.defined() && report.validation) draw(report.epoch);
}

void RunObserver::tell(const training::EpochReport& report) const {
  auto text = fmt::format("epoch {:>3}  cross-entropy {:.4f}", report.epoch, report.crossEntropy);
  if (report.penalty != 0) text += fmt::format("  penalty {:.4f}", report.penalty);
  if (report.psi > 0) text += fmt::format("  psi {:.3g}", report.psi);
  if (const auto& measured = report.validation) {
    text += fmt::format("  accuracy {:.4f}", measured->accuracy);
    if (measured->auc) text += fmt::format("  AUC {:.4f}", *measured->auc);
    if (const auto& outside = measured->evidence.outside)
      text += fmt::format("  evidence outside {:.3f}", *outside);
  }
  m_console.remark(text + fmt::format("  {:.0f} s", report.seconds));
}

void RunObserver::draw(int epoch) {
  const auto name = training::RunFiles::sample(epoch);
  const auto title = fmt::format("{}, epoch {}", m_model.card().name, epoch);
  try {
    image::writePng8(m_folder.files().folder / name, drawSamples(m_model, m_samples, title));
  } catch (const InvalidInput& error) {
    // Images of two channels, or a build without picture files: no reason to end a training.
    m_console.remark(std::string("no pages of explanations: ") + error.what());
    m_samples = {};
    return;
  }
  m_folder.log().append({{"kind", "sample"}, {"epoch", epoch}, {"file", name}});
}

}  // namespace rho::cli
