// SPDX-License-Identifier: Apache-2.0
#include "study_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>

#include "base/error.h"
#include "base/sha256.h"
#include "model/checkpoint.h"
#include "model/tensor.h"

namespace rho::cli {

namespace {

struct Shard {
  std::int64_t number = 1, of = 1;
};

Shard shardFrom(const std::string& text) {
  if (text.empty()) return {};
  Shard shard;
  const char* end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, shard.number);
  const bool hasSlash = number.ec == std::errc() && number.ptr != end && *number.ptr == '/';
  const auto of = hasSlash ? std::from_chars(number.ptr + 1, end, shard.of) : number;
  if (!hasSlash || of.ec != std::errc() || of.ptr != end || shard.number < 1 ||
      shard.number > shard.of)
    throw UsageError("--shard " + text, "is no part of a whole", "write 1/4 to 4/4");
  return shard;
}

/// How many images a selection chooses.
std::int64_t countOf(const data::DataSet& data, const data::Selection& selection) {
  const auto left = std::max<std::int64_t>(data.size() - selection.first, 0);
  const auto chosen = (left + selection.every - 1) / selection.every;
  return selection.count < 0 ? chosen : std::min(chosen, selection.count);
}

/// Every of-th image of the whole: shards of a folder that is sorted by class are alike.
data::Selection shardOf(const data::Selection& whole, std::int64_t count, Shard shard) {
  return {whole.first + (shard.number - 1) * whole.every,
          (count - shard.number + shard.of) / shard.of, whole.every * shard.of};
}

/// Of the labels and the first image of what was chosen: other data are noticed without being read.
std::string hashOf(const data::DataSet& data, const model::ModelCard& card,
                   const data::Selection& chosen, std::int64_t count) {
  Sha256 hash;
  for (std::int64_t i = 0; i < count; ++i)
    hash.add(fmt::format("{} ", data.label(chosen.first + i * chosen.every)));
  const auto first = loadSamples(data, card, {chosen.first, 1, 1}).inputs.contiguous();
  hash.add(
      std::as_bytes(std::span(first.data_ptr<float>(), static_cast<std::size_t>(first.numel()))));
  return hash.hex();
}

robustness::StudyHeader headerOf(const StudyOptions& options, const model::ModelCard& card,
                                 const data::DataSet& data, std::int64_t count, Shard shard) {
  return {{"model", card.name},
          {"model_sha256", card.sha256},
          {"classes", card.classNames},
          {"data", data.name()},
          {"data_hash", hashOf(data, card, options.selection, count)},
          {"split", options.split},
          {"first", options.selection.first},
          {"every", options.selection.every},
          {"n", count},
          {"input_norm", std::sqrt(static_cast<double>(card.inputChannels) * card.inputHeight *
                                   card.inputWidth)},  // L2 norm of an RMSE of 1
          {"shard", {{"number", shard.number}, {"of", shard.of}}}};
}

}  // namespace

void addStudyOptions(CLI::App& command, StudyOptions& options) {
  command.add_option("--model", options.model,
                     "The network's file, or the name of a bundled one (required)");
  command.add_option("--data", options.data, "Labelled images, as for evaluate (required)");
  command.add_option("--split", options.split, "train, test, …; test where there are several");
  addSelection(command, options.selection);
  command.add_option("--shard", options.shard,
                     "I/N: the I-th of N parts of these images, for a process of its own");
  command.add_option("--out", options.out,
                     "Keep every image's result in this file, and go on from it");
  command.add_option("--device", options.device, "cpu, cuda or cuda:N")->capture_default_str();
}

robustness::Study runStudy(const StudyOptions& options, const nlohmann::json& settings,
                           const MeasureImages& measure, const JobContext& context) {
  constexpr std::int64_t read = 240;  // images in memory
  if (options.model.empty() || options.data.empty())
    throw UsageError("", "--model and --data are required", "try --help");
  const auto shard = shardFrom(options.shard);
  const auto model = model::loadModel(options.model, options.device);
  if (model.card().task == model::Task::multiLabel)
    throw InvalidInput(options.model, "a multi-label network has no single true class",
                       "use a single-label network");
  const auto data = data::openDataSet(options.data, options.split);
  const auto whole = countOf(*data, options.selection);
  const auto chosen = shardOf(options.selection, whole, shard);
  if (chosen.count < 1)
    throw InvalidInput(data->name(),
                       fmt::format("holds {} images, none of which was chosen", data->size()));
  robustness::Study study{headerOf(options, model.card(), *data, whole, shard), {}};
  study.header.update(settings);
  std::optional<robustness::StudyFile> file;
  if (!options.out.empty()) study.images = file.emplace(options.out, study.header).images();
  const auto share = [&](std::int64_t images) {
    return static_cast<double>(images) / static_cast<double>(chosen.count);
  };
  const auto keep = [&](const std::vector<robustness::Measured>& images) {
    if (file) file->append(images);
    study.images.insert(study.images.end(), images.begin(), images.end());
  };
  while (std::ssize(study.images) < chosen.count) {
    const auto done = std::ssize(study.images), next = std::min(read, chosen.count - done);
    const auto part = context.part(share(done), share(done + next));
    const data::Selection selection{chosen.first + done * chosen.every, next, chosen.every};
    measure(model, selection, loadSamples(*data, model.card(), selection, part.part(0, 0.01)),
            part.part(0.01, 1), keep);
  }
  return study;
}

}  // namespace rho::cli
