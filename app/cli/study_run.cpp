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
#include "decider.h"
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

/// Every of-th image of the whole: shards of a folder that is sorted by class are alike.
data::Selection shardOf(std::int64_t whole, Shard shard) {
  return {shard.number - 1, (whole - shard.number + shard.of) / shard.of, shard.of};
}

/// Of the labels and the first image of what was chosen: other data are noticed without being read.
std::string hashOf(const data::DataSet& data, const model::ModelCard& card) {
  Sha256 hash;
  for (std::int64_t i = 0; i < data.size(); ++i) hash.add(fmt::format("{} ", data.label(i)));
  const auto first = loadSamples(data, card, {0, 1, 1}).inputs.contiguous();
  hash.add(
      std::as_bytes(std::span(first.data_ptr<float>(), static_cast<std::size_t>(first.numel()))));
  return hash.hex();
}

robustness::StudyHeader headerOf(const StudyOptions& options, const Decider& decider, Shard shard) {
  const auto& card = decider.model.card();
  robustness::StudyHeader header = {
      {"model", card.name},
      {"model_sha256", card.sha256},
      {"classes", card.classNames},
      {"data", decider.data->name()},
      {"data_hash", hashOf(*decider.data, card)},
      {"split", options.split},
      {"first", options.selection.first},
      {"every", options.selection.every},
      {"n", decider.data->size()},
      {"input_norm", std::sqrt(static_cast<double>(card.inputChannels) * card.inputHeight *
                               card.inputWidth)},  // L2 norm of an RMSE of 1
      {"shard", {{"number", shard.number}, {"of", shard.of}}}};
  if (!decider.label.empty()) header["label"] = decider.label;
  return header;
}

}  // namespace

void addStudyOptions(CLI::App& command, StudyOptions& options) {
  command.add_option("--model", options.model,
                     "The network's file, or the name of a bundled one (required)");
  command.add_option("--data", options.data, "Labelled images, as for evaluate (required)");
  command.add_option("--split", options.split, "train, test, …; test where there are several");
  addSelection(command, options.selection);
  addLabel(command, options.label);
  command.add_option("--shard", options.shard,
                     "I/N: the I-th of N parts of these images, for a process of its own");
  command.add_option("--out", options.out,
                     "Keep every image's result in this file, and go on from it");
  command.add_option("--device", options.device, "cpu, cuda or cuda:N")->capture_default_str();
}

StudySource openStudySource(const StudyOptions& options) {
  if (options.model.empty() || options.data.empty())
    throw UsageError("", "--model and --data are required", "try --help");
  shardFrom(options.shard);  // mistakes are told before anything is read
  return {model::loadModel(options.model, options.device),
          data::openDataSet(options.data, options.split)};
}

robustness::Study runStudy(const StudyOptions& options, const StudySource& source,
                           const nlohmann::json& settings, const MeasureImages& measure,
                           const JobContext& context) {
  constexpr std::int64_t read = 240;  // images in memory
  const auto shard = shardFrom(options.shard);
  const auto decider = deciderOf(source.model, source.data, options.selection, options.label);
  const auto chosen = shardOf(decider.data->size(), shard);
  if (chosen.count < 1)
    throw InvalidInput(decider.data->name(), fmt::format("there are fewer than {} images of {}",
                                                         shard.number, decider.name()));
  robustness::Study study{headerOf(options, decider, shard), {}};
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
    std::vector<std::int64_t> items;
    for (std::int64_t i = 0; i < next; ++i)
      items.push_back(
          decider.items[static_cast<std::size_t>(selection.first + i * selection.every)]);
    measure(decider.model, items,
            loadSamples(*decider.data, decider.model.card(), selection, part.part(0, 0.01)),
            part.part(0.01, 1), keep);
  }
  return study;
}

}  // namespace rho::cli
