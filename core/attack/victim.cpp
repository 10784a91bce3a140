// SPDX-License-Identifier: Apache-2.0
#include "attack/victim.h"

#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <limits>

#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::attack {

using robustness::perItem;

torch::Tensor indicesWhere(const torch::Tensor& flags) { return flags.nonzero().squeeze(1); }

void keepItems(const torch::Tensor& items, std::initializer_list<torch::Tensor*> tensors) {
  for (auto* tensor : tensors)
    if (tensor->defined() && items.size(0) < tensor->size(0))
      *tensor = tensor->index_select(0, items);
}

Victim::Victim(const model::Model& model, const ThreatModel& threat, Images images,
               std::uint64_t seed, Expectation expectation)
    : m_model(model),
      m_threat(threat),
      m_images(std::move(images)),
      m_expectation(expectation),
      m_found(m_images.inputs.clone()),
      m_sizes(torch::full({m_found.size(0)}, std::numeric_limits<float>::infinity(),
                          m_found.options())),
      m_passes(torch::zeros_like(m_images.labels)) {
  for (std::int64_t i = 0; i < m_found.size(0); ++i) {
    m_random.push_back(Random::forItem(seed, static_cast<std::uint64_t>(m_images.first + i)));
    m_generators.push_back(at::make_generator<at::CPUGeneratorImpl>(m_random.back().bits()));
  }
}

torch::Tensor Victim::inputs(const torch::Tensor& rows) const {
  return m_images.inputs.index_select(0, rows);
}

torch::Tensor Victim::labels(const torch::Tensor& rows) const {
  return m_images.labels.index_select(0, rows);
}

torch::Tensor Victim::mask(const torch::Tensor& rows) const {
  if (!m_threat.mask.defined()) return {};
  if (m_threat.mask.size(0) == 1) return m_threat.mask.expand({rows.size(0), -1, -1, -1});
  return m_threat.mask.index_select(0, rows);
}

torch::Tensor Victim::allRows() const {
  return torch::arange(m_found.size(0), m_images.labels.options());
}

torch::Tensor Victim::open(const torch::Tensor& rows) const {
  return rows.index_select(0, indicesWhere(m_sizes.index_select(0, rows).isinf()));
}

/// The class that the goal is about: the target, or the true one.
torch::Tensor Victim::goalClasses(const torch::Tensor& rows) const {
  const auto truth = labels(rows);
  return m_threat.target ? torch::full_like(truth, *m_threat.target) : truth;
}

torch::Tensor Victim::goalOdds(const torch::Tensor& logits, const torch::Tensor& rows) const {
  const auto odds = model::logOdds(m_model, logits, goalClasses(rows));
  return m_threat.target ? odds : -odds;
}

torch::Tensor Victim::goalMargin(const torch::Tensor& logits, const torch::Tensor& rows) const {
  const auto column = goalClasses(rows).view({-1, 1});
  const auto others = logits.scatter(1, column, -std::numeric_limits<float>::infinity()).amax(1);
  const auto margin = logits.gather(1, column).squeeze(1) - others;
  return m_threat.target ? margin : -margin;
}

torch::Tensor Victim::isFooled(const torch::Tensor& logits, const torch::Tensor& rows) const {
  const auto decided = logits.argmax(1);
  return m_threat.target ? decided == *m_threat.target : decided != labels(rows);
}

void Victim::count(const torch::Tensor& rows) {
  m_passes.index_add_(0, rows, torch::ones_like(rows));
}

/// Keeps what is closer than all before.
void Victim::note(const torch::Tensor& points, const torch::Tensor& rows,
                  const torch::Tensor& fooled) {
  constexpr double rounding = 1e-6;
  const auto sizes = m_threat.size(points - inputs(rows));
  auto better = fooled & (sizes < m_sizes.index_select(0, rows));
  if (m_threat.epsilon) better = better & (sizes <= *m_threat.epsilon * (1 + rounding) + 1e-7);
  const auto which = indicesWhere(better);
  if (which.size(0) == 0) return;
  const auto where = rows.index_select(0, which);
  m_found.index_copy_(0, where, points.index_select(0, which));
  m_sizes.index_copy_(0, where, sizes.index_select(0, which));
}

Victim::Answer Victim::ask(const torch::Tensor& points, const torch::Tensor& rows) {
  const torch::NoGradGuard noGrad;
  Answer answer;
  answer.logits = m_model.logits(points);
  answer.fooled = isFooled(answer.logits, rows);
  count(rows);
  note(points, rows, answer.fooled);
  return answer;
}

