// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/analysis.h"

#include <torch/torch.h>

#include "explain/conversion.h"
#include "explain/crossing.h"
#include "explain/explainer.h"
#include "explain/sweep.h"
#include "model/checkpoint.h"
#include "model/model.h"

namespace rho::workbench {

struct Analysis::State {
  model::Model model;
};

Analysis::Analysis(const std::filesystem::path& path)
    : m_path(path), m_state(std::make_unique<State>(State{model::loadModel(path)})) {}

Analysis::~Analysis() = default;

const model::ModelCard& Analysis::card() const { return m_state->model.card(); }

std::vector<std::string> Analysis::layers() const { return m_state->model.network().layers(); }

int Analysis::threads() { return at::get_num_threads(); }

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
  explain::sweep(m_state->model, request, pass, context);
}

MapValue Analysis::explain(const std::string& method, const image::Image& image, int target,
                           const std::string& layer, const JobContext& context) const {
  explain::Query query{.image = image, .target = target};
  if (!layer.empty()) query.options["layer"] = layer;
  auto found = explain::explainerNamed(method).explain(m_state->model, query, context);
  return {found.map, found.signedMap, found.segments, found.score, std::move(found.warnings)};
}

Crossings crossings(const std::vector<LoweredPoint>& points, int target, model::Task task) {
  std::vector<explain::ConfidencesAtRho> known;
  for (const auto& point : points) known.push_back({point.rho, point.confidences});
  return {explain::flipRho(known, target, task), explain::betterThanRandomRho(known, target)};
}

}  // namespace rho::workbench
