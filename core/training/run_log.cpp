// SPDX-License-Identifier: Apache-2.0
#include "training/run_log.h"

#include "base/error.h"

namespace rho::training {

namespace {

/// As readLines, of objects alone.
std::uintmax_t readObjects(const std::filesystem::path& path,
                           const std::function<bool(const LogLine&)>& take) {
  return readLines(path, [&](const LogLine& line) {
    if (!line.json.is_object())
      throw BrokenFile(path.string(), "line " + std::to_string(line.number) + " is no JSON object");
    return take(line);
  });
}

bool tellsOfLater(const nlohmann::json& line, std::int64_t step, int epoch) {
  const auto kind = line.value("kind", "");
  if (kind == "step") return line.value("step", std::int64_t{0}) > step;
  return (kind == "epoch" || kind == "sample") && line.value("epoch", 0) > epoch;
}

}  // namespace

RunLog::RunLog(const std::filesystem::path& path)
    : m_log(path, InvalidInput(path.parent_path().string(), "is being trained by another process",
                               "wait for it, or stop it first")) {
  m_log.cut(readObjects(path, [](const LogLine&) { return true; }));
}

void RunLog::append(const nlohmann::json& line) { m_log.append(line.dump() + "\n"); }

void RunLog::cutAfter(std::int64_t step, int epoch) {
  m_log.cut(readObjects(
      m_log.path(), [&](const LogLine& line) { return !tellsOfLater(line.json, step, epoch); }));
}

std::vector<nlohmann::json> readRunLog(const std::filesystem::path& path) {
  std::vector<nlohmann::json> lines;
  readObjects(path, [&](const LogLine& line) {
    lines.push_back(line.json);
    return true;
  });
  return lines;
}

}  // namespace rho::training
