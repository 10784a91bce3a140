// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_request.h"

#include <QLockFile>
#include <QProcess>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/file.h"
#include "base/json_file.h"
#include "training/run_status.h"

namespace rho::workbench {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

fs::path placeOf(const fs::path& folder) { return folder / "request"; }
fs::path waitingFile(const fs::path& folder) { return placeOf(folder) / "waiting.json"; }
fs::path startedFile(const fs::path& folder) { return placeOf(folder) / "started.json"; }
fs::path recipeFile(const fs::path& folder) { return placeOf(folder) / "recipe.json"; }
fs::path outputFile(const fs::path& folder) { return placeOf(folder) / "output.txt"; }

Json readObject(const fs::path& file) try { return readJsonObject(file); } catch (const Error&) {
  return {};
}

std::string textOf(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

QStringList argumentsOf(const Json& request, const fs::path& folder) {
  QStringList arguments = {"train"};
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) arguments << option << QString::fromStdString(value);
  };
  if (request.value("resume", false)) {
    add("--resume", folder.string());
    return arguments;
  }
  add("--recipe", recipeFile(folder).string());
  add("--data", textOf(request, "data"));
  add("--validation", textOf(request, "validation"));
  add("--out", folder.string());
  add("--device", textOf(request, "device"));
  add("--start", textOf(request, "start"));
  for (const char* key : {"epochs", "seed"})
    if (const auto found = request.find(key); found != request.end() && found->is_number_unsigned())
      add((std::string("--") + key).c_str(), found->dump());
  return arguments;
}

/// The process's number.
qint64 startProcess(const fs::path& program, const QStringList& arguments, const fs::path& folder) {
  QProcess process;
  process.setProgram(QString::fromStdString(program.string()));
  process.setArguments(arguments);
  fs::remove(outputFile(folder));
  const auto output = QString::fromStdString(outputFile(folder).string());
  process.setStandardInputFile(QProcess::nullDevice());
  process.setStandardOutputFile(output, QIODevice::Append);
  process.setStandardErrorFile(output, QIODevice::Append);
  qint64 id = 0;
  if (!process.startDetached(&id))
    throw MissingFile(program.string(), "cannot be started",
                      "install the program rho beside rhoscope");
  return id;
}

}  // namespace

void writeRequest(const fs::path& folder, const RunRequest& request) {
  Json json = {{"asked", training::utcTime()}, {"resume", request.resume}};
  if (request.resume) {
    if (const auto state = requestState(folder)) {
      json["asked"] = state->asked;
      json["before"] = state->before;
    }
  } else {
    if (fs::exists(folder / "recipe.json") || fs::exists(placeOf(folder)))
      throw InvalidInput(folder.string(), "holds a training run already", "choose another folder");
    json.update({{"data", request.data},
                 {"validation", request.validation},
                 {"device", request.device},
                 {"start", request.start},
                 {"before", request.before}});
    if (request.epochs) json["epochs"] = static_cast<unsigned>(*request.epochs);
    if (request.seed) json["seed"] = *request.seed;
    writeFileAtomically(recipeFile(folder), request.recipe);
  }
  writeFileAtomically(waitingFile(folder), json.dump(2) + "\n");
}

void withdrawRequest(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::remove(waitingFile(folder), ignored) || fs::exists(startedFile(folder), ignored)) return;
  fs::remove(recipeFile(folder), ignored);
  fs::remove(placeOf(folder), ignored);  // not where anything is left in it
  fs::remove(folder, ignored);
}

std::optional<RequestState> requestState(const fs::path& folder) {
  const auto waiting = readObject(waitingFile(folder));
  const auto& json = waiting.is_object() ? waiting : readObject(startedFile(folder));
  if (!json.is_object()) return std::nullopt;
  RequestState state;
  state.asked = textOf(json, "asked");
  state.before = textOf(json, "before");
  state.waiting = waiting.is_object();
  if (state.waiting) return state;
  state.started = textOf(json, "started");
  state.failure = textOf(json, "failure");
  if (const auto id = json.find("process"); id != json.end() && id->is_number_integer())
    state.process = id->get<long>();
  return state;
}

bool startRequest(const fs::path& program, const fs::path& folder) {
  QLockFile lock(QString::fromStdString((placeOf(folder) / "lock").string()));
  if (!lock.tryLock(0)) return false;
  auto request = readObject(waitingFile(folder));
  if (!request.is_object()) return false;
  request["started"] = training::utcTime();
  try {
    request["process"] = startProcess(program, argumentsOf(request, folder), folder);
  } catch (const Error& failure) {
    request["failure"] = failure.what();
  }
  // In this order, so that it is always known as one or the other.
  writeFileAtomically(startedFile(folder), request.dump(2) + "\n");
  fs::remove(waitingFile(folder));
  return true;
}

std::string lastWords(const fs::path& folder) {
  constexpr std::streamoff most = 1000;
  std::ifstream stream(outputFile(folder), std::ios::binary | std::ios::ate);
  if (!stream) return {};
  const std::streamoff size = stream.tellg();
  stream.seekg(std::max<std::streamoff>(0, size - most));
  std::string last;
  for (std::string line; std::getline(stream, line);)
    if (!line.empty()) last = line;
  return last;
}

bool isProcessAlive(long process) {
  if (process <= 0 || (::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH)) return false;
  std::ifstream stream("/proc/" + std::to_string(process) + "/stat");
  std::string text;
  if (!std::getline(stream, text)) return true;  // a system without /proc
  const auto name = text.rfind(')');             // the name may hold anything
  return name == std::string::npos || name + 2 >= text.size() || text[name + 2] != 'Z';
}

}  // namespace rho::workbench
