// SPDX-License-Identifier: Apache-2.0
#include "training/run_status.h"

#include <fmt/chrono.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>

#include "base/error.h"
#include "base/file.h"
#include "base/json_file.h"

namespace rho::training {

namespace {

struct StateName {
  const char* name;
  RunState state;
};
constexpr StateName stateNames[] = {{"running", RunState::running},
                                    {"finished", RunState::finished},
                                    {"stopped", RunState::stopped},
                                    {"failed", RunState::failed}};

RunState stateFromName(const std::string& name, const std::string& subject) {
  const auto* known = std::find_if(std::begin(stateNames), std::end(stateNames),
                                   [&](const auto& each) { return name == each.name; });
  if (known == std::end(stateNames))
    throw BrokenFile(subject, "names the unknown state \"" + name + "\"");
  return known->state;
}

}  // namespace

std::string nameOf(RunState state) {
  return std::find_if(std::begin(stateNames), std::end(stateNames),
                      [&](const auto& each) { return state == each.state; })
      ->name;
}

bool RunStatus::crashed() const {
  return state == RunState::running && ::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH;
}

nlohmann::json toJson(const RunStatus& status) {
  return {{"state", nameOf(status.state)}, {"pid", status.pid},        {"epoch", status.epoch},
          {"epochs", status.epochs},       {"step", status.step},      {"steps", status.steps},
          {"reason", status.reason},       {"updated", status.updated}};
}

RunStatus readRunStatus(const std::filesystem::path& statusFile) try {
  const auto json = readJsonObject(statusFile);
  RunStatus status;
  status.state = stateFromName(json.at("state").get<std::string>(), statusFile.string());
  json.at("pid").get_to(status.pid);
  json.at("epoch").get_to(status.epoch);
  json.at("epochs").get_to(status.epochs);
  json.at("step").get_to(status.step);
  json.at("steps").get_to(status.steps);
  json.at("reason").get_to(status.reason);
  json.at("updated").get_to(status.updated);
  return status;
} catch (const nlohmann::json::exception&) {
  throw BrokenFile(statusFile.string(), "is no status of a training run");
}

void writeRunStatus(const std::filesystem::path& statusFile, RunStatus status) {
  status.pid = ::getpid();
  status.updated = utcTime();
  writeFileAtomically(statusFile, toJson(status).dump(2) + "\n");
}

std::string utcTime() { return fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr))); }

}  // namespace rho::training
