// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "attack/attacks.h"
#include "attack/hyperplane.h"
#include "attack/linear_boundary.h"
#include "attack/options.h"
#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::attack {

namespace {

using robustness::perItem;

struct Settings {
  int steps;
  double alpha, eta, beta;
};

/// A random point around the image, half as far away as the bound or what was
/// found.
torch::Tensor restart(Victim& victim, const torch::Tensor& rows) {
  const auto& threat = victim.threat();
  const double usual = threat.isLinf() ? 0.3 : 1;
  const double most = threat.epsilon ? victim.radius() : usual;
  const auto found = threat.length(victim.found().index_select(0, rows) - victim.inputs(rows));
  const auto length = torch::where(found > 0, found.clamp_max(most), most) / 2;
  const auto drawn = threat.isLinf() ? victim.uniform(rows) : victim.normal(rows);
  const auto direction = drawn / perItem(threat.length(drawn), drawn.dim());
  const auto points = victim.inputs(rows) + direction * perItem(length, drawn.dim());
  return victim.project(points, rows);
}

/// Alternates between the linearised boundary as seen from the point and as
/// seen from the image.
void approach(Victim& victim, const torch::Tensor& rows, torch::Tensor points,
              const torch::Tensor& candidates, const Settings& settings,
              const JobContext& context) {
  // The way may leave the bound: what counts is where it ends.
  auto free = victim.threat();
  free.epsilon.reset();
  const auto images = victim.inputs(rows);
  const auto mask = victim.mask(rows);
  for (int step = 0; step < settings.steps; ++step) {
    context.step(step, settings.steps);
    const auto boundary = nearestBoundary(victim, points, rows, candidates);
    const auto& w = boundary.gradient;
    const auto atImage = boundary.value + (w * (images - points)).flatten(1).sum(1);
    const auto fromPoint = changeToHyperplane(free, points, boundary.value, w);
    const auto fromImage = changeToHyperplane(free, images, atImage, w);
    const auto a = free.length(fromPoint).clamp_min(1e-8);
    const auto b = free.length(fromImage).clamp_min(1e-8);
    const auto share = perItem((a / (a + b)).clamp_max(settings.alpha), points.dim());
    points = free.project(images,
                          (points + settings.eta * fromPoint) * (1 - share) +
                              (images + settings.eta * fromImage) * share,
                          mask);
    const auto fooled = perItem(victim.ask(points, rows).fooled, points.dim());
    points = torch::where(fooled, images + (points - images) * settings.beta, points);
  }
}

class Fab : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "fab",
        .title = "FAB",
        .summary =
            "Projects onto linearised boundaries within the box, drawn "
            "towards the image.",
        .source = "Croce, Hein 2020 (Minimally distorted adversarial examples)",
        .bounded = false,
        .options =
            {
                integerOption("steps", 100, 1, "Steps of each start."),
                integerOption("starts", 1, 1, "Tries; the first from the image, others at random."),
                integerOption("target_classes", 0, 0,
                              "0: the nearest of all boundaries; else towards "
                              "each of that many likely classes in turn."),
                numberOption("alpha_max", 0.1, 0, 1, "Most of the pull towards the image."),
                numberOption("eta", 1.05, 1, 10, "How far to go past the boundary."),
                numberOption("beta", 0.9, 0, 1, "How much of a perturbation that fools is kept."),
            },
    };
    return info;
  }

  void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json& options,
              const JobContext& context) const override {
    const int starts = options.at("starts");
    const std::int64_t each = options.at("target_classes");
    const auto classes = likelyClasses(victim, rows, each > 0 ? each : victim.classes());
    const auto rounds = each > 0 ? classes.size(1) : 1;
    const auto total = static_cast<double>(starts) * static_cast<double>(rounds);
    for (std::int64_t round = 0; round < starts * rounds; ++round) {
      // Within a bound, what was found is enough.
      const auto left = victim.threat().epsilon
                            ? indicesWhere(victim.sizes().index_select(0, rows).isinf())
                            : torch::arange(rows.size(0), rows.options());
      if (left.size(0) == 0) return;
      const auto of = rows.index_select(0, left);
      const auto own = classes.index_select(0, left);
      const auto candidates = each > 0 ? own.narrow(1, round % rounds, 1) : own;
      const auto start = round < rounds ? victim.inputs(of) : restart(victim, of);
      approach(
          victim, of, start, candidates, settings(options),
          context.part(static_cast<double>(round) / total, static_cast<double>(round + 1) / total));
    }
  }

 private:
  static Settings settings(const nlohmann::json& options) {
    return {options.at("steps"), options.at("alpha_max"), options.at("eta"), options.at("beta")};
  }
};

}  // namespace

const Attack& fab() {
  static const Fab attack;
  return attack;
}

}  // namespace rho::attack
