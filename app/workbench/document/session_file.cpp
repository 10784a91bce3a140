// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/session_file.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json_file.h"
#include "base/resources.h"

namespace rho::workbench {

namespace {

constexpr const char* format = "rhoscope session";
constexpr int formatVersion = 1;
constexpr std::uintmax_t largestSession = 16 << 20;

}  // namespace

void saveSession(const std::filesystem::path& path, const Workspace& workspace) {
  const nlohmann::json json = {{"format", format},
                               {"format_version", formatVersion},
                               {"program", "rhoscope " + version()},
                               {"workspace", toJson(workspace)}};
  writeFileAtomically(path, json.dump(2) + "\n");
}

Workspace loadSession(const std::filesystem::path& path) {
  requireFile(path);
  const char* remedy = "open a session that this program saved";
  const auto json = readJsonObject(path, largestSession, remedy);
  if (json.value("format", nlohmann::json()) != format)
    throw BrokenFile(path.string(), "this is no session of Rhoscope", remedy);
  const auto written = json.value("format_version", nlohmann::json(0));
  if (!written.is_number_integer() || written.get<int>() > formatVersion)
    throw InvalidInput(path.string(), "a newer version of the program wrote it",
                       "open it with that version");
  return workspaceFromJson(json.value("workspace", nlohmann::json::object()), path.string());
}

bool looksLikeSession(const QString& path) {
  return path.endsWith(sessionEnding, Qt::CaseInsensitive);
}

}  // namespace rho::workbench
