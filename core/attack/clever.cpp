// SPDX-License-Identifier: Apache-2.0
#include "attack/clever.h"

#include <algorithm>

#include "attack/linear_boundary.h"
#include "attack/victim.h"
#include "base/error.h"
#include "model/tensor.h"
#include "robustness/lanes.h"

namespace rho::attack {

namespace {

constexpr std::int64_t atOnce = 64;

torch::Tensor column(const torch::Tensor& logits, std::int64_t one) {
  return logits.select(1, one);
}

/// One image and one other class.
class Slope {
 public:
  Slope(const model::Model& model, torch::Tensor image, std::int64_t label, std::int64_t other)
      : m_model(model), m_image(std::move(image)), m_label(label), m_other(other) {}

  /// The largest slope of the margin over random points in the ball.
  double largest(const CleverOptions& options, Victim& draw, const JobContext& context) const {
    double most = 0;
    for (int done = 0; done < options.samples; done += static_cast<int>(atOnce)) {
      context.throwIfStopped();
      const auto count = std::min<std::int64_t>(atOnce, options.samples - done);
      const auto rows = torch::zeros({count}, torch::dtype(torch::kInt64).device(m_image.device()));
      most = std::max(most, slopes(draw.randomStart(rows), options.linf).max().item<double>());
    }
    return most;
  }

 private:
  torch::Tensor slopes(const torch::Tensor& points, bool linf) const {
    const torch::AutoGradMode withGradients(true);
    const auto x = points.detach().requires_grad_(true);
    const auto logits = m_model.logits(x);
    const auto margin = column(logits, m_label) - column(logits, m_other);
    const auto gradient = torch::autograd::grad({margin.sum()}, {x}).front();
    return linf ? gradient.flatten(1).abs().sum(1) : l2Length(gradient);
  }

  const model::Model& m_model;
  torch::Tensor m_image;
  std::int64_t m_label, m_other;
};

/// The estimate for one image: the least over the other classes.
double scoreOf(const model::Model& model, const torch::Tensor& image, const torch::Tensor& label,
               std::int64_t item, const CleverOptions& options, const JobContext& context) {
  ThreatModel ball;
  ball.norm = options.linf ? Norm::linf : Norm::l2;
  ball.epsilon = options.radius;
  Victim victim(model, ball, {image, label, item}, options.seed, {});
  const auto rows = victim.allRows();
  const auto answer = victim.ask(image, rows);
  if (answer.fooled.item<bool>()) return 0;
  const auto others = likelyClasses(victim, rows, options.targetClasses).to(torch::kCPU);
  const auto truth = label.item<std::int64_t>();
  double least = options.radius;
  const auto total = others.size(1) * options.batches;
  for (std::int64_t k = 0; k < others.size(1); ++k) {
    const auto other = others[0][k].item<std::int64_t>();
    const Slope slope(model, image, truth, other);
    std::vector<double> maxima;
    for (int batch = 0; batch < options.batches; ++batch) {
      context.step(k * options.batches + batch, total);
      maxima.push_back(slope.largest(options, victim, context));
    }
    const double margin =
        (column(answer.logits, truth) - column(answer.logits, other)).item<double>();
    const double steepest = fitReverseWeibull(maxima).location;
    if (steepest > 0) least = std::min(least, margin / steepest);
  }
  return least;
}

void requireValid(const model::Model& model, const torch::Tensor& inputs,
                  const torch::Tensor& labels, const CleverOptions& options) {
  if (model.card().task == model::Task::multiLabel)
    throw InvalidInput("CLEVER", "a multi-label network has no single decision",
                       "ask it about one of its labels");
  if (inputs.dim() != 4 || inputs.size(0) < 1 || labels.dim() != 1 ||
      labels.size(0) != inputs.size(0))
    throw InvalidInput("images", "there must be at least one, and a label for each");
  if (labels.min().item<std::int64_t>() < 0 ||
      labels.max().item<std::int64_t>() >= model.card().classCount())
    throw InvalidInput("labels", "are not among the network's classes");
  if (options.batches < 2 || options.samples < 1 || !(options.radius > 0) ||
      options.targetClasses < 1)
    throw InvalidInput("CLEVER", "batches, samples, radius or classes is out of range");
}

}  // namespace

std::vector<double> cleverScores(const model::Model& model, const torch::Tensor& inputs,
                                 const torch::Tensor& labels, const CleverOptions& options,
                                 const JobContext& context) {
  requireValid(model, inputs, labels, options);
  std::vector<double> scores(static_cast<std::size_t>(inputs.size(0)));
  robustness::inLanes(model.device(), inputs.size(0), context,
                      [&](std::int64_t begin, std::int64_t end, const JobContext& lane) {
                        const torch::NoGradGuard noGrad;
                        for (auto i = begin; i < end; ++i) {
                          const auto done = [&](std::int64_t j) {
                            return static_cast<double>(j - begin) /
                                   static_cast<double>(end - begin);
                          };
                          scores[static_cast<std::size_t>(i)] =
                              scoreOf(model, inputs.narrow(0, i, 1).to(model.device()),
                                      labels.narrow(0, i, 1).to(model.device(), torch::kInt64), i,
                                      options, lane.part(done(i), done(i + 1)));
                        }
                      });
  context.report(1);
  return scores;
}

}  // namespace rho::attack
