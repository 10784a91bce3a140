// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_reader.h"

#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "base/json_file.h"
#include "training/run_status.h"
#include "workbench/train/run_request.h"

namespace rho::workbench {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

double numberOf(const Json& json, const char* key, double otherwise = notANumber) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<double>() : otherwise;
}

int wholeOf(const Json& json, const char* key) {
  const double number = numberOf(json, key, 0);
  return number >= 0 && number < 1e9 ? static_cast<int>(number) : 0;
}

std::string textOf(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

RunPhase phaseOf(training::RunState state) {
  switch (state) {
    case training::RunState::running:
      return RunPhase::interrupted;  // whoever asks knows that there is no process
    case training::RunState::finished:
      return RunPhase::finished;
    case training::RunState::stopped:
      return RunPhase::stopped;
    case training::RunState::failed:
      return RunPhase::failed;
  }
  return RunPhase::interrupted;
}

/// What the program's status and our request say together. Of both, the newer one counts.
std::pair<RunPhase, std::string> phaseOf(const training::RunStatus* status,
                                         const RequestState* request, const fs::path& folder) {
  const bool runs = status && status->state == training::RunState::running;
  if (runs && isProcessAlive(status->pid)) return {RunPhase::running, {}};
  if (request && request->waiting) return {RunPhase::waiting, {}};
  const bool told =
      status && request && (request->process == status->pid || status->updated > request->started);
  if (request && !told) {
    if (!request->failure.empty()) return {RunPhase::failed, request->failure};
    if (request->process && isProcessAlive(*request->process)) return {RunPhase::starting, {}};
    return {RunPhase::failed, lastWords(folder)};
  }
  return status ? std::pair(phaseOf(status->state), status->reason)
                : std::pair(RunPhase::interrupted, std::string());
}

}  // namespace

bool isRunFolder(const fs::path& folder) {
  std::error_code ignored;
  for (const char* name : {"status.json", "log.jsonl", "request"})
    if (fs::exists(folder / name, ignored)) return true;
  return false;
}

RunReader::RunReader(const fs::path& folder) : m_log(folder / "log.jsonl") {
  m_record.folder = folder.string();
  m_record.name = folder.filename().string();
}

bool RunReader::update(const JobContext& context) {
  const RunFacts before = m_record;
  m_changed = false;
  readLog(context);
  readEnvironment();
  readStatus();
  readComparison();
  return m_changed || before != static_cast<const RunFacts&>(m_record);
}

void RunReader::readLog(const JobContext& context) try {
  const auto forget = [this] {
    m_record.reports.clear();
    m_record.measurements.clear();
    m_record.samples.clear();
    m_record.unreadableLines = 0;
    m_changed = true;
  };
  m_record.unreadableFile.clear();
  m_log.read(
      forget, [this](const std::string& line) { take(line); }, context);
} catch (const Cancelled&) {
  throw;
} catch (const Error& error) {
  m_record.unreadableFile = error.what();
}

void RunReader::take(const std::string& line) {
  m_changed = true;
  const auto json = Json::parse(line, nullptr, false);
  if (!json.is_object()) {
    ++m_record.unreadableLines;
    return;
  }
  const auto kind = textOf(json, "kind");
  if (kind == "start") takeStart(json);
  if (kind == "step") takeReport(json);
  if (kind == "epoch") takeEpoch(json);
  if (kind == "sample") takeSample(json);
}

void RunReader::takeStart(const Json& line) {
  m_stepsPerEpoch = numberOf(line, "steps_per_epoch", 0);
  m_record.epochs = wholeOf(line, "epochs");
  m_record.steps = m_stepsPerEpoch * m_record.epochs;
}

void RunReader::takeReport(const Json& line) { addReport(line, numberOf(line, "step", 0)); }

