// SPDX-License-Identifier: Apache-2.0
#include "training/launch.h"

#include <charconv>
#include <cstdlib>

#include "base/error.h"

namespace rho::training {

namespace {

/// A variable that holds a whole number in [least, most].
std::optional<int> number(const Environment& environment, const std::string& name, int least,
                          int most) {
  const auto text = environment(name);
  if (!text) return {};
  int value = 0;
  const auto end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, value);
  if (error != std::errc() || stopped != end || value < least || value > most)
    throw InvalidInput(name, "is \"" + *text + "\"", "check the launcher");
  return value;
}

int required(const Environment& environment, const std::string& name, int most) {
  const auto value = number(environment, name, 0, most);
  if (!value) throw InvalidInput(name, "is not set", "check the launcher");
  return *value;
}

constexpr int maxProcesses = 1 << 20;

struct LauncherNames {
  const char *size, *rank, *localRank;
};
constexpr LauncherNames launchers[] = {
    {"WORLD_SIZE", "RANK", "LOCAL_RANK"},
    {"OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_LOCAL_RANK"},
    // Not SLURM_NTASKS: a batch script has it too, and is one process.
    {"SLURM_STEP_NUM_TASKS", "SLURM_PROCID", "SLURM_LOCALID"}};

/// Where process 0 runs, as far as the launcher tells.
std::string masterAddress(const Environment& environment, const LauncherNames& launcher) {
  if (const auto named = environment("MASTER_ADDR")) return *named;
  const std::string size = launcher.size;
  if (size.starts_with("SLURM")) {
    for (const char* list : {"SLURM_STEP_NODELIST", "SLURM_JOB_NODELIST"})
      if (const auto nodes = environment(list)) return firstNode(*nodes);
    // Last, because srun may have been called on a machine outside the job.
    if (const auto address = environment("SLURM_LAUNCH_NODE_IPADDR")) return *address;
  }
  if (environment("OMPI_COMM_WORLD_LOCAL_SIZE") == environment("OMPI_COMM_WORLD_SIZE") &&
      size.starts_with("OMPI"))
    return "127.0.0.1";
  throw InvalidInput("MASTER_ADDR", "is not set",
                     "set it to the address of the machine that runs process 0");
}

int masterPort(const Environment& environment, int otherwise) {
  if (const auto named = number(environment, "MASTER_PORT", 1, 65535)) return *named;
  // Two jobs on one machine should not meet.
  if (const auto job = number(environment, "SLURM_JOB_ID", 0, 2147483647))
    return 15000 + *job % 10000;
  return otherwise;
}

/// torchrun runs the store in its own process, one prefix for each attempt.
std::optional<std::string> launcherStore(const Environment& environment) {
  if (environment("TORCHELASTIC_USE_AGENT_STORE") != "True") return {};
  return "/worker/attempt_" + environment("TORCHELASTIC_RESTART_COUNT").value_or("0");
}

}  // namespace

std::optional<std::string> environmentVariable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value ? std::optional<std::string>(value) : std::nullopt;
}

std::string firstNode(const std::string& nodeList) {
  const auto end = nodeList.find_first_of("[,");
  if (end == std::string::npos || nodeList[end] == ',') return nodeList.substr(0, end);
  const auto close = nodeList.find(']', end);
  const auto range = nodeList.substr(end + 1, close - end - 1);
  std::string node = nodeList.substr(0, end) + range.substr(0, range.find_first_of("-,"));
  if (close != std::string::npos)  // "rack[1-2]-node[3-4]"
    node += firstNode(nodeList.substr(close + 1, nodeList.find(',', close) - close - 1));
  return node;
}

Launch launchFrom(const Environment& environment) {
  for (const auto& names : launchers) {
    const auto size = number(environment, names.size, 1, maxProcesses);
    if (!size) continue;
    Launch launch;
    launch.size = *size;
    launch.rank = required(environment, names.rank, *size - 1);
    launch.localRank = number(environment, names.localRank, 0, maxProcesses).value_or(0);
    if (launch.size > 1) {
      launch.address = masterAddress(environment, names);
      launch.port = masterPort(environment, launch.port);
      launch.launcherStore = launcherStore(environment);
    }
    return launch;
  }
  return {};
}

}  // namespace rho::training
