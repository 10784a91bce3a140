// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/inspector.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/error.h"
#include "base/resources.h"
#include "model/card_file.h"
#include "workbench/inspect/core_texts.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

/// Bundled networks are named relative to the resources.
bool isBundled(const std::string& path) { return path.starts_with("models/"); }

std::filesystem::path fileOf(const std::string& path) try {
  return isBundled(path) ? resourcePath(path) : std::filesystem::path(path);
} catch (const MissingFile&) {
  throw MissingFile(path, "this bundled network is not installed",
                    "open a network of your own with Network, Open");
}

std::shared_ptr<const Analysis> openedOn(const std::string& device, const std::string& path) {
  return std::make_shared<const Analysis>(fileOf(path), Analysis::usableDevice(device));
}

/// Those that run the network hundreds of times.
bool isSlow(const std::string& method) {
  return method == "lime" || method == "occlusion" || method == "rise" || method == "smoothgrad" ||
         method == "integrated-gradients";
}

/// Whether the answers to one are those to the other, but for ρ.
bool asksTheSame(const Workspace& a, const Workspace& b) {
  return a.currentCase == b.currentCase && a.networks == b.networks && a.tiles == b.tiles &&
         a.target == b.target && a.layer == b.layer && a.seed == b.seed;
}

}  // namespace

Inspector::Inspector(JobTracker& tracker, QObject* parent) : QObject(parent), m_tracker(tracker) {
  connect(&m_tracker, &JobTracker::failed, this, &Inspector::jobFailed);
}

const Inspection& Inspector::current() const {
  const auto last = static_cast<int>(m_rows.size()) - 1;
  return m_rows[static_cast<std::size_t>(std::clamp(m_workspace.currentNetwork, 0, last))];
}

bool Inspector::isBusy() const {
  for (std::size_t i = 0; i < m_rows.size(); ++i)
    if (m_tracker.isBusy(sweepLane(i)) || m_tracker.isBusy(methodLane(i))) return true;
  return false;
}

void Inspector::openNetwork(const QString& path) {
  m_tracker.start(openLane, tr("Opening the network"), [this, path, on = m_device](const Job& job) {
    try {
      auto network = openedOn(on, path.toStdString());
      job.deliver([this, path, network] {
        m_ready = {{path.toStdString(), network}};
        emit networkOpened(path);
      });
    } catch (const model::CardNeeded& error) {
      const auto problem = coreText(error.problem.empty() ? error.what() : error.problem);
      job.deliver([this, path, problem] { emit cardNeeded(path, problem); });
    }
  });
}

void Inspector::apply(const Workspace& workspace) {
  const Workspace before = std::exchange(m_workspace, workspace);
  applyCase(workspace.currentCase);
  if (asksTheSame(workspace, before)) return;
  applyNetworks();
  if (workspace.target != before.target) {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
      cancelRow(i);
      m_rows[i].forgetTarget();
    }
    emit predictionChanged();
  }
  analyse();
}

void Inspector::applyCase(const std::string& address) {
  if (address == m_requestedCase) return;
  m_requestedCase = address;
  if (address.empty()) return;
  m_tracker.start(caseLane, tr("Opening the case"), [this, address](const Job& job) {
    const auto opened = openedCase(address);
    job.deliver([this, opened] { takeCase(opened); });
  });
}

void Inspector::takeCase(const OpenCase& opened) {
  m_opened = opened;
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    cancelRow(i);
    m_rows[i].forgetAnswers();
  }
  emit caseChanged();
  applyNetworks();
  analyse();
}

std::vector<std::string> Inspector::wantedNetworks() const {
  if (!m_workspace.networks.empty()) return m_workspace.networks;
  if (m_opened.image.empty()) return {};
  // A file that fits no bundled network in particular keeps the one that is there.
  if (!m_opened.entry.network.empty()) return {m_opened.entry.network};
  if (isBundled(m_rows.front().networkPath)) return {m_rows.front().networkPath};
  return {defaultNetwork};
}

void Inspector::applyNetworks() {
  const auto wanted = wantedNetworks();
  std::vector<std::string> present;
  for (const auto& row : m_rows) present.push_back(row.networkPath);
  if (wanted == present || (wanted.empty() && present.size() == 1 && present[0].empty())) return;
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    cancelRow(i);
    m_tracker.cancel(networkLane(i));
  }
  std::vector<Inspection> rows;
  for (const auto& path : wanted) rows.push_back(rowFor(path));
  if (rows.empty()) rows.emplace_back();
  m_rows = std::move(rows);
  m_ready.clear();
  emit networksChanged();
  for (std::size_t i = 0; i < m_rows.size(); ++i)
    if (!m_rows[i].network && !m_rows[i].networkPath.empty()) loadNetwork(i);
}

