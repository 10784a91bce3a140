// SPDX-License-Identifier: Apache-2.0
#include "robustness/study_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
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
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw MissingFile(path.string(), "cannot be read", "check the path");
  Content content;
  // A line without its break was torn.
  int number = 0;
  for (std::string text; std::getline(stream, text) && !stream.eof();) {
    ++number;
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (number == 1) {
      if (!json.is_object() || json.value(formatKey, 0) != formatVersion)
        throw UnknownFormat(path.string(), "is no study", "name a file that --out wrote");
      content.study.header = json;
    } else {
      try {
        content.study.images.push_back(measuredFrom(json));
      } catch (const nlohmann::json::exception&) {
        throw BrokenFile(path.string(), fmt::format("line {} is no measured image", number));
      }
    }
    content.end += text.size() + 1;
  }
  return content;
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

StudyFile::StudyFile(std::filesystem::path path, const StudyHeader& header)
    : m_path(std::move(path)) {
  if (m_path.has_parent_path()) {
    std::error_code ignored;
    std::filesystem::create_directories(m_path.parent_path(), ignored);
  }
  m_handle = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (m_handle < 0)
    throw WriteFailed(m_path.string(), std::string("cannot be written: ") + std::strerror(errno),
                      "check the permissions");
  try {
    // The lock goes with the process, however it ends.
    if (::flock(m_handle, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
      throw InvalidInput(m_path.string(), "is being written by another process",
                         "wait for it, or name another file");
    resume(withFormat(header));
  } catch (...) {
    ::close(m_handle);
    throw;
  }
}

StudyFile::~StudyFile() { ::close(m_handle); }

void StudyFile::resume(const StudyHeader& header) {
  auto content = contentOf(m_path);
  // A header that was torn leaves a file of nothing.
  if (content.end == 0 && std::filesystem::file_size(m_path) > header.dump().size())
    throw UnknownFormat(m_path.string(), "is no study", "name another file");
  if (::ftruncate(m_handle, static_cast<off_t>(content.end)) != 0)
    throw WriteFailed(m_path.string(), std::string("cannot be cut: ") + std::strerror(errno));
  if (content.end == 0) return write(header.dump() + "\n");
  if (const auto what = difference(content.study.header, header); !what.empty())
    throw InvalidInput(m_path.string(), "belongs to another study: " + what,
                       "name another file, or ask for the same");
  m_images = std::move(content.study.images);
}

void StudyFile::append(const std::vector<Measured>& images) {
  write(linesOf(images));
  m_images.insert(m_images.end(), images.begin(), images.end());
}

void StudyFile::write(const std::string& text) {
  const auto before = std::filesystem::file_size(m_path);
  for (std::size_t done = 0; done < text.size();) {
    const auto written = ::write(m_handle, text.data() + done, text.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const std::string reason = std::strerror(errno);
      [[maybe_unused]] const int cut = ::ftruncate(m_handle, static_cast<off_t>(before));
      throw WriteFailed(m_path.string(), "cannot be written: " + reason, "check the free space");
    }
    done += static_cast<std::size_t>(written);
  }
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
