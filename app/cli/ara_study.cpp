// SPDX-License-Identifier: Apache-2.0
#include "ara_study.h"

#include "model/tensor.h"
#include "robustness/ara.h"
#include "training/metrics.h"

namespace rho::cli {

robustness::Study measureAra(const AraStudyOptions& options, const JobContext& context) {
  const robustness::AraOptions search{
      .outcome = options.kind == "btr" ? robustness::Outcome::betterThanRandom
                                       : robustness::Outcome::attack,
      .search = options.search == "fast" ? robustness::Search::fast : robustness::Search::paper};
  const auto measure = [&](const model::Model& model, const data::Selection& chosen,
                           const data::Samples& samples, const JobContext& part,
                           const KeepImages& keep) {
    const auto confidences = training::confidencesOf(model, samples.inputs, part.part(0, 0.02));
    const auto [confidence, predicted] = confidences.max(1);
    const auto told = [&, &confidence = confidence, &predicted = predicted](
                          std::int64_t first, const std::vector<double>& distances) {
      std::vector<robustness::Measured> images;
      for (std::int64_t i = first; i < first + std::ssize(distances); ++i)
        images.push_back({chosen.first + i * chosen.every, samples.labels[i].item<std::int64_t>(),
                          predicted[i].item<std::int64_t>(), confidence[i].item<double>(),
                          distances[static_cast<std::size_t>(i - first)]});
      keep(images);
    };
    robustness::ara(model, samples.inputs, samples.labels, search, part.part(0.02, 1), told);
  };
  return runStudy(options.study, {{"kind", options.kind}, {"search", options.search}}, measure,
                  context);
}

}  // namespace rho::cli
