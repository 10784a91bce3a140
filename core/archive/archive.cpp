// SPDX-License-Identifier: Apache-2.0
#include "archive/archive.h"

#include <fmt/format.h>

#include <algorithm>

#include "archive/tool.h"

namespace rho::archive {

namespace {

/// Sixteen printable characters at most, no backslash (PS3.5, 6.2, AE). None begins with a dash:
/// that would be an option of the programs that get it.
bool isTitle(const std::string& title) {
  constexpr std::size_t longest = 16;
  const bool isPrintable = std::all_of(title.begin(), title.end(), [](unsigned char c) {
    return c >= 0x20 && c < 0x7f && c != '\\';
  });
  return !title.empty() && title.size() <= longest && isPrintable && title.front() != '-' &&
         title.find_first_not_of(' ') != title.npos;
}

bool isHost(const std::string& host) {
  constexpr std::size_t longest = 253;
  return !host.empty() && host.size() <= longest && host.front() != '-' &&
         std::all_of(host.begin(), host.end(), [](unsigned char c) {
           return std::isalnum(c) || c == '.' || c == '-' || c == '_' || c == ':';
         });
}

}  // namespace

void check(const Archive& archive) {
  const auto refuse = [](const std::string& problem, const std::string& remedy) {
    throw InvalidInput("archive", problem, remedy);
  };
  constexpr int highestPort = 65535;
  constexpr int longestTimeout = 3600;
  if (!isHost(archive.host))
    refuse(fmt::format("'{}' is no host", archive.host), "give a name or an address");
  if (archive.port < 1 || archive.port > highestPort)
    refuse(fmt::format("{} is no port", archive.port), "ports are 1 to 65535; 104 is usual");
  if (archive.ourPort < 0 || archive.ourPort > highestPort)
    refuse(fmt::format("{} is no port", archive.ourPort), "ports are 1 to 65535");
  for (const auto& title : {archive.theirTitle, archive.ourTitle})
    if (!isTitle(title))
      refuse(fmt::format("'{}' is no AE title", title), "it has 1 to 16 printable letters");
  if (archive.timeoutSeconds < 1 || archive.timeoutSeconds > longestTimeout)
    refuse(fmt::format("{} s is no time to wait", archive.timeoutSeconds), "give 1 to 3600");
}

void echo(const Archive& archive, const JobContext& job) {
  job.report(0, "asking whether the archive is there");
  runTool(archive, {.name = "echoscu"}, job);
  job.report(1);
}

}  // namespace rho::archive
