// SPDX-License-Identifier: Apache-2.0
#include "archive/tool.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/process.h"

namespace rho::archive {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto beat = std::chrono::milliseconds(50);
/// Beyond its own timeouts, before it is taken for hung and killed.
constexpr auto grace = std::chrono::seconds(3);
constexpr std::uint64_t maxToolBytes = std::uint64_t{4} << 30;

std::string addressOf(const Archive& archive) {
  return fmt::format("{}:{}", archive.host, archive.port);
}

Program programOf(const Archive& archive, const Tool& tool) {
  const auto file = findProgram(tool.name);
  if (!file)
    throw MissingFile(tool.name, "this program is not installed",
                      "install DCMTK, whose programs speak with archives (Debian: dcmtk)");
  const auto seconds = std::to_string(archive.timeoutSeconds);
  Program program;
  program.file = *file;
  program.folder = tool.folder;
  program.maxBytes = maxToolBytes;
  program.arguments = {"-aet", archive.ourTitle, "-aec", archive.theirTitle,
                       "-to",  seconds,          "-ta",  seconds,
                       "-td",  seconds};
  const auto append = [&](const std::vector<std::string>& more) {
    program.arguments.insert(program.arguments.end(), more.begin(), more.end());
  };
  append(tool.options);
  append({archive.host, std::to_string(archive.port)});
  append(tool.files);
  return program;
}

/// What people need to know, by what DCMTK's messages contain. The first that fits counts.
struct Explanation {
  const char* sign;
  const char* problem;
  const char* remedy;
};
constexpr Explanation explanations[] = {
    {"Called AE Title Not Recognized", "it does not answer to the AE title '{their}'",
     "ask its administrator what it calls itself"},
    {"Calling AE Title Not Recognized", "it does not know this program as '{our}'",
     "ask its administrator to enter this AE title"},
    {"Association Rejected", "it refuses the connection",
     "ask its administrator whether '{our}' may connect"},
    {"cannot create network", "port {ourport} of this computer cannot be listened on",
     "choose another one above 1023 and tell the archive's administrator"},
    {"Connection refused", "nothing answers there",
     "check host and port, and whether the archive runs"},
    {"MoveDestinationUnknown", "it does not know where to send images for '{our}'",
     "ask its administrator to enter this AE title with this computer and port {ourport}"},
    {"Network is unreachable", "there is no way to it in the network", "check the host"},
    {"No route to host", "there is no way to it in the network", "check the host"},
    {"onnection timed out", "it cannot be reached", "check host and port"},
    {"Failed to establish association", "it cannot be reached", "check host and port"},
    {"name or service not known", "no such host is known", "check its name"},
    {"unknown host", "no such host is known", "check its name"},
    {"Unrecognized PDU", "what answers there is no archive", "check host and port"},
    {"failure in name resolution", "its name cannot be looked up", "check the network"},
    {"No Acceptable Presentation Contexts", "it does not offer this service",
     "ask its administrator"},
    {"No presentation context", "it does not offer this service", "ask its administrator"},
    {"UnableToProcess", "it could not do what was asked",
     "if it keeps images compressed, let it send them to a port of this computer (C-MOVE)"},
    {"No space left", "the disk is full", "make room"},
    {"timeout", "it does not answer", "try again later, or allow it more time"},
    {"Peer aborted Association", "it closed the connection or never answered",
     "check that it is an archive that listens there"},
    {"Peer aborted", "it closed the connection", "try again later"},
    {"closed", "it closed the connection", "try again later"},
    {"Refused", "it refuses what was asked", "ask its administrator"},
};

std::string filled(std::string text, const Archive& archive) {
  const std::pair<const char*, std::string> values[] = {
      {"{their}", archive.theirTitle},
      {"{our}", archive.ourTitle},
      {"{ourport}", std::to_string(archive.ourPort)}};
  for (const auto& [name, value] : values) {
    const auto at = text.find(name);
    if (at != text.npos) text.replace(at, std::string(name).size(), value);
  }
  return text;
}

[[noreturn]] void throwExplained(const Archive& archive, const std::string& output) {
  for (const auto& [sign, problem, remedy] : explanations)
    if (output.find(sign) != output.npos)
      throw ArchiveError(addressOf(archive), filled(problem, archive), filled(remedy, archive));
  auto problem = problemIn(output);
  if (problem.empty()) problem = "the connection ended without an answer";
  throw ArchiveError(addressOf(archive), "the archive failed: " + problem, "try again later");
}

}  // namespace

std::string problemIn(const std::string& output) {
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    const bool isFailure = line.starts_with("E: ") || line.starts_with("F: ") ||
                           line.find("status (Failed") != line.npos ||
                           line.find("status (Refused") != line.npos;
    if (isFailure) return line.substr(line.find(' ') + 1);
  }
  return {};
}

void runTool(const Archive& archive, const Tool& tool, const JobContext& job) {
  check(archive);
  job.throwIfStopped();
  Process process(programOf(archive, tool));
  const auto patience = std::chrono::seconds(archive.timeoutSeconds) + grace;
  auto heard = Clock::now();
  long long done = -1;
  while (!process.endsWithin(beat)) {
    job.throwIfStopped();
    const auto now = tool.progress ? tool.progress() : 0;
    if (now != done) heard = Clock::now();
    done = now;
    if (Clock::now() - heard > patience)
      throw ArchiveError(addressOf(archive),
                         fmt::format("it has not answered for {} s", archive.timeoutSeconds),
                         "try again later, or allow it more time");
  }
  const auto& reports = tool.codesWithReport;
  if (std::find(reports.begin(), reports.end(), process.exitCode()) != reports.end()) return;
  if (process.exitCode() != 0 || !problemIn(process.output()).empty())
    throwExplained(archive, process.output());
}

}  // namespace rho::archive
