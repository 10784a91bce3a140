// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "certify_study.h"
#include "command.h"

namespace rho::cli {

namespace {

struct CertifyOptions {
  StudyOptions study;
  robustness::Smoothing smoothing;
  std::string csv;
};

/// Certified accuracy over L2 radii in steps of σ/4, to where none is left.
nlohmann::json curveOf(const std::vector<robustness::Measured>& images, double sigma,
                       double rmseToNorm) {
  auto curve = nlohmann::json::array();
  for (int step = 0;; ++step) {
    const double radius = step * sigma / 4;
    const double accuracy = certifiedAccuracy(images, radius / rmseToNorm);
    curve.push_back({{"radius", radius}, {"rmse", radius / rmseToNorm}, {"accuracy", accuracy}});
    if (accuracy == 0) return curve;
  }
}

void run(const CertifyOptions& options, const Console& console) {
  const auto study = measureCertificates(options.study, options.smoothing, console.job());
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
  const auto label = study.header.value("label", std::string());
  std::string text = fmt::format(
      "{}{} on {} images of {}, σ {}, abstained on {}\n  L2 radius   RMSE  certified accuracy",
      study.header.at("model").get<std::string>(), label.empty() ? "" : ", " + label, images.size(),
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
  addSmoothing(*command, options->smoothing);
  command->add_option("--seed", options->smoothing.seed, "Of the noise")->capture_default_str();
  command->add_option("--csv", options->csv, "Write a line for each image");
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
