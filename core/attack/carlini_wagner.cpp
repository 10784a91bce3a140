// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "attack/attacks.h"
#include "attack/options.h"
#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::attack {

namespace {

using robustness::perItem;

/// Pixels as a function of variables that are free: (tanh(w) + 1) / 2 within
/// the box, w without it.
class PixelSpace {
 public:
  explicit PixelSpace(bool box) : m_box(box) {}
  torch::Tensor variables(const torch::Tensor& pixels) const {
    // Black and white would be infinitely far away.
    return m_box ? torch::atanh((2 * pixels - 1) * 0.999999) : pixels;
  }
  torch::Tensor pixels(const torch::Tensor& variables) const {
    return m_box ? (torch::tanh(variables) + 1) / 2 : variables;
  }
  /// The slope of pixels() where it takes these values.
  torch::Tensor slope(const torch::Tensor& pixels) const {
    return m_box ? 2 * pixels * (1 - pixels) : torch::ones_like(pixels);
  }

 private:
  bool m_box;
};

struct Adam {
  double rate = 0.01;
  torch::Tensor mean, square;
  int step = 0;

  torch::Tensor move(const torch::Tensor& gradient) {
    constexpr double keepMean = 0.9, keepSquare = 0.999, tiny = 1e-8;
    if (!mean.defined()) {
      mean = torch::zeros_like(gradient);
      square = torch::zeros_like(gradient);
    }
    ++step;
    mean = keepMean * mean + (1 - keepMean) * gradient;
    square = keepSquare * square + (1 - keepSquare) * gradient.square();
    const auto unbiased = mean / (1 - std::pow(keepMean, step));
    return -rate * unbiased / ((square / (1 - std::pow(keepSquare, step))).sqrt() + tiny);
  }
};

/// The factor between the two terms for every image, and what is known of it.
struct Factors {
  torch::Tensor now, low, high;

  explicit Factors(const torch::Tensor& initial)
      : now(initial),
        low(torch::zeros_like(initial)),
        high(torch::full_like(initial, std::numeric_limits<float>::infinity())) {}

  void update(const torch::Tensor& fooled) {
    high = torch::where(fooled, torch::minimum(high, now), high);
    low = torch::where(fooled, low, torch::maximum(low, now));
    now = torch::where(high.isinf(), now * 10, (low + high) / 2);
  }
};

class CarliniWagner : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "cw",
        .title = "Carlini–Wagner",
        .summary =
            "Minimises the squared L2 norm plus a factor times the "
            "margin of the decision, "
            "and searches for the factor.",
        .source = "Carlini, Wagner 2017",
        .bounded = false,
        .linf = false,
        .options = withExpectation({
            integerOption("binary_searches", 9, 1, "Tries of the factor."),
            integerOption("steps", 10000, 1, "Steps of Adam in each, at most."),
            numberOption("rate", 0.01, 1e-6, 10, "Learning rate of Adam."),
            numberOption("initial_factor", 1e-3, 1e-9, 1e9, "The first factor."),
            numberOption("confidence", 0, 0, 1000, "Margin of the logits to reach (κ)."),
            flagOption("abort_early", true, "An image that makes no progress is left alone."),
        }),
    };
    return info;
  }

  void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json& options,
              const JobContext& context) const override {
    const int tries = options.at("binary_searches");
    Factors factors(torch::full({rows.size(0)}, options.at("initial_factor").get<double>(),
                                victim.inputs(rows).options()));
    for (int attempt = 0; attempt < tries; ++attempt) {
      const auto part = context.part(static_cast<double>(attempt) / tries,
                                     static_cast<double>(attempt + 1) / tries);
      factors.update(minimise(victim, rows, factors.now, options, part));
    }
  }

 private:
  /// Flags of the images that were fooled with the margin asked for.
  static torch::Tensor minimise(Victim& victim, torch::Tensor rows, torch::Tensor factors,
                                const nlohmann::json& options, const JobContext& context) {
    const int steps = options.at("steps");
    const double confidence = options.at("confidence");
    const bool abortEarly = options.at("abort_early");
    const PixelSpace space(victim.threat().box);
    auto everFooled = torch::zeros({rows.size(0)}, factors.options().dtype(torch::kBool));
    auto places = torch::arange(rows.size(0), rows.options());
    auto images = victim.inputs(rows);
    auto variables = space.variables(images);
    const auto base = space.pixels(variables);  // the image up to rounding
    auto origin = base, lastLoss = torch::full_like(factors, INFINITY);
    Adam adam;
    adam.rate = options.at("rate");
    for (int step = 0; step < steps && rows.size(0) > 0; ++step) {
      context.step(step, steps);
      const auto pixels = space.pixels(variables);
      const auto points = victim.project(images + (pixels - origin), rows);
      const auto answer = victim.gradient(points, rows, [&](const torch::Tensor& logits) {
        return (victim.goalMargin(logits, rows) - confidence).clamp_max(0);
      });
      const auto reached = answer.loss >= 0;
      everFooled.index_copy_(0, places, everFooled.index_select(0, places) | reached);
      const auto loss = (pixels - origin).square().flatten(1).sum(1) - factors * answer.loss;
      const auto gradient =
          2 * (pixels - origin) - answer.gradient * perItem(factors, images.dim());
      variables = variables + adam.move(gradient * space.slope(pixels));
      if (!abortEarly || (step + 1) % std::max(1, steps / 10) != 0) continue;
      const auto going = indicesWhere(loss <= 0.9999 * lastLoss);
      lastLoss = torch::minimum(lastLoss, loss);
      keepItems(going, {&rows, &places, &images, &origin, &variables, &factors, &lastLoss,
                        &adam.mean, &adam.square});
    }
    return everFooled;
  }
};

}  // namespace

const Attack& carliniWagner() {
  static const CarliniWagner attack;
  return attack;
}

}  // namespace rho::attack
