// SPDX-License-Identifier: Apache-2.0
#include "certify_study.h"

#include <algorithm>

#include "model/tensor.h"

namespace rho::cli {

void addSmoothing(CLI::App& command, robustness::Smoothing& smoothing) {
  command.add_option("--sigma", smoothing.sigma, "Of the noise, on pixels in [0,1]")
      ->capture_default_str();
  command.add_option("--selecting", smoothing.selecting, "Noisy images that choose the class")
      ->capture_default_str();
  command
      .add_option("--estimating", smoothing.estimating, "Noisy images that bound its probability")
      ->capture_default_str();
  command.add_option("--alpha", smoothing.alpha, "Probability that a certificate is wrong")
      ->capture_default_str();
}

robustness::Study measureCertificates(const StudyOptions& options,
                                      const robustness::Smoothing& smoothing,
                                      const JobContext& context) {
  const auto measure = [&](const model::Model& model, const std::vector<std::int64_t>& items,
                           const data::Samples& samples, const JobContext& part,
                           const KeepImages& keep) {
    const auto count = samples.labels.size(0);
    const auto share = [&](std::int64_t i) {
      return static_cast<double>(i) / static_cast<double>(count);
    };
    for (std::int64_t i = 0; i < count; ++i) {
      const auto index = items[static_cast<std::size_t>(i)];
      const auto certificate =
          robustness::certify(model, samples.inputs.narrow(0, i, 1).to(model.device()), smoothing,
                              static_cast<std::uint64_t>(index), part.part(share(i), share(i + 1)));
      keep({{index, samples.labels[i].item<std::int64_t>(), certificate.decision.value_or(-1),
             certificate.probability, certificate.rmse}});
    }
  };
  return runStudy(options, openStudySource(options),
                  {{"kind", "certify"},
                   {"sigma", smoothing.sigma},
                   {"selecting", smoothing.selecting},
                   {"estimating", smoothing.estimating},
                   {"alpha", smoothing.alpha},
                   {"seed", smoothing.seed}},
                  measure, context);
}

double certifiedAccuracy(const std::vector<robustness::Measured>& images, double rmse) {
  const auto certified = std::ranges::count_if(
      images, [&](const auto& image) { return image.right() && image.distance >= rmse; });
  return static_cast<double>(certified) / static_cast<double>(images.size());
}

}  // namespace rho::cli