Inspection Inspector::rowFor(const std::string& path) {
  if (auto* row = rowOf(path)) return *row;
  Inspection fresh;
  fresh.networkPath = path;
  if (const auto found = m_ready.find(path); found != m_ready.end()) fresh.network = found->second;
  return fresh;
}

void Inspector::loadNetwork(std::size_t row) {
  const auto path = m_rows[row].networkPath;
  const auto title = tr("Opening the network");
  m_tracker.start(networkLane(row), title, [this, path, on = m_device](const Job& job) {
    auto network = openedOn(on, path);
    job.deliver([this, path, network] { takeNetwork(path, network); });
  });
}

void Inspector::takeNetwork(const std::string& path, std::shared_ptr<const Analysis> network) {
  auto* row = rowOf(path);
  if (!row) return;
  row->network = std::move(network);
  row->failure.clear();
  emit networksChanged();
  analyse();
}

void Inspector::jobFailed(const QString& lane, const QString& message) {
  if (lane == caseLane) m_requestedCase.clear();  // to be tried again when it is picked again
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    if (lane != networkLane(i)) continue;
    m_rows[i].failure = message.toStdString();
    emit networksChanged();
  }
}

Inspection* Inspector::rowOf(const std::string& path) {
  const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                  [&](const auto& row) { return row.networkPath == path; });
  return found == m_rows.end() ? nullptr : &*found;
}

void Inspector::cancelRow(std::size_t row) {
  m_tracker.cancel(sweepLane(row));
  m_tracker.cancel(methodLane(row));
  m_tracker.cancel(surveyLane(row));
}

void Inspector::reloadRow(std::size_t row) {
  cancelRow(row);
  m_rows[row].forgetAnswers();
  m_rows[row].network.reset();
  loadNetwork(row);
}

void Inspector::reopenNetwork(const QString& path) {
  m_ready.clear();
  for (std::size_t i = 0; i < m_rows.size(); ++i)
    if (m_rows[i].networkPath == path.toStdString()) reloadRow(i);
  emit networksChanged();
}

void Inspector::setDevice(const std::string& id) {
  if (id == m_device) return;
  m_device = id;
  m_ready.clear();
  for (std::size_t i = 0; i < m_rows.size(); ++i)
    if (!m_rows[i].networkPath.empty()) reloadRow(i);
  emit networksChanged();
}

void Inspector::settleRho(double rho) {
  m_workspace.rho = std::clamp(rho, 0.0, largestRho);
  analyse();
}

int Inspector::wantedTarget(const Inspection& row) const {
  const int chosen = row.classNamed(m_workspace.target);
  return chosen >= 0 ? chosen : row.classNamed(m_opened.entry.target);
}

void Inspector::addRequests(const Inspection& row, InspectPlan& plan, bool slow) const {
  for (const auto& tile : m_workspace.tiles) {
    if (tile.method == TileSetting::input || isSwept(tile) || isSlow(tile.method) != slow) continue;
    if (Analysis::method(tile.method).perturbs && Inspection::frameKey(m_workspace.rho) == 0)
      continue;
    const int target = tile.target.empty() ? plan.target : row.classNamed(tile.target);
    if (target < 0 && !tile.target.empty()) continue;  // this network knows no such class
    const auto options = row.optionsOf(tile, m_workspace);
    if (row.answers.contains(answerKey(tile, options, target, m_workspace.seed))) continue;
    plan.requests.push_back({tile, target, options});
  }
}

InspectPlan Inspector::planFor(const Inspection& row) const {
  InspectPlan plan;
  plan.network = row.network;
  plan.opened = m_opened;
  plan.target = row.target >= 0 ? row.target : wantedTarget(row);
  plan.predict = row.confidences.empty() || row.target < 0;
  plan.wantedRho = m_workspace.rho;
  plan.seed = m_workspace.seed;
  return plan;
}

/// With the network, where there are several.
QString Inspector::titleOf(const QString& work, const Inspection& row) const {
  if (m_rows.size() < 2) return work;
  return tr("%1 · %2").arg(work, QString::fromStdString(row.network->card().name));
}

void Inspector::analyse() {
  if (m_opened.image.empty()) return;
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    if (!m_rows[i].network) continue;
    sweep(i);
    explain(i);
    survey(i);
  }
}

