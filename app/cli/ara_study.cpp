// SPDX-License-Identifier: Apache-2.0
#include "ara_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "base/error.h"
#include "data/labels.h"
#include "data/selected_data_set.h"
#include "decider.h"
#include "model/one_label.h"
#include "model/tensor.h"
#include "robustness/ara.h"

namespace rho::cli {

namespace {

/// images: what is known of them but decision and confidence.
void addDecisions(const model::Model& model, const torch::Tensor& inputs,
                  std::vector<robustness::Measured>& images) {
  const torch::NoGradGuard noGrad;
  const auto logits = model.logits(inputs.to(model.device()));
  const auto predicted = logits.argmax(1).cpu();
  const auto confidences = model::ownConfidences(model, logits).cpu();
  for (std::size_t i = 0; i < images.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    images[i].predicted = predicted[row].item<std::int64_t>();
    images[i].confidence = confidences[row][images[i].predicted].item<double>();
  }
}

robustness::Study measureOne(const AraStudyOptions& options, const StudySource& source,
                             const JobContext& context) {
  const robustness::AraOptions search{
      .outcome = options.kind == "btr" ? robustness::Outcome::betterThanRandom
                                       : robustness::Outcome::attack,
      .search = options.search == "fast" ? robustness::Search::fast : robustness::Search::paper};
  const auto measure = [&](const model::Model& model, const std::vector<std::int64_t>& items,
                           const data::Samples& samples, const JobContext& part,
                           const KeepImages& keep) {
    const auto told = [&](std::int64_t first, const std::vector<double>& distances) {
      std::vector<robustness::Measured> images;
      for (std::int64_t i = 0; i < std::ssize(distances); ++i)
        images.push_back({items[static_cast<std::size_t>(first + i)],
                          samples.labels[first + i].item<std::int64_t>(), 0, 0,
                          distances[static_cast<std::size_t>(i)]});
      addDecisions(model, samples.inputs.narrow(0, first, std::ssize(distances)), images);
      keep(images);
    };
    robustness::ara(model, samples.inputs, samples.labels, search, part, told);
  };
  return runStudy(options.study, source, {{"kind", options.kind}, {"search", options.search}},
                  measure, context);
}

/// The labels that are known of any chosen image, by their index.
std::vector<int> knownLabels(const StudyOptions& options, const StudySource& source) {
  const auto& card = source.model.card();
  const auto chosen = data::selected(source.data, options.selection);
  const auto known =
      data::labelsFor(card, chosen->labels(), chosen->name()).isnan().logical_not().any(0);
  std::vector<int> labels;
  for (int label = 0; label < card.classCount(); ++label)
    if (known[label].item<bool>()) labels.push_back(label);
  if (labels.empty())
    throw InvalidInput(chosen->name(), "says nothing about any of the network's labels",
                       "choose other images");
  return labels;
}

}  // namespace

std::string fileOfLabel(const std::string& file, int index, const std::string& label) {
  auto name = label;
  for (auto& letter : name)
    if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
  const std::filesystem::path path(file);
  return (path.parent_path() /
          fmt::format("{}-{}-{}{}", path.stem().string(), index, name, path.extension().string()))
      .string();
}

std::vector<robustness::Study> measureAra(const AraStudyOptions& options,
                                          const JobContext& context) {
  const auto source = openStudySource(options.study);
  const auto& card = source.model.card();
  if (card.task != model::Task::multiLabel || card.classCount() == 1 ||
      !options.study.label.empty())
    return {measureOne(options, source, context)};
  const auto labels = knownLabels(options.study, source);
  const auto count = static_cast<double>(labels.size());
  std::vector<robustness::Study> studies;
  for (const int label : labels) {
    auto own = options;
    own.study.label = card.classNames[static_cast<std::size_t>(label)];
    if (!own.study.out.empty())
      own.study.out = fileOfLabel(options.study.out, label, own.study.label);
    const auto done = static_cast<double>(studies.size());
    studies.push_back(measureOne(own, source, context.part(done / count, (done + 1) / count)));
  }
  return studies;
}

}  // namespace rho::cli
