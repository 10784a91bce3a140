// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/analysis.h"

#include <algorithm>
#include <mutex>

#include "explain/conversion.h"
#include "explain/crossing.h"
#include "explain/explainer.h"
#include "explain/sweep.h"
#include "model/checkpoint.h"
#include "model/model.h"
#include "model/tensor.h"
#include "workbench/inspect/sweep_retry.h"
#include "workbench/inspect/thrifty_network.h"
#include "workbench/network/compute_devices.h"
#include "workbench/network/layer_survey.h"
#include "workbench/trust/trust_answer.h"

namespace rho::workbench {

struct Analysis::State {
  model::Model model;
  std::mutex checking = {};  ///< guards what follows
  std::optional<std::vector<preflight::Finding>> ofNetwork = {};
};

Analysis::Analysis(const std::filesystem::path& path, const std::string& device)
    : m_path(path), m_device(device), m_state(new State{model::loadModel(path)}) {
  if (device == "cpu") return;
  m_state->model = thrifty(std::move(m_state->model));  // a GPU's memory ends sooner
  m_state->model.to(device);
}

Analysis::~Analysis() = default;

const model::ModelCard& Analysis::card() const { return m_state->model.card(); }

std::vector<std::string> Analysis::layers() const { return m_state->model.network().layers(); }

int Analysis::threads() { return at::get_num_threads(); }

const std::vector<Device>& Analysis::devices() {
  static const auto all = findDevices();
  return all;
}

std::string Analysis::usableDevice(const std::string& id) {
  if (id == "cpu") return id;  // without looking for GPUs
  const auto& all = devices();
  const bool there =
      std::any_of(all.begin(), all.end(), [&](const auto& device) { return device.id == id; });
  return there ? id : "cpu";
}

cv::Mat Analysis::input(const image::Image& image) const {
  return explain::toMat(m_state->model.input(image));
}

std::vector<float> Analysis::confidences(const image::Image& image) const {
  const torch::NoGradGuard noGrad;
  const auto& model = m_state->model;
  return explain::toVector(model.confidences(model.logits(model.input(image))));
}

void Analysis::sweep(const SweepQuestion& question,
                     const std::function<void(const SweepValue&)>& sink,
                     const JobContext& context) const {
  explain::SweepRequest request;
  request.image = question.image;
  request.target = question.target;
  request.rhos = question.rhos;
  request.wantedRho = question.wantedRho;
  const auto pass = [&](const explain::SweepPoint& point) {
    const bool raises = point.direction == explain::Direction::raise;
    sink({raises ? Direction::raise : Direction::lower, point.rho, point.rhoReached,
          point.confidences, point.perturbed});
  };
  sweepWithinMemory(
      request,
      [&](const explain::SweepRequest& part, const auto& sinkOfPart, const JobContext& rest) {
        explain::sweep(m_state->model, part, sinkOfPart, rest);
      },
      pass, context);
}

void Analysis::surveyLayers(const image::Image& image, int target, double seconds,
                            const std::function<void(LayerSummary)>& sink,
                            const JobContext& context) const {
  workbench::surveyLayers(m_state->model, image, target, seconds, sink, context);
}

std::vector<preflight::Finding> Analysis::preflight(const image::Image& image,
                                                    const JobContext& context) const {
  constexpr double share = 0.5;
  auto found = preflight::checkImage(m_state->model, image, context.part(0, share));
  const std::lock_guard lock(m_state->checking);
  auto& ofNetwork = m_state->ofNetwork;
  if (!ofNetwork)
    ofNetwork = preflight::checkNetwork(m_state->model, m_path, context.part(share, 1));
  found.insert(found.end(), ofNetwork->begin(), ofNetwork->end());
  return found;
}

std::optional<trust::RangeFinding> Analysis::range(const image::Image& image) const {
  return rangeOf(m_state->model, m_path, image);
}

TrustAnswer Analysis::checkTrust(const TrustQuestion& question, const JobContext& context) const {
  return answerTo(question, m_state->model, m_path, context);
}

MapValue Analysis::explain(const Question& question, const JobContext& context) const {
  const explain::Query query{.image = question.image,
                             .target = question.target,
                             .seed = static_cast<std::uint64_t>(question.seed),
                             .options = question.options};
  auto found = explain::explainerNamed(question.method).explain(m_state->model, query, context);
  return {found.map,
          found.signedMap,
          found.segments,
          found.perturbed,
          std::move(found.confidencesAfter),
          found.rhoReached,
          found.score,
          std::move(found.warnings),
          std::move(found.options),
          found.seed,
          found.seconds};
}

const std::vector<MethodDescription>& Analysis::methods() {
  static const auto all = [] {
    std::vector<MethodDescription> list;
    for (const auto* explainer : explain::explainers()) {
      const auto& info = explainer->info();
      list.push_back({info.id, info.title, info.summary, info.source, info.perturbs, info.options});
    }
    return list;
  }();
  return all;
}

const MethodDescription& Analysis::method(const std::string& id) {
  explain::explainerNamed(id);  // says what exists
  const auto& all = methods();
  return *std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.id == id; });
}

bool Analysis::isAdversarial(const std::string& id) {
  const auto& all = methods();
  return std::any_of(all.begin(), all.end(),
                     [&](const auto& m) { return m.id == id && m.perturbs; });
}

Crossings crossings(const std::vector<SweptPoint>& lowered, const std::vector<SweptPoint>& raised,
                    int target, const model::ModelCard& card) {
  const bool byRaising = explain::turnsByRaising(card, lowered.front().confidences, target);
  std::vector<explain::ConfidencesAtRho> known;
  for (const auto& point : byRaising ? raised : lowered)
    known.push_back({point.rho, point.confidences});
  return {explain::flipRho(known, target, card), explain::betterThanRandomRho(known, target, card),
          byRaising};
}

}  // namespace rho::workbench
