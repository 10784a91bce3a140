// SPDX-License-Identifier: Apache-2.0
#include "challenge_command.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "image/array.h"
#include "image/write_image.h"
#include "method_options.h"
#include "model/tensor.h"
#include "quality/challenge.h"
#include "question.h"

namespace rho::cli {

namespace {

struct ChallengeOptions {
  QuestionOptions question;
  MethodOptions methods;
  double share = 0.1;
  std::string out = "challenge";
};

image::Array arrayOf(const torch::Tensor& values) {
  const auto dense = values.to(torch::kCPU, torch::kFloat32).contiguous();
  const auto count = static_cast<std::size_t>(dense.numel());
  return image::Array::of<float>(std::span(dense.data_ptr<float>(), count), dense.sizes().vec());
}

void write(const std::filesystem::path& folder, const quality::Challenge& challenge,
           const model::ModelCard& card, const std::string& caseName) {
  const auto stem = (folder / challenge.explanation.method).string();
  image::writePng8(stem + ".png", image::drawComparison(challengePage(challenge, card, caseName)));
  image::writeNpz(stem + ".npz", {{"input", arrayOf(challenge.input[0])},
                                  {"map", arrayOf(challenge.map)},
                                  {"region", arrayOf(challenge.region)},
                                  {"anywhere", arrayOf(challenge.anywhere.delta[0])},
                                  {"outside", arrayOf(challenge.outside.delta[0])},
                                  {"inside", arrayOf(challenge.inside.delta[0])},
                                  {"map_after", arrayOf(challenge.mapAfter)}});
}

std::string rhoText(const nlohmann::json& change) {
  return change.at("flips").get<bool>() ? fmt::format("{:.4f}", change.at("rho").get<double>())
                                        : std::string("none");
}

std::string lineOf(const nlohmann::json& figures) {
  const auto& attack = figures.at("explanation_attack");
  return fmt::format(
      "  {:<22} smallest ρ: anywhere {}, outside {}, inside {}; explanation attacked: rank "
      "correlation {:.2f} at ρ {:.3f}\n",
      figures.at("method").get<std::string>(), rhoText(figures.at("anywhere")),
      rhoText(figures.at("outside")), rhoText(figures.at("inside")),
      attack.at("map_rank_correlation").get<double>(), attack.at("rho").get<double>());
}

void run(const ChallengeOptions& options, const Console& console) {
  const auto methods = options.methods.chosen();
  const auto question = openQuestion(options.question);
  const auto& card = question.model.card();
  const auto job = console.job();
  const std::filesystem::path folder = options.out;
  const auto caseName = std::filesystem::path(question.image.info().source).filename().string();
  auto all = nlohmann::json::array();
  std::string text;
  const auto total = static_cast<double>(methods.size());
  for (std::size_t i = 0; i < methods.size(); ++i) {
    const auto& [method, settings] = methods[i];
    quality::ChallengeRequest request;
    request.image = question.image;
    request.target = question.target;
    request.seed = options.methods.seed;
    request.share = options.share;
    request.options = settings;
    const auto found =
        challenge(question.model, *method, request,
                  job.part(static_cast<double>(i) / total, static_cast<double>(i + 1) / total));
    write(folder, found, card, caseName);
    all.push_back(toJson(found, card));
    text += lineOf(all.back());
  }
  const nlohmann::json object = {
      {"image", question.image.info().source}, {"model", card.name}, {"model_sha256", card.sha256},
      {"seed", options.methods.seed},          {"out", options.out}, {"challenges", all}};
  writeFileAtomically(folder / "challenge.json", object.dump(2) + "\n");
  console.result(object,
                 fmt::format("{} by {}\n{}wrote {}", caseName, card.name, text, folder.string()));
}

}  // namespace

void addChallenge(CLI::App& quality, Console& console) {
  auto options = std::make_shared<ChallengeOptions>();
  auto* command = quality.add_subcommand(
      "challenge", "Attack an image where its explanation does not look, and the explanation");
  options->question.addTo(*command, true);
  options->methods.methods = {"gradcam"};
  options->methods.addTo(*command);
  command
      ->add_option("--region", options->share,
                   "Share of the pixels, the most important ones, that count as marked")
      ->check(CLI::Range(0.001, 0.999))
      ->capture_default_str();
  command->add_option("--out", options->out, "The folder for the pictures and figures")
      ->capture_default_str();
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
