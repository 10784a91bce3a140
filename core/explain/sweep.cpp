// SPDX-License-Identifier: Apache-2.0
#include "explain/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "explain/conversion.h"
#include "explain/crossing.h"
#include "model/tensor.h"
#include "model/torch_errors.h"

namespace rho::explain {

namespace {

struct Task {
  Direction direction;
  double rho;
};

void requireValid(const model::Model& model, const SweepRequest& request) {
  if (request.image.empty()) throw InvalidInput("image", "is empty", "load an image first");
  if (request.target < 0 || request.target >= model.card().classCount())
    throw InvalidInput(fmt::format("class {}", request.target),
                       "is not one of the network's classes",
                       fmt::format("choose 0 to {}", model.card().classCount() - 1));
  if (request.rhos.empty() || request.directions.empty())
    throw InvalidInput("sweep", "there is nothing to compute",
                       "give at least one rho and direction");
  for (const double rho : request.rhos)
    if (!(rho > 0) || !std::isfinite(rho))
      throw InvalidInput(fmt::format("rho {}", rho), "is not above 0", "choose 0.01 to 0.3");
  if (request.batch < 0) throw InvalidInput("batch", "must not be negative", "use 0 to choose one");
}

/// Nearest to the wanted ρ first, both directions of one ρ together.
std::vector<Task> tasksOf(const SweepRequest& request) {
  auto rhos = request.rhos;
  std::sort(rhos.begin(), rhos.end());
  rhos.erase(std::unique(rhos.begin(), rhos.end()), rhos.end());
  std::stable_sort(rhos.begin(), rhos.end(), [&](double a, double b) {
    return std::abs(a - request.wantedRho) < std::abs(b - request.wantedRho);
  });
  std::vector<Task> tasks;
  for (const double rho : rhos)
    for (const Direction direction : request.directions) tasks.push_back({direction, rho});
  return tasks;
}

/// A ResNet keeps 1 to 2 kB per pixel and image for its gradients: this bounds them to about
/// 200 MB. Larger batches than the limit are no faster, and results would come later.
std::size_t batchFor(const torch::Tensor& input) {
  constexpr std::int64_t pixels = std::int64_t{1} << 17;
  constexpr std::int64_t most = 16;
  return static_cast<std::size_t>(
      std::clamp<std::int64_t>(pixels / (input.size(2) * input.size(3)), 1, most));
}

/// What does not change from batch to batch.
class Sweep {
 public:
  Sweep(const model::Model& model, const SweepRequest& request)
      : m_model(model), m_request(request), m_input(model.input(request.image)) {
    m_options.mode = request.mode;
    m_result.input = toMat(m_input);
    const torch::NoGradGuard noGrad;
    m_result.confidencesBefore = toVector(model.confidences(model.logits(m_input)));
  }

  SweepResult run(const std::function<void(const SweepPoint&)>& sink, const JobContext& context) {
    const auto tasks = tasksOf(m_request);
    const auto batch =
        m_request.batch > 0 ? static_cast<std::size_t>(m_request.batch) : batchFor(m_input);
    // The nearest ρ goes first and alone, so that there is something to see at once.
    auto next = std::min(m_request.directions.size(), batch);
    for (std::size_t begin = 0; begin < tasks.size();) {
      const auto end = std::min(begin + next, tasks.size());
      const auto share = [&](std::size_t i) {
        return static_cast<double>(i) / static_cast<double>(tasks.size());
      };
      compute({tasks.begin() + static_cast<std::ptrdiff_t>(begin),
               tasks.begin() + static_cast<std::ptrdiff_t>(end)},
              sink, context.part(share(begin), share(end)));
      begin = end;
      next = batch;
    }
    sortPoints();
    findCrossings();
    return std::move(m_result);
  }

 private:
  void compute(const std::vector<Task>& tasks, const std::function<void(const SweepPoint&)>& sink,
               const JobContext& context) {
    std::vector<AdversarialTarget> targets;
    for (const auto& task : tasks) targets.push_back({m_request.target, task.direction, task.rho});
    const auto inputs = m_input.expand({static_cast<std::int64_t>(tasks.size()), -1, -1, -1});
    const auto found = adversarialPerturbation(m_model, inputs, targets, m_options, context);
    const auto confidences = m_model.confidences(found.logits);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      const auto row = static_cast<std::int64_t>(i);
      SweepPoint point;
      point.direction = tasks[i].direction;
      point.rho = tasks[i].rho;
      point.rhoReached = found.rhoReached[i];
      point.confidences = toVector(confidences[row]);
      point.perturbed = toMat(m_input[0] + found.delta[row]);
      if (sink) sink(point);
      m_result.points.push_back(std::move(point));
    }
  }

  void sortPoints() {
    const auto place = [&](const SweepPoint& point) {
      const auto& all = m_request.directions;
      return std::find(all.begin(), all.end(), point.direction) - all.begin();
    };
    std::sort(m_result.points.begin(), m_result.points.end(),
              [&](const SweepPoint& a, const SweepPoint& b) {
                return place(a) != place(b) ? place(a) < place(b) : a.rho < b.rho;
              });
  }

  void findCrossings() {
    const auto& card = m_model.card();
    m_result.flipsByRaising = turnsByRaising(card, m_result.confidencesBefore, m_request.target);
    const auto turning = m_result.flipsByRaising ? Direction::raise : Direction::lower;
    std::vector<ConfidencesAtRho> points = {{0, m_result.confidencesBefore}};
    for (const auto& point : m_result.points)
      if (point.direction == turning) points.push_back({point.rhoReached, point.confidences});
    if (points.size() < 2) return;
    m_result.flipRho = flipRho(points, m_request.target, card);
    m_result.betterThanRandomRho = betterThanRandomRho(points, m_request.target, card);
  }

  const model::Model& m_model;
  const SweepRequest& m_request;
  torch::Tensor m_input;
  AdversarialOptions m_options;
  SweepResult m_result;
};

}  // namespace

std::vector<double> evenRhos(double last, int count) {
  if (!(last > 0) || !std::isfinite(last))
    throw InvalidInput(fmt::format("rho {}", last), "is not above 0", "choose 0.1 to 0.3");
  if (count < 1) throw InvalidInput("number of rhos", "must be at least 1");
  std::vector<double> rhos;
  for (int i = 1; i <= count; ++i) rhos.push_back(last * i / count);
  return rhos;
}

SweepResult sweep(const model::Model& model, const SweepRequest& request,
                  const std::function<void(const SweepPoint&)>& sink, const JobContext& context) {
  requireValid(model, request);
  context.throwIfStopped();
  try {
    auto result = Sweep(model, request).run(sink, context);
    context.report(1);
    return result;
  } catch (...) {
    model::rethrowAs<InvalidInput>("sweep", "the network failed",
                                   "check that the network fits its card and the image");
  }
}

}  // namespace rho::explain
