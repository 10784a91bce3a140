// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/random.h"
#include "command.h"
#include "data/data_set.h"
#include "image/write_image.h"
#include "phantom/appearance_learner.h"
#include "phantom/appearance_model.h"
#include "phantom/chest_phantom.h"

namespace rho::cli {

namespace {

struct PhantomCommandOptions {
  std::string kind = "nodule", out = "phantoms";
  int count = 8, size = 256, bits = 12;
  std::uint64_t seed = 1;
};

/// Alternating cases without and with a nodule, with the mask of the evidence beside each.
nlohmann::json writeNodulePhantoms(const PhantomCommandOptions& options, const JobContext& job) {
  nlohmann::json cases = nlohmann::json::array();
  for (int i = 0; i < options.count; ++i) {
    job.step(i, options.count, "drawing phantoms");
    auto settings = phantom::PhantomOptions::square(options.size);
    settings.bits = options.bits;
    settings.nodule = i % 2 == 1;
    const auto seed = Random::forItem(options.seed, static_cast<std::uint64_t>(i)).bits();
    const auto made = phantom::makeChestPhantom(seed, settings);
    const std::filesystem::path folder =
        std::filesystem::path(options.out) / (made.hasNodule ? "nodule" : "clear");
    const auto name = fmt::format("phantom-{:04}", i);
    image::writePng16(folder / (name + ".png"), made.image);
    nlohmann::json entry = {
        {"file", (folder / (name + ".png")).string()}, {"seed", seed}, {"nodule", made.hasNodule}};
    if (made.hasNodule) {
      const auto mask = std::filesystem::path(options.out) / "masks" / (name + ".png");
      image::writePng8(mask, made.mask);
      entry["mask"] = mask.string();
      entry["center"] = {made.noduleCenter.x, made.noduleCenter.y};
      entry["radius"] = made.noduleRadius;
    }
    cases.push_back(entry);
  }
  return cases;
}

nlohmann::json writeAppearancePhantoms(const PhantomCommandOptions& options,
                                       const JobContext& job) {
  const auto model = phantom::AppearanceModel::bundled();
  const std::string className = options.kind == "pneumonia" ? "PNEUMONIA" : "NORMAL";
  nlohmann::json cases = nlohmann::json::array();
  for (int i = 0; i < options.count; ++i) {
    job.step(i, options.count, "drawing phantoms");
    const auto seed = Random::forItem(options.seed, static_cast<std::uint64_t>(i)).bits();
    const auto path =
        std::filesystem::path(options.out) / className / fmt::format("phantom-{:04}.png", i);
    image::writePng8(path, model.draw(className, seed, options.size));
    cases.push_back({{"file", path.string()}, {"seed", seed}});
  }
  return cases;
}

void makePhantoms(const PhantomCommandOptions& options, const Console& console) {
  const auto job = console.job();
  const auto cases = options.kind == "nodule" ? writeNodulePhantoms(options, job)
                                              : writeAppearancePhantoms(options, job);
  job.report(1);
  console.result({{"out", options.out}, {"cases", cases}},
                 fmt::format("wrote {} synthetic X-rays to {}", cases.size(), options.out));
}

struct LearnOptions {
  std::string data, split = "train", out;
};

void learnAppearance(const LearnOptions& options, const Console& console) {
  const auto data = data::openDataSet(options.data, options.split);
  const auto names = data->classNames();
  std::vector<std::vector<std::int64_t>> items(names.size());
  for (std::int64_t i = 0; i < data->size(); ++i)
    items.at(static_cast<std::size_t>(data->label(i))).push_back(i);
  std::vector<phantom::AppearanceExamples> classes;
  for (std::size_t c = 0; c < names.size(); ++c)
    classes.push_back({names[c], items[c].size(),
                       [&data, &items, c](std::size_t i) { return data->image(items[c].at(i)); }});
  const auto job = console.job();
  phantom::learnAppearance(classes, {}, job).save(options.out);
  console.result({{"out", options.out}}, "wrote " + options.out);
}

}  // namespace

void addData(CLI::App& app, Console& console) {
  auto* command = app.add_subcommand("data", "Make synthetic X-rays with known answers");
  command->require_subcommand(1);
  auto options = std::make_shared<PhantomCommandOptions>();
  auto* make = command->add_subcommand("phantom", "Write synthetic chest X-rays");
  make->add_option("--kind", options->kind,
                   "nodule: analytic, with masks; normal, pneumonia: statistical")
      ->check(CLI::IsMember({"nodule", "normal", "pneumonia"}))
      ->capture_default_str();
  make->add_option("--count", options->count, "How many")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  make->add_option("--size", options->size, "Pixels along each side")
      ->check(CLI::Range(32, 4096))
      ->capture_default_str();
  make->add_option("--bits", options->bits, "Of one stored value (nodule phantoms)")
      ->check(CLI::Range(8, 16))
      ->capture_default_str();
  make->add_option("--seed", options->seed, "The only source of randomness")->capture_default_str();
  make->add_option("--out", options->out, "The folder for the pictures")->capture_default_str();
  make->callback([options, &console] { makePhantoms(*options, console); });

  auto learn = std::make_shared<LearnOptions>();
  auto* learnCommand =
      command->add_subcommand("learn-appearance", "Learn the statistical model from real X-rays");
  learnCommand->add_option("--data", learn->data, "A folder of class/image or split/class/image")
      ->required();
  learnCommand->add_option("--split", learn->split, "Which split")->capture_default_str();
  learnCommand->add_option("--out", learn->out, "The .npz file to write")->required();
  learnCommand->callback([learn, &console] { learnAppearance(*learn, console); });
}

}  // namespace rho::cli