Victim::Answer Victim::plainGradient(const torch::Tensor& points, const torch::Tensor& rows,
                                     const Loss& loss) {
  const torch::AutoGradMode withGradients(true);
  const auto x = points.detach().requires_grad_(true);
  const auto logits = m_model.logits(x);
  const auto losses = loss(logits);
  // Images do not influence each other: the gradient of the sum holds every image's own.
  const auto gradient = torch::autograd::grad({losses.sum()}, {x}).front();
  count(rows);
  return {logits.detach(), isFooled(logits.detach(), rows), losses.detach(),
          masked(gradient, rows)};
}

torch::Tensor Victim::masked(const torch::Tensor& gradient, const torch::Tensor& rows) const {
  const auto own = mask(rows);
  return own.defined() ? gradient * own : gradient;
}

void Victim::gradients(const torch::Tensor& points, const torch::Tensor& rows,
                       const std::vector<Loss>& losses, const Visit& visit) {
  const torch::AutoGradMode withGradients(true);
  const auto x = points.detach().requires_grad_(true);
  const auto logits = m_model.logits(x);
  count(rows);
  for (std::size_t i = 0; i < losses.size(); ++i) {
    const auto values = losses[i](logits);
    const bool again = i + 1 < losses.size();
    const auto gradient = torch::autograd::grad({values.sum()}, {x}, {}, again).front();
    const torch::NoGradGuard noGrad;
    visit(values.detach(), masked(gradient, rows));
  }
  note(points, rows, isFooled(logits.detach(), rows));
}

Victim::Answer Victim::gradient(const torch::Tensor& points, const torch::Tensor& rows,
                                const Loss& loss) {
  if (m_expectation.samples == 0) {
    auto answer = plainGradient(points, rows, loss);
    note(points, rows, answer.fooled);
    return answer;
  }
  auto answer = ask(points, rows);
  answer.loss = torch::zeros({rows.size(0)}, points.options());
  answer.gradient = torch::zeros_like(points);
  for (int sample = 0; sample < m_expectation.samples; ++sample) {
    const auto noisy = plainGradient(points + normal(rows) * m_expectation.sigma, rows, loss);
    answer.loss += noisy.loss / m_expectation.samples;
    answer.gradient += noisy.gradient / m_expectation.samples;
  }
  return answer;
}

Victim::Answer Victim::gradient(const torch::Tensor& points, const torch::Tensor& rows) {
  return gradient(points, rows,
                  [&](const torch::Tensor& logits) { return goalOdds(logits, rows); });
}

torch::Tensor Victim::project(const torch::Tensor& points, const torch::Tensor& rows) const {
  return m_threat.project(inputs(rows), points, mask(rows));
}

torch::Tensor Victim::randomStart(const torch::Tensor& rows) {
  if (m_threat.isLinf()) return project(inputs(rows) + uniform(rows) * radius(), rows);
  // In n dimensions the radius of a uniform point is the n-th root of a uniform number.
  const double root = 1.0 / static_cast<double>(valuesPerImage());
  std::vector<float> radii;
  const auto onCpu = rows.to(torch::kCPU);
  for (std::int64_t i = 0; i < rows.size(0); ++i)
    radii.push_back(static_cast<float>(
        radius() * std::pow(random(onCpu[i].item<std::int64_t>()).uniform(), root)));
  const auto direction = m_threat.steepest(normal(rows));
  const auto lengths = perItem(torch::tensor(radii).to(direction.device()), direction.dim());
  return project(inputs(rows) + direction * lengths, rows);
}

torch::Tensor Victim::perImage(const torch::Tensor& rows,
                               const std::function<torch::Tensor(at::Generator)>& draw) {
  std::vector<torch::Tensor> drawn;
  const auto onCpu = rows.to(torch::kCPU);
  for (std::int64_t i = 0; i < rows.size(0); ++i)
    drawn.push_back(draw(m_generators[static_cast<std::size_t>(onCpu[i].item<std::int64_t>())]));
  return torch::stack(drawn).to(m_found.device());
}

torch::Tensor Victim::normal(const torch::Tensor& rows) {
  return perImage(rows, [&](at::Generator generator) {
    return torch::empty(m_found[0].sizes()).normal_(0, 1, std::move(generator));
  });
}

torch::Tensor Victim::uniform(const torch::Tensor& rows) {
  return perImage(rows, [&](at::Generator generator) {
    return torch::empty(m_found[0].sizes()).uniform_(-1, 1, std::move(generator));
  });
}

}  // namespace rho::attack
