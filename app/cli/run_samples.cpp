// SPDX-License-Identifier: Apache-2.0
#include "run_samples.h"

#include "explain/conversion.h"
#include "explain/presentation.h"
#include "model/tensor.h"
#include "training/metrics.h"

namespace rho::cli {

namespace {

int classOf(const model::Model& model, const data::Samples& samples, std::int64_t index) {
  if (samples.labels.dim() == 1) return samples.labels[index].item<int>();
  return training::confidencesOf(model, samples.inputs.slice(0, index, index + 1))[0]
      .argmax()
      .item<int>();
}

std::vector<explain::Explanation> explanationsOf(const model::Model& model,
                                                 const explain::Query& query) {
  std::vector<explain::Explanation> explanations;
  for (const char* method : {"ae-raise", "ae-lower"})
    explanations.push_back(explain::explainerNamed(method).explain(model, query));
  return explanations;
}

}  // namespace

cv::Mat drawSamples(const model::Model& model, const data::Samples& samples,
                    const std::string& title) {
  image::Comparison page;
  page.title = title;
  page.subtitle = "images, and what raises and lowers the confidence of their class, ρ 0.1";
  const auto inputs = data::floatInputs(samples.inputs.cpu());
  for (std::int64_t i = 0; i < inputs.size(0); ++i) {
    const image::Image image(explain::toMat(inputs[i]), {});
    const explain::Query query{image, classOf(model, samples, i), 0, {{"mode", "fast"}}};
    auto compared = explain::compare(model.card(), image, explanationsOf(model, query), title);
    // The signed differences, which have a scale, would crowd the page.
    for (auto& panel : compared.panels)
      if (!panel.colorBar) page.panels.push_back(std::move(panel));
  }
  return image::drawComparison(page);
}

data::Samples someOf(const data::Samples& samples, std::int64_t count) {
  if (!samples.labels.defined() || count <= 0) return {};
  const auto size = samples.labels.size(0);
  const auto step = std::max<std::int64_t>(1, size / count);
  // From the middle of each share, because folders are sorted by class.
  const auto items = torch::arange(step / 2, size, step).slice(0, 0, count);
  return samples.at(items);
}

}  // namespace rho::cli
