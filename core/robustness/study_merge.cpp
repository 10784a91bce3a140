// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.h"
#include "robustness/study_file.h"

namespace rho::robustness {

namespace {

struct Shard {
  int number = 1, of = 1;
};

Shard shardOf(const std::filesystem::path& file, const StudyHeader& header) {
  try {
    const Shard shard{header.at("shard").at("number").get<int>(),
                      header.at("shard").at("of").get<int>()};
    if (shard.number >= 1 && shard.number <= shard.of) return shard;
  } catch (const nlohmann::json::exception&) {
  }
  throw BrokenFile(file.string(), "does not say which shard it is");
}

void requireSameStudy(const std::filesystem::path& first, const StudyHeader& expected,
                      const std::filesystem::path& file, StudyHeader header) {
  header["shard"]["number"] = expected.at("shard").at("number");
  for (const auto& one : {expected, header})
    for (const auto& [key, value] : one.items()) {
      const auto own = expected.value(key, nlohmann::json());
      const auto its = header.value(key, nlohmann::json());
      if (own != its)
        throw InvalidInput(file.string(),
                           fmt::format("does not belong to {}: {} is {} there and {} here",
                                       first.string(), key, own.dump(), its.dump()));
    }
}

/// Every which-th image of the whole belongs to a shard: as many as that gives, or some are
/// missing.
void requireFinished(const std::filesystem::path& file, const Study& study, Shard shard) {
  const auto whole = study.header.value("n", std::int64_t{0});
  const auto expected = (whole - shard.number + shard.of) / shard.of;
  if (std::ssize(study.images) != expected)
    throw InvalidInput(file.string(),
                       fmt::format("shard {}/{} has {} of its {} images", shard.number, shard.of,
                                   study.images.size(), expected),
                       "run it again with the same file: it goes on where it stopped");
}

}  // namespace

Study mergeStudies(const std::vector<std::filesystem::path>& files) {
  if (files.empty()) throw InvalidInput("shards", "there are none", "name at least one file");
  Study whole;
  std::map<int, std::filesystem::path> found;
  for (const auto& file : files) {
    auto study = readStudy(file);
    const auto shard = shardOf(file, study.header);
    if (found.empty()) whole.header = study.header;
    requireSameStudy(files.front(), whole.header, file, study.header);
    if (const auto [other, isNew] = found.try_emplace(shard.number, file); !isNew)
      throw InvalidInput(file.string(), fmt::format("is shard {}/{}, as {} is", shard.number,
                                                    shard.of, other->second.string()));
    requireFinished(file, study, shard);
    whole.images.insert(whole.images.end(), study.images.begin(), study.images.end());
  }
  const auto of = shardOf(files.front(), whole.header).of;
  for (int number = 1; number <= of; ++number)
    if (!found.contains(number))
      throw InvalidInput("shards", fmt::format("shard {}/{} is missing", number, of),
                         "name the files of all shards");
  std::sort(whole.images.begin(), whole.images.end(),
            [](const Measured& a, const Measured& b) { return a.index < b.index; });
  const auto twice =
      std::adjacent_find(whole.images.begin(), whole.images.end(),
                         [](const Measured& a, const Measured& b) { return a.index == b.index; });
  if (twice != whole.images.end())
    throw InvalidInput("shards", fmt::format("image {} was measured twice", twice->index));
  whole.header["shard"] = {{"number", 1}, {"of", 1}};
  return whole;
}

}  // namespace rho::robustness
