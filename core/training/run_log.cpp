// SPDX-License-Identifier: Apache-2.0
#include "training/run_log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/error.h"

namespace rho::training {

namespace {

struct Line {
  nlohmann::json json;
  std::uintmax_t end;  ///< bytes of the file up to and with its line break
};

std::vector<Line> wholeLines(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw MissingFile(path.string(), "cannot be read", "check the path");
  std::vector<Line> lines;
  std::uintmax_t end = 0;
  // A line without its break was torn, or is just being written.
  for (std::string text; std::getline(stream, text) && !stream.eof();) {
    end += text.size() + 1;
    auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
      throw BrokenFile(path.string(),
                       "line " + std::to_string(lines.size() + 1) + " is no JSON object");
    lines.push_back({std::move(json), end});
  }
  return lines;
}

bool tellsOfLater(const nlohmann::json& line, std::int64_t step, int epoch) {
  const auto kind = line.value("kind", "");
  if (kind == "step") return line.value("step", std::int64_t{0}) > step;
  return (kind == "epoch" || kind == "sample") && line.value("epoch", 0) > epoch;
}

}  // namespace

RunLog::RunLog(std::filesystem::path path)
    : m_path(std::move(path)),
      m_handle(::open(m_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644)) {
  if (m_handle < 0)
    throw WriteFailed(m_path.string(), std::string("cannot be written: ") + std::strerror(errno),
                      "check the permissions");
  try {
    // The lock goes with the process, however it ends.
    if (::flock(m_handle, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
      throw InvalidInput(m_path.parent_path().string(), "is being trained by another process",
                         "wait for it, or stop it first");
    const auto lines = wholeLines(m_path);
    cut(lines.empty() ? 0 : lines.back().end);
  } catch (...) {
    ::close(m_handle);
    throw;
  }
}

RunLog::~RunLog() { ::close(m_handle); }

void RunLog::append(const nlohmann::json& line) {
  const auto text = line.dump() + "\n";
  const auto before = std::filesystem::file_size(m_path);
  for (std::size_t done = 0; done < text.size();) {
    const auto written = ::write(m_handle, text.data() + done, text.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const auto* reason = std::strerror(errno);
      cut(before);
      throw WriteFailed(m_path.string(), std::string("cannot be written: ") + reason,
                        "check the free space");
    }
    done += static_cast<std::size_t>(written);
  }
}

void RunLog::cutAfter(std::int64_t step, int epoch) {
  std::uintmax_t end = 0;
  for (const auto& line : wholeLines(m_path)) {
    if (tellsOfLater(line.json, step, epoch)) break;
    end = line.end;
  }
  cut(end);
}

void RunLog::cut(std::uintmax_t size) {
  if (::ftruncate(m_handle, static_cast<off_t>(size)) != 0)
    throw WriteFailed(m_path.string(), std::string("cannot be cut: ") + std::strerror(errno));
}

std::vector<nlohmann::json> readRunLog(const std::filesystem::path& path) {
  std::vector<nlohmann::json> lines;
  for (auto& line : wholeLines(path)) lines.push_back(std::move(line.json));
  return lines;
}

}  // namespace rho::training
