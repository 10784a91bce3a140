// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/card_trial.h"

#include "base/error.h"
#include "model/card_file.h"
#include "model/torch_errors.h"
#include "workbench/inspect/analysis.h"

namespace rho::workbench {

namespace {

/// Without an image a grey one tells whether the network takes images of this size at all.
std::vector<float> answer(const Analysis& network, const image::Image& image,
                          const std::string& source) try {
  if (!image.empty()) return network.confidences(image);
  const auto& card = network.card();
  return network.confidences(
      image::Image(cv::Mat(card.inputHeight, card.inputWidth, CV_32F, cv::Scalar(0.5)), {}));
} catch (...) {
  model::rethrowAs<InvalidInput>(source, "does not take images of this size",
                                 "correct width and height");
}

}  // namespace

void tryCard(const std::filesystem::path& network, const nlohmann::json& card,
             const image::Image& image, const std::function<void(const CardTrial&)>& sink,
             const JobContext& context) {
  CardTrial trial;
  trial.card = card;
  try {
    const model::CardOnTrial instead(network, card);
    const Analysis opened(network);
    context.throwIfStopped();
    trial.classNames = opened.card().classNames;
    trial.outputs = static_cast<std::int64_t>(trial.classNames.size());
    const auto confidences = answer(opened, image, network.string());
    if (image.empty()) return sink(trial);
    trial.confidences = confidences;
    trial.isComplete = false;
    sink(trial);
    trial.findings = opened.preflight(image, context);
  } catch (const Cancelled&) {
    throw;
  } catch (const model::CardNeeded& error) {
    trial.failure = error.what();
    trial.outputs = error.outputs;
  } catch (const Error& error) {
    trial.failure = error.what();
  }
  trial.isComplete = true;
  sink(trial);
}

}  // namespace rho::workbench
