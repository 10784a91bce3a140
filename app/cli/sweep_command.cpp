// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "command.h"
#include "explain/sweep.h"
#include "image/array.h"
#include "question.h"

namespace rho::cli {

namespace {

struct SweepOptions {
  QuestionOptions question;
  double last = 0.3, wanted = 0.1;
  int points = 12;
  std::vector<double> rhos;
  std::string mode = "paper", direction = "both", out = "sweep";
};

std::vector<explain::Direction> directionsOf(const std::string& name) {
  if (name == "raise") return {explain::Direction::raise};
  if (name == "lower") return {explain::Direction::lower};
  return {explain::Direction::raise, explain::Direction::lower};
}

nlohmann::json toJson(const explain::SweepPoint& point) {
  return {{"direction", point.direction == explain::Direction::raise ? "raise" : "lower"},
          {"rho", point.rho},
          {"rho_reached", point.rhoReached},
          {"confidences", point.confidences}};
}

/// The pictures of all points in the order of the JSON file: points×H×W×C.
void writePictures(const std::filesystem::path& path,
                   const std::vector<explain::SweepPoint>& points) {
  if (points.empty()) return;
  const auto& first = points.front().perturbed;
  std::vector<float> values;
  for (const auto& point : points) {
    const cv::Mat dense =
        point.perturbed.isContinuous() ? point.perturbed : point.perturbed.clone();
    const auto* begin = dense.ptr<float>();
    values.insert(values.end(), begin,
                  begin + dense.total() * static_cast<std::size_t>(dense.channels()));
  }
  const auto count = static_cast<std::int64_t>(points.size());
  image::writeNpz(path, {{"images", image::Array::of<float>(values, {count, first.rows, first.cols,
                                                                     first.channels()})}});
}

std::string lineOf(const explain::SweepPoint& point, const Question& question) {
  return fmt::format("{}  ρ {:.3f}  reached {:.4f}  {} {:.4f}",
                     point.direction == explain::Direction::raise ? "raise" : "lower", point.rho,
                     point.rhoReached,
                     question.model.card().classNames[static_cast<std::size_t>(question.target)],
                     point.confidences[static_cast<std::size_t>(question.target)]);
}

void run(const SweepOptions& options, const Console& console) {
  const auto question = openQuestion(options.question);
  explain::SweepRequest request;
  request.image = question.image;
  request.target = question.target;
  request.directions = directionsOf(options.direction);
  request.rhos =
      options.rhos.empty() ? explain::evenRhos(options.last, options.points) : options.rhos;
  request.wantedRho = options.wanted;
  request.mode = options.mode;
  const auto job = console.job();
  std::vector<explain::SweepPoint> points;
  nlohmann::json object = {{"target", question.target},
                           {"classes", question.model.card().classNames},
                           {"confidences_before", question.confidences},
                           {"model_sha256", question.model.card().sha256},
                           {"image", question.image.info().source}};
  bool complete = true;
  try {
    const auto result = explain::sweep(
        question.model, request,
        [&](const explain::SweepPoint& point) {
          points.push_back(point);
          if (!console.json) console.remark(lineOf(point, question));
        },
        job);
    if (result.flipRho) object["flip_rho"] = *result.flipRho;
    object["flips_by"] = result.flipsByRaising ? "raise" : "lower";
    if (result.betterThanRandomRho) object["better_than_random_rho"] = *result.betterThanRandomRho;
    points = result.points;
  } catch (const Cancelled&) {
    if (points.empty()) throw;
    complete = false;
  }
  object["complete"] = complete;
  object["points"] = nlohmann::json::array();
  for (const auto& point : points) object["points"].push_back(toJson(point));
  const std::filesystem::path folder = options.out;
  const bool isMultiLabel = question.model.card().task == model::Task::multiLabel;
  writePictures(folder / "sweep.npz", points);
  writeFileAtomically(folder / "sweep.json", object.dump(2) + "\n");
  const auto text = [&](const char* key) {
    return object.contains(key) ? fmt::format("{:.4f}", object[key].get<double>())
                                : std::string("not within the sweep");
  };
  console.result(object, fmt::format("decision flips at ρ: {}{}{}\nwrote {}", text("flip_rho"),
                                     object.value("flips_by", "") == "raise" ? " (raised)" : "",
                                     isMultiLabel ? std::string()
                                                  : "\nconfidence falls to chance at ρ: " +
                                                        text("better_than_random_rho"),
                                     (folder / "sweep.json").string()));
  if (!complete) throw Cancelled();
}

}  // namespace

void addSweep(CLI::App& app, Console& console) {
  auto options = std::make_shared<SweepOptions>();
  auto* command = app.add_subcommand(
      "sweep", "Adversarial explanations over a range of ρ, and where the decision flips");
  options->question.addTo(*command, true);
  command->add_option("--last", options->last, "The largest ρ")->capture_default_str();
  command->add_option("--points", options->points, "How many, evenly spaced")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--rhos", options->rhos, "These instead, comma-separated")->delimiter(',');
  command->add_option("--rho", options->wanted, "Computed first, then its neighbours")
      ->capture_default_str();
  command->add_option("--mode", options->mode, "paper or fast")
      ->check(CLI::IsMember({"paper", "fast"}))
      ->capture_default_str();
  command->add_option("--direction", options->direction, "raise, lower or both")
      ->check(CLI::IsMember({"raise", "lower", "both"}))
      ->capture_default_str();
  command->add_option("--out", options->out, "The folder for sweep.json and sweep.npz")
      ->capture_default_str();
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
