// SPDX-License-Identifier: Apache-2.0
#include "trust_screen.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "data/data_set.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "question.h"
#include "selection.h"
#include "trust/companions.h"
#include "trust/reference.h"

namespace rho::cli {

namespace {

struct ScreenOptions {
  std::string model, data, split, reference, device = "cpu";
  std::vector<std::string> images;
  data::Selection selection;
  bool invert = false;
};

/// Images by file, or those of a data set.
class Source {
 public:
  explicit Source(const ScreenOptions& options) : m_options(options) {
    if (options.images.empty() == options.data.empty())
      throw UsageError("rho trust screen", "needs either images or --data");
    if (!options.data.empty()) m_data = data::openDataSet(options.data, options.split);
    const auto total = m_data ? m_data->size() : std::ssize(options.images);
    const auto& chosen = options.selection;
    for (auto i = chosen.first; i < total; i += chosen.every)
      if (chosen.count < 0 || std::ssize(m_items) < chosen.count) m_items.push_back(i);
    if (m_items.empty())
      throw InvalidInput("images", fmt::format("there are {}, none of which was chosen", total));
  }

  const std::vector<std::int64_t>& items() const { return m_items; }
  image::Image image(std::int64_t item) const {
    const auto found = m_data ? m_data->image(item)
                              : openImage(m_options.images.at(static_cast<std::size_t>(item)));
    return m_options.invert ? image::Image(cv::Scalar::all(1) - found.pixels(), found.info())
                            : found;
  }

 private:
  const ScreenOptions& m_options;
  std::unique_ptr<data::DataSet> m_data;
  std::vector<std::int64_t> m_items;
};

trust::Reference referenceFor(const ScreenOptions& options, const model::ModelCard& card) {
  const auto file = options.reference.empty()
                        ? trust::referenceBeside(model::modelFile(options.model))
                        : std::filesystem::path(options.reference);
  if (file.empty())
    throw MissingFile(options.model, "has no NAME.reference beside it",
                      "name one with --reference, or learn one with rho trust learn");
  return trust::Reference::loadFor(card, file);
}

void screen(const ScreenOptions& options, const Console& console) {
  const auto model = model::loadModel(options.model, options.device);
  const auto reference = referenceFor(options, model.card());
  const Source source(options);
  const auto job = console.job();
  const auto total = std::ssize(source.items());
  std::int64_t outside = 0, inverted = 0;
  std::vector<double> distances;
  auto images = nlohmann::json::array();
  for (const auto item : source.items()) {
    job.step(std::ssize(distances), total, "screening");
    const auto image = source.image(item);
    const auto range = reference.rangeOf(model, image);
    outside += range.isOutside() ? 1 : 0;
    inverted += range.looksInverted() ? 1 : 0;
    distances.push_back(range.distance);
    images.push_back({{"image", image.info().source},
                      {"distance", range.distance},
                      {"inverted_distance", range.invertedDistance},
                      {"outside", range.isOutside()},
                      {"looks_inverted", range.looksInverted()}});
  }
  job.report(1);
  std::ranges::nth_element(distances, distances.begin() + total / 2);
  const double median = distances[static_cast<std::size_t>(total / 2)];
  const double limit = reference.quantiles().back().distance;
  const auto share = [&](std::int64_t count) {
    return 100 * static_cast<double>(count) / static_cast<double>(total);
  };
  console.result(
      {{"n", total},
       {"outside", outside},
       {"looks_inverted", inverted},
       {"median_distance", median},
       {"limit", limit},
       {"model_sha256", model.card().sha256},
       {"images", images}},
      fmt::format("{} images: {} ({:.1f} %) are none that {} was made for, {} ({:.1f} %) "
                  "look inverted; median distance {:.2f}, limit {:.2f}",
                  total, outside, share(outside), model.card().name, inverted, share(inverted),
                  median, limit));
}

}  // namespace

void addTrustScreen(CLI::App& trust, Console& console) {
  auto options = std::make_shared<ScreenOptions>();
  auto* command = trust.add_subcommand(
      "screen", "Which of many images a network was made for, by its reference");
  command->add_option("images", options->images, "Images as for explain");
  command->add_option("--model", options->model, "The network's file, or the name of a bundled one")
      ->required();
  command->add_option("--data", options->data, "Instead: images as for evaluate");
  command->add_option("--split", options->split, "train, test, …; test where there are several");
  addSelection(*command, options->selection);
  command->add_option("--reference", options->reference,
                      "A file of rho trust learn; else NAME.reference beside the network");
  command->add_flag("--invert", options->invert,
                    "Exchange black and white first, to see whether that is noticed");
  command->add_option("--device", options->device, "cpu, cuda or cuda:N")->capture_default_str();
  command->callback([options, &console] { screen(*options, console); });
}

}  // namespace rho::cli
