// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "command.h"
#include "model/tensor.h"
#include "robustness/smoothing.h"
#include "study_run.h"

namespace rho::cli {

namespace {

struct CertifyOptions {
  StudyOptions study;
  robustness::Smoothing smoothing;
  std::string csv;
};

robustness::Study certifyImages(const CertifyOptions& options, const JobContext& context) {
  const auto& smoothing = options.smoothing;
  const auto measure = [&](const model::Model& model, const data::Selection& chosen,
                           const data::Samples& samples, const JobContext& part,
                           const KeepImages& keep) {
    const auto count = samples.labels.size(0);
    const auto share = [&](std::int64_t i) {
      return static_cast<double>(i) / static_cast<double>(count);
    };
    for (std::int64_t i = 0; i < count; ++i) {
      const auto index = chosen.first + i * chosen.every;
      const auto certificate =
          robustness::certify(model, samples.inputs.narrow(0, i, 1).to(model.device()), smoothing,
                              static_cast<std::uint64_t>(index), part.part(share(i), share(i + 1)));
      keep({{index, samples.labels[i].item<std::int64_t>(), certificate.decision.value_or(-1),
             certificate.probability, certificate.rmse}});
    }
  };
  return runStudy(options.study,
                  {{"kind", "certify"},
                   {"sigma", smoothing.sigma},
                   {"selecting", smoothing.selecting},
                   {"estimating", smoothing.estimating},
                   {"alpha", smoothing.alpha},
                   {"seed", smoothing.seed}},
                  measure, context);
}

/// The share of images whose decision is right and certified up to an L2 radius, over radii in
/// steps of σ/4 to where none is left.
nlohmann::json curveOf(const std::vector<robustness::Measured>& images, double sigma,
                       double rmseToNorm) {
  auto curve = nlohmann::json::array();
  for (int step = 0;; ++step) {
    const double radius = step * sigma / 4;
    const auto certified =
        std::count_if(images.begin(), images.end(), [&](const robustness::Measured& image) {
          return image.right() && image.distance * rmseToNorm >= radius;
        });
    curve.push_back(
        {{"radius", radius},
         {"rmse", radius / rmseToNorm},
         {"accuracy", static_cast<double>(certified) / static_cast<double>(images.size())}});
    if (certified == 0) return curve;
  }
}

void run(const CertifyOptions& options, const Console& console) {
  const auto study = certifyImages(options, console.job());
  const auto& images = study.images;
  const double norm = study.header.at("input_norm").get<double>();
  const auto curve = curveOf(images, options.smoothing.sigma, norm);
  const auto abstained =
      std::count_if(images.begin(), images.end(),
                    [](const robustness::Measured& image) { return image.predicted < 0; });
  if (!options.csv.empty()) writeFileAtomically(options.csv, robustness::csvOf(images));
  auto object = study.header;
  object["certified"] = curve;
  object["abstained"] = abstained;
  object["images"] = nlohmann::json::array();
  for (const auto& image : images)
    object["images"].push_back({{"index", image.index},
                                {"label", image.label},
                                {"decision", image.predicted},
                                {"probability", image.confidence},
                                {"radius", image.distance * norm},
                                {"rmse", image.distance}});
  std::string text = fmt::format(
      "{} on {} images of {}, σ {}, abstained on {}\n  L2 radius   RMSE  certified accuracy",
      study.header.at("model").get<std::string>(), images.size(),
      study.header.at("data").get<std::string>(), options.smoothing.sigma, abstained);
  for (const auto& point : curve)
    text += fmt::format("\n  {:9.4f}  {:.5f}  {:.4f}", point.at("radius").get<double>(),
                        point.at("rmse").get<double>(), point.at("accuracy").get<double>());
  console.result(object, text);
}

}  // namespace

void addCertify(CLI::App& app, Console& console) {
  auto options = std::make_shared<CertifyOptions>();
  auto* command = app.add_subcommand(
      "certify", "How far each decision under noise is certain (randomized smoothing)");
  addStudyOptions(*command, options->study);
  auto& smoothing = options->smoothing;
  command->add_option("--sigma", smoothing.sigma, "Of the noise, on pixels in [0,1]")
      ->capture_default_str();
  command->add_option("--selecting", smoothing.selecting, "Noisy images that choose the class")
      ->capture_default_str();
  command
      ->add_option("--estimating", smoothing.estimating, "Noisy images that bound its probability")
      ->capture_default_str();
  command->add_option("--alpha", smoothing.alpha, "Probability that a certificate is wrong")
      ->capture_default_str();
  command->add_option("--seed", smoothing.seed, "Of the noise")->capture_default_str();
  command->add_option("--csv", options->csv, "Write a line for each image");
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
