// SPDX-License-Identifier: Apache-2.0
#include "explain/explainer.h"

#include <fmt/format.h>

#include <chrono>

#include "base/error.h"
#include "explain/conversion.h"
#include "model/tensor.h"
#include "model/torch_errors.h"

namespace rho::explain {

namespace {

void requireValid(const model::Model& model, const Query& query) {
  if (query.image.empty()) throw InvalidInput("image", "is empty", "load an image first");
  const int classes = model.card().classCount();
  if (query.target < 0 || query.target >= classes)
    throw InvalidInput(fmt::format("class {}", query.target), "is not one of the network's classes",
                       fmt::format("choose 0 to {}", classes - 1));
}

std::vector<float> confidencesOf(const model::Model& model, const torch::Tensor& input) {
  const torch::NoGradGuard noGrad;
  return toVector(model.confidences(model.logits(input)));
}

void requireUsable(const Explanation& explanation, const Query& query) {
  const cv::Size size(query.image.width(), query.image.height());
  if (explanation.map.size() != size || explanation.map.type() != CV_32F)
    throw Error(ExitCode::internal, explanation.method, "its map does not fit the image",
                "report this defect");
  if (!cv::checkRange(explanation.map))
    throw InvalidInput(explanation.method, "the network gives values that are not finite",
                       "check the network's weights and its normalisation");
}

/// A network that was only recognised might be another one: every answer says so.
void warnWhenUnconfirmed(const model::ModelCard& card, std::vector<std::string>& warnings) {
  if (card.isUnconfirmed())
    warnings.push_back(
        fmt::format("The file does not say which network it is: it is taken for {}. "
                    "Confirm that in its card (architecture).",
                    card.recognition.value("network", card.architecture)));
}

}  // namespace

Explanation Explainer::explain(const model::Model& model, const Query& query,
                               const JobContext& context) const {
  const auto start = std::chrono::steady_clock::now();
  Explanation explanation;
  explanation.method = info().id;
  explanation.options = completeOptions(info().options, query.options, info().id);
  explanation.seed = query.seed;
  explanation.target = query.target;
  explanation.signedMap = info().signedMap;
  explanation.modelSha256 = model.card().sha256;
  requireValid(model, query);
  warnWhenUnconfirmed(model.card(), explanation.warnings);
  context.step(0, 1, info().title);
  try {
    const auto input = model.input(query.image);
    explanation.input = toMat(input);
    compute(model, query, input, explanation, context);
    if (explanation.confidencesBefore.empty())
      explanation.confidencesBefore = confidencesOf(model, input);
  } catch (...) {
    model::rethrowAs<InvalidInput>(info().id, "the network failed",
                                   "check that the network fits its card and the image");
  }
  context.throwIfStopped();
  requireUsable(explanation, query);
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  explanation.seconds = spent.count();
  context.report(1);
  return explanation;
}

}  // namespace rho::explain
