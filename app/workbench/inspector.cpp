// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspector.h"

#include <algorithm>

#include "base/error.h"
#include "base/resources.h"
#include "workbench/job_tracker.h"

namespace rho::workbench {

namespace {

std::filesystem::path bundledNetwork(const QString& name) {
  try {
    return resourcePath(name.toStdString());
  } catch (const MissingFile&) {
    throw MissingFile(name.toStdString(), "this bundled network is not installed",
                      "open a network of your own with File, Open network");
  }
}

}  // namespace

Inspector::Inspector(JobTracker& tracker, QObject* parent) : QObject(parent), m_tracker(tracker) {
  connect(&m_tracker, &JobTracker::failed, this, [this](const QString& lane) {
    if (lane == networkLane) giveUpNetwork();
  });
}

void Inspector::openNetwork(const QString& path) {
  m_wantsOwn = true;
  m_tracker.start(networkLane, tr("Opening the network"), [this, path](const Job& job) {
    auto network = std::make_shared<const Analysis>(path.toStdString());
    job.deliver([this, network] {
      m_networkIsOwn = true;
      m_bundledNetwork.clear();
      takeNetwork(network);
    });
  });
}

void Inspector::useBundledNetworks() {
  m_wantsOwn = false;
  loadNetworkForCase();
}

/// A case of the demo that was opened with another network in place gets the one it is made for.
void Inspector::loadNetworkForCase() {
  if (m_wantsOwn) return;
  const auto& fitting = m_state.entry.network;
  if (fitting.empty() && !m_bundledNetwork.isEmpty()) return;
  const auto name = QString::fromStdString(fitting.empty() ? defaultNetwork : fitting);
  if (name == m_bundledNetwork) return;
  m_bundledNetwork = name;
  m_networkIsOwn = false;
  takeNetwork(nullptr);
  m_tracker.start(networkLane, tr("Opening the network"), [this, name](const Job& job) {
    auto network = std::make_shared<const Analysis>(bundledNetwork(name));
    job.deliver([this, network] { takeNetwork(network); });
  });
}

void Inspector::giveUpNetwork() {
  m_wantsOwn = m_networkIsOwn;
  if (!m_state.network) m_bundledNetwork.clear();  // to be tried again with the next case
}

void Inspector::takeNetwork(std::shared_ptr<const Analysis> network) {
  m_tracker.cancel(analysisLane);
  m_state.network = std::move(network);
  m_state.forgetAnswers();
  m_chosenTarget = -1;
  m_layer.clear();
  emit networkChanged();
  analyse();
}

struct Inspector::OpenedCase {
  CaseEntry entry;
  image::Image image;
  QImage picture;
  QImage thumbnail;
};

void Inspector::openCase(const CaseEntry& entry) {
  m_tracker.start(caseLane, tr("Opening the case"), [this, entry](const Job& job) {
    const auto image = workbench::openCase(entry.address);
    const OpenedCase opened{entry, image, pictureOf(image), thumbnailOf(image, thumbnailSide)};
    job.deliver([this, opened] { takeCase(opened); });
  });
}

void Inspector::takeCase(const OpenedCase& opened) {
  m_tracker.cancel(analysisLane);
  m_state.entry = opened.entry;
  m_state.image = opened.image;
  m_state.picture = opened.picture;
  m_state.thumbnail = opened.thumbnail;
  m_state.forgetAnswers();
  emit caseChanged();
  loadNetworkForCase();
  analyse();
}

void Inspector::chooseTarget(int classIndex) {
  if (m_chosenTarget == classIndex && m_state.target >= 0) return;
  m_chosenTarget = classIndex;
  m_tracker.cancel(analysisLane);
  m_state.forgetTarget();
  emit predictionChanged();
  analyse();
}

void Inspector::chooseLayer(const QString& layer) {
  if (m_layer == layer.toStdString()) return;
  m_layer = layer.toStdString();
  m_tracker.cancel(analysisLane);
  m_state.maps.erase("gradcam");
  emit mapsChanged();
  analyse();
}

void Inspector::setRho(double rho) {
  m_rho = std::clamp(rho, 0.0, largestRho);
  // A job that goes on finds the rest anyway; it is only replaced for a ρ that nobody computed.
  if (m_tracker.isBusy(analysisLane) && m_state.hasFrames(m_rho)) return;
  analyse();
}

int Inspector::wantedTarget() const {
  if (m_chosenTarget >= 0) return m_chosenTarget;
  const auto& names = m_state.network->card().classNames;
  const auto found = std::find(names.begin(), names.end(), m_state.entry.target);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

InspectPlan Inspector::missing() const {
  InspectPlan plan{
      m_state.network, m_state.image, m_state.target, m_state.confidences.empty(), {}, m_rho, {},
      m_layer};
  if (plan.target < 0) plan.target = wantedTarget();
  if (m_state.target < 0) plan.predict = true;  // its answer also settles the target
  for (const double rho : filmRhos())
    if (!m_state.hasFrames(rho)) plan.rhos.push_back(rho);
  const bool inFilm = std::any_of(filmRhos().begin(), filmRhos().end(), [this](double rho) {
    return Inspection::frameKey(rho) == Inspection::frameKey(m_rho);
  });
  if (!inFilm && !m_state.hasFrames(m_rho)) plan.rhos.push_back(m_rho);
  for (const auto& method : mapMethods())
    if (!m_state.maps.contains(method)) plan.methods.push_back(method);
  return plan;
}

void Inspector::analyse() {
  if (!m_state.network || m_state.image.empty()) return;
  const auto plan = missing();
  if (!plan.predict && plan.rhos.empty() && plan.methods.empty()) return;
  m_tracker.start(analysisLane, tr("Prediction"), [this, plan](const Job& job) {
    runInspection(plan, sinksFor(job), job.context());
  });
}

/// Called by the worker: what the sinks do to the state happens in this object's thread.
InspectSinks Inspector::sinksFor(const Job& job) {
  InspectSinks sinks;
  sinks.predicted = [this, &job](std::vector<float> confidences, int target) {
    job.deliver([this, confidences = std::move(confidences), target] {
      m_state.confidences = confidences;
      m_state.target = target;
      emit predictionChanged();
    });
  };
  sinks.frame = [this, &job](Frame frame) {
    job.deliver([this, frame = std::move(frame)] {
      m_state.frames[{frame.direction, Inspection::frameKey(frame.rho)}] = frame;
      m_state.updateCrossings();
      emit framesChanged();
    });
  };
  sinks.map = [this, &job](std::string method, MapPicture map) {
    job.deliver([this, method = std::move(method), map = std::move(map)] {
      m_state.maps[method] = map;
      emit mapsChanged();
    });
  };
  return sinks;
}

}  // namespace rho::workbench