void Inspector::sweep(std::size_t index) {
  const auto& row = m_rows[index];
  auto plan = planFor(row);
  for (const double rho : filmRhos())
    if (!row.hasFrames(rho)) plan.rhos.push_back(rho);
  const bool wanted = row.hasFrames(m_workspace.rho);
  if (!isInFilm(m_workspace.rho) && !wanted) plan.rhos.push_back(m_workspace.rho);
  addRequests(row, plan, false);
  if (!plan.predict && plan.rhos.empty() && plan.requests.empty()) return;
  // A job that goes on finds the rest anyway; it is only replaced for what it would not find soon.
  if (m_tracker.isBusy(sweepLane(index)) && wanted && plan.requests.empty()) return;
  m_tracker.start(sweepLane(index), titleOf(tr("Sweep over ρ"), row),
                  [this, plan, path = row.networkPath](const Job& job) {
                    runInspection(plan, sinksFor(job, path), job.context());
                  });
}

void Inspector::explain(std::size_t index) {
  const auto& row = m_rows[index];
  if (row.target < 0) return;  // once it is known
  auto plan = planFor(row);
  addRequests(row, plan, true);
  if (plan.requests.empty()) return m_tracker.cancel(methodLane(index));
  std::set<std::string> keys;
  for (const auto& request : plan.requests)
    keys.insert(answerKey(request.tile, request.options, request.target, plan.seed));
  auto& asked = m_asked[index];
  const bool underWay = m_tracker.isBusy(methodLane(index)) &&
                        std::includes(asked.begin(), asked.end(), keys.begin(), keys.end());
  if (underWay) return;
  asked = std::move(keys);
  m_tracker.start(methodLane(index), titleOf(tr("Slow methods"), row),
                  [this, plan, path = row.networkPath](const Job& job) {
                    runInspection(plan, sinksFor(job, path), job.context());
                  });
}

/// Once the class is known. It is nobody's question: what is under way goes on.
void Inspector::survey(std::size_t index) {
  const auto& row = m_rows[index];
  if (row.target < 0 || row.surveyed || m_tracker.isBusy(surveyLane(index))) return;
  const SurveyPlan plan{row.network, m_opened.image, row.target, !row.preflight};
  m_tracker.start(surveyLane(index), titleOf(tr("Checks and layers"), row),
                  [this, plan, path = row.networkPath](const Job& job) {
                    std::string failure;
                    try {
                      runSurvey(plan, surveySinksFor(job, path), job.context());
                    } catch (const Cancelled&) {
                      throw;
                    } catch (const Error& error) {
                      failure = error.what();  // a finding as well
                    }
                    job.deliver([this, path, failure] {
                      auto* surveyed = rowOf(path);
                      if (!surveyed) return;
                      surveyed->surveyed = true;
                      surveyed->surveyFailure = failure;
                      emit surveyChanged();
                    });
                  });
}

SurveySinks Inspector::surveySinksFor(const Job& job, const std::string& path) {
  SurveySinks sinks;
  sinks.preflight = [this, &job, path](const std::vector<preflight::Finding>& found) {
    job.deliver([this, path, found] {
      if (auto* row = rowOf(path)) row->preflight = found;
      emit surveyChanged();
    });
  };
  sinks.layer = [this, &job, path](const SurveyedLayer& layer) {
    job.deliver([this, path, layer] {
      if (auto* row = rowOf(path)) row->layers[layer.summary.name] = layer;
      emit surveyChanged();
    });
  };
  return sinks;
}

/// Called by the worker: what the sinks do to the rows happens in this object's thread.
InspectSinks Inspector::sinksFor(const Job& job, const std::string& path) {
  InspectSinks sinks;
  sinks.predicted = [this, &job, path](std::vector<float> confidences, int target, cv::Mat input) {
    job.deliver([this, path, confidences = std::move(confidences), target, input] {
      auto* row = rowOf(path);
      if (!row) return;
      row->confidences = confidences;
      row->target = target;
      row->input = input;
      emit predictionChanged();
      explain(static_cast<std::size_t>(row - m_rows.data()));
      survey(static_cast<std::size_t>(row - m_rows.data()));
    });
  };
  sinks.frame = [this, &job, path](Frame frame) {
    job.deliver([this, path, frame = std::move(frame)] {
      if (auto* row = rowOf(path)) row->addFrame(frame);
      emit framesChanged();
    });
  };
  sinks.answer = [this, &job, path](std::string key, Answer answer) {
    job.deliver([this, path, key = std::move(key), answer = std::move(answer)] {
      if (auto* row = rowOf(path)) row->addAnswer(key, answer);
      emit answersChanged();
    });
  };
  return sinks;
}

}  // namespace rho::workbench
