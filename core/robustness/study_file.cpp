// SPDX-License-Identifier: Apache-2.0
#include "robustness/study_file.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/file.h"

namespace rho::robustness {

namespace {

constexpr int formatVersion = 1;
constexpr const char* formatKey = "rhoscope_study";

/// JSON knows no infinity: null stands for it.
nlohmann::json toJson(const Measured& image) {
  return {{"index", image.index},
          {"label", image.label},
          {"predicted", image.predicted},
          {"confidence", image.confidence},
          {"distance",
           std::isfinite(image.distance) ? nlohmann::json(image.distance) : nlohmann::json()}};
}

Measured measuredFrom(const nlohmann::json& line) {
  const auto& distance = line.at("distance");
  return {line.at("index").get<std::int64_t>(), line.at("label").get<std::int64_t>(),
          line.at("predicted").get<std::int64_t>(), line.at("confidence").get<double>(),
          distance.is_null() ? std::numeric_limits<double>::infinity() : distance.get<double>()};
}

nlohmann::json withFormat(StudyHeader header) {
  header[formatKey] = formatVersion;
  return header;
}

struct Content {
  Study study;
  std::uintmax_t end = 0;  ///< bytes up to the end of the last whole line
};

Content contentOf(const std::filesystem::path& path) {
  Content content;
  content.end = readLines(path, [&](const LogLine& line) {
    if (line.number == 1) {
      if (!line.json.is_object() || line.json.value(formatKey, 0) != formatVersion)
        throw UnknownFormat(path.string(), "is no study", "name a file that --out wrote");
      content.study.header = line.json;
      return true;
    }
    try {
      content.study.images.push_back(measuredFrom(line.json));
    } catch (const nlohmann::json::exception&) {
      throw BrokenFile(path.string(), fmt::format("line {} is no measured image", line.number));
    }
    return true;
  });
  return content;
}

/// The folder is made where it is missing.
std::filesystem::path withFolder(const std::filesystem::path& path) {
  std::error_code ignored;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), ignored);
  return path;
}

/// The first key whose values differ, in words; empty where none does.
std::string difference(const StudyHeader& one, const StudyHeader& other) {
  for (const auto& header : {one, other})
    for (const auto& [key, value] : header.items()) {
      const auto own = one.value(key, nlohmann::json()), its = other.value(key, nlohmann::json());
      if (own != its) return fmt::format("{} is {} there and {} here", key, own.dump(), its.dump());
    }
  return {};
}

std::string linesOf(const std::vector<Measured>& images) {
  std::string text;
  for (const auto& image : images) text += toJson(image).dump() + "\n";
  return text;
}

}  // namespace

StudyFile::StudyFile(const std::filesystem::path& path, const StudyHeader& header)
    : m_log(withFolder(path), InvalidInput(path.string(), "is being written by another process",
                                           "wait for it, or name another file")) {
  resume(withFormat(header));
}

void StudyFile::resume(const StudyHeader& header) {
  const auto& path = m_log.path();
  auto content = contentOf(path);
  if (content.end == 0 && !holdsTorn(path, header.dump()))
    throw UnknownFormat(path.string(), "is no study", "name another file");
  m_log.cut(content.end);
  if (content.end == 0) return m_log.append(header.dump() + "\n");
  if (const auto what = difference(content.study.header, header); !what.empty())
    throw InvalidInput(path.string(), "belongs to another study: " + what,
                       "name another file, or ask for the same");
  m_images = std::move(content.study.images);
}

void StudyFile::append(const std::vector<Measured>& images) {
  m_log.append(linesOf(images));
  m_images.insert(m_images.end(), images.begin(), images.end());
}

Study readStudy(const std::filesystem::path& path) {
  requireFile(path);
  auto content = contentOf(path);
  if (content.end == 0) throw UnknownFormat(path.string(), "is no study");
  return std::move(content.study);
}

void writeStudy(const std::filesystem::path& path, const Study& study) {
  writeFileAtomically(path, withFormat(study.header).dump() + "\n" + linesOf(study.images));
}

std::string csvOf(const std::vector<Measured>& images) {
  std::string text = "index,label,predicted,confidence,distance\n";
  for (const auto& image : images)
    text += fmt::format("{},{},{},{:.6f},{:.9g}\n", image.index, image.label, image.predicted,
                        image.confidence, image.distance);
  return text;
}

}  // namespace rho::robustness