void RunReader::addReport(const Json& line, double step) {
  RunReport report;
  report.step = step;
  report.epoch = m_stepsPerEpoch > 0 ? report.step / m_stepsPerEpoch : wholeOf(line, "epoch");
  report.seconds = numberOf(line, "seconds", 0);
  report.crossEntropy = numberOf(line, "cross_entropy");
  report.penalty = numberOf(line, "penalty");
  report.psi = numberOf(line, "psi");
  report.learningRate = numberOf(line, "learning_rate");
  report.imagesPerSecond = numberOf(line, "images_per_second");
  auto& reports = m_record.reports;
  if (reports.size() >= mostReports) {
    for (std::size_t i = 0; 2 * i < reports.size(); ++i) reports[i] = reports[2 * i];
    reports.resize((reports.size() + 1) / 2);
  }
  reports.push_back(report);
}

void RunReader::takeEpoch(const Json& line) {
  RunMeasurement measured;
  measured.epoch = wholeOf(line, "epoch");
  // An epoch of few steps: none of them was reported.
  if (m_record.reports.empty() || m_record.reports.back().epoch <= measured.epoch - 1)
    addReport(line, measured.epoch * m_stepsPerEpoch);
  const auto found = line.find("validation");
  if (found == line.end() || !found->is_object()) return;
  measured.crossEntropy = numberOf(*found, "cross_entropy");
  measured.accuracy = numberOf(*found, "accuracy");
  measured.balancedAccuracy = numberOf(*found, "balanced_accuracy");
  measured.auc = numberOf(*found, "auc");
  measured.ece = numberOf(*found, "ece");
  measured.ara = numberOf(*found, "attack_ara");
  if (m_record.measurements.size() < mostReports) m_record.measurements.push_back(measured);
}

/// Only files within the folder: the log may come from anybody.
void RunReader::takeSample(const Json& line) {
  const fs::path file = fs::path(textOf(line, "file")).lexically_normal();
  if (file.empty() || file.is_absolute() || *file.begin() == "..") return;
  if (m_record.samples.size() < mostReports)
    m_record.samples.push_back(
        {wholeOf(line, "epoch"), (fs::path(m_record.folder) / file).string()});
}

void RunReader::readStatus() {
  const fs::path folder = m_record.folder;
  std::optional<training::RunStatus> status;
  try {
    if (fs::exists(folder / "status.json"))
      status = training::readRunStatus(folder / "status.json");
  } catch (const std::exception& error) {
    m_record.unreadableFile = error.what();
  }
  const auto request = requestState(folder);
  if (request) m_record.since = request->asked;
  if (request) m_record.before = request->before;
  std::tie(m_record.phase, m_record.reason) =
      phaseOf(status ? &*status : nullptr, request ? &*request : nullptr, folder);
  std::error_code ignored;
  m_record.hasModel = fs::exists(folder / "model.safetensors", ignored);
  m_record.hasRecipe = fs::exists(folder / "recipe.json", ignored);
  if (!status) return;
  m_record.epoch = status->epoch;
  m_record.epochs = status->epochs;
  m_record.step = static_cast<double>(status->step);
  m_record.steps = static_cast<double>(status->steps);
}

/// Anew when it was made anew.
void RunReader::readComparison() try {
  const auto file = fs::path(m_record.folder) / "comparison.json";
  std::error_code missing;
  const auto written = fs::last_write_time(file, missing);
  if (missing || (m_record.comparison && written == m_compared)) return;
  m_record.comparison = training::comparisonFromJson(readJsonObject(file), file.string());
  m_compared = written;
  m_changed = true;
} catch (const Error& error) {
  m_record.unreadableFile = error.what();
}

/// It does not change: once is enough.
void RunReader::readEnvironment() {
  if (m_knowsEnvironment) return;
  const auto read = [this](const char* name) {
    try {
      return readJsonObject(fs::path(m_record.folder) / name);
    } catch (const Error&) {
      return Json::object();
    }
  };
  const auto environment = read("environment.json");
  if (environment.empty()) return;
  m_knowsEnvironment = true;
  m_record.since = textOf(environment, "started");
  m_record.data = textOf(environment, "data");
  m_record.validation = textOf(environment, "validation");
  m_record.device = textOf(environment, "device_name");
  m_record.recipe = textOf(read("recipe.json"), "name");
}

}  // namespace rho::workbench
