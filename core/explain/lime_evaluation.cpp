// SPDX-License-Identifier: Apache-2.0
#include "explain/lime_evaluation.h"

#include <algorithm>

#include "model/tensor.h"

namespace rho::explain {

namespace {

// Small enough that a batch's activations stay near the processor, large enough to fill all cores
// for small images. Between 10 and 40 images of 224×224 no difference was seen.
int batchFor(std::int64_t pixels) {
  constexpr std::int64_t pixelsOfBatch = 16 * 224 * 224;
  return static_cast<int>(std::clamp<std::int64_t>(pixelsOfBatch / pixels, 4, 128));
}

torch::Tensor confidencesOfRows(const model::Model& model, const SuperpixelHider& hider,
                                const cv::Mat1b& rows, int first, int last, int target,
                                Precision precision) {
  const auto images = hider.images(rows, first, last).to(model.device());
  const auto logits = model.inference(images, precision);
  return model.confidences(logits).select(1, target).to(torch::kCPU, torch::kFloat64).contiguous();
}

}  // namespace

std::vector<double> confidencesOfSamples(const model::Model& model, const SuperpixelHider& hider,
                                         const cv::Mat1b& samples, int target, Precision precision,
                                         const JobContext& context) {
  const torch::NoGradGuard noGrad;
  const auto distinct = distinctRows(samples);
  const int total = distinct.rows.rows, batch = batchFor(hider.pixels());
  std::vector<double> confidences;
  for (int first = 0; first < total; first += batch) {
    context.step(first, total, "samples");
    const auto values = confidencesOfRows(model, hider, distinct.rows, first,
                                          std::min(first + batch, total), target, precision);
    confidences.insert(confidences.end(), values.data_ptr<double>(),
                       values.data_ptr<double>() + values.numel());
  }
  context.step(total, total, "samples");
  std::vector<double> result;
  for (const int row : distinct.index) result.push_back(confidences[static_cast<std::size_t>(row)]);
  return result;
}

Precision suitablePrecision(const model::Model& model, const SuperpixelHider& hider,
                            const cv::Mat1b& samples, int target) {
  constexpr std::int64_t leastPixels = 96 * 96;
  constexpr double mostDifference = 0.01;
  constexpr int tried = 8;
  if (!model.device().is_cpu() || hider.pixels() < leastPixels || !model::processorHasBfloat16())
    return Precision::single;
  const torch::NoGradGuard noGrad;
  const int last = std::min(tried, samples.rows);
  const auto confidences = [&](Precision precision) {
    return confidencesOfRows(model, hider, samples, 0, last, target, precision);
  };
  const auto difference = confidences(Precision::bfloat16) - confidences(Precision::single);
  const double rms = difference.square().mean().sqrt().item<double>();
  // No difference at all: the network has an engine of its own, which autocast does not reach.
  return rms > 0 && rms <= mostDifference ? Precision::bfloat16 : Precision::single;
}

}  // namespace rho::explain
