// SPDX-License-Identifier: Apache-2.0
#include "attack/apgd.h"
#include "attack/attacks.h"
#include "attack/linear_boundary.h"
#include "attack/options.h"
#include "model/tensor.h"

namespace rho::attack {

namespace {

constexpr double tiny = 1e-12;

/// Difference of logits ratio: the margin, measured by the differences between
/// the largest logits.
torch::Tensor logitsRatio(const Victim& victim, const torch::Tensor& logits,
                          const torch::Tensor& rows) {
  const auto sorted = std::get<0>(logits.sort(1, /*descending=*/true));
  return victim.goalMargin(logits, rows) / (sorted.select(1, 0) - sorted.select(1, 2) + tiny);
}

/// The same towards one class per row.
torch::Tensor logitsRatioTo(const Victim& victim, const torch::Tensor& classes,
                            const torch::Tensor& logits, const torch::Tensor& rows) {
  const auto of = [&](const torch::Tensor& one) {
    return logits.gather(1, one.view({-1, 1})).squeeze(1);
  };
  const auto sorted = std::get<0>(logits.sort(1, /*descending=*/true));
  const auto scale = sorted.select(1, 0) - (sorted.select(1, 2) + sorted.select(1, 3)) / 2 + tiny;
  return (of(classes) - of(victim.labels(rows))) / scale;
}

Apgd settings(const nlohmann::json& options) {
  return {.steps = options.at("steps"), .rho = options.at("rho"), .starts = options.at("starts")};
}

std::vector<explain::OptionSpec> apgdOptions() {
  return withExpectation({
      integerOption("steps", 100, 1, "Steps of each start."),
      numberOption("rho", 0.75, 0, 1, "Share of steps that must raise the loss."),
      integerOption("starts", 1, 1, "Tries from other random points."),
  });
}

class ApgdCe : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "apgd-ce",
        .title = "APGD-CE",
        .summary = "PGD with momentum and steps that adapt, on the cross-entropy.",
        .source = "Croce, Hein 2020",
        .options = apgdOptions(),
    };
    return info;
  }
  void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json& options,
              const JobContext& context) const override {
    const auto loss = [&](const torch::Tensor& logits, const torch::Tensor& of) {
      return victim.goalOdds(logits, of);
    };
    settings(options).run(victim, rows, loss, context);
  }
};

class ApgdDlr : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "apgd-dlr",
        .title = "APGD-DLR",
        .summary =
            "The same on the difference of logits ratio, which no "
            "scaling of logits hides.",
        .source = "Croce, Hein 2020",
        .leastClasses = 3,
        .options = apgdOptions(),
    };
    return info;
  }
  void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json& options,
              const JobContext& context) const override {
    const auto loss = [&](const torch::Tensor& logits, const torch::Tensor& of) {
      return logitsRatio(victim, logits, of);
    };
    settings(options).run(victim, rows, loss, context);
  }
};

class ApgdTargets : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "apgd-t",
        .title = "APGD-DLR, targets",
        .summary = "APGD-DLR towards each of the most likely other classes in turn.",
        .source = "Croce, Hein 2020",
        .leastClasses = 4,
        .options =
            [] {
              auto options = apgdOptions();
              options.push_back(
                  integerOption("target_classes", 9, 1, "How many classes, at most."));
              return options;
            }(),
    };
    return info;
  }
  void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json& options,
              const JobContext& context) const override {
    const auto classes = likelyClasses(victim, rows, options.at("target_classes"));
    const auto count = classes.size(1);
    auto target = torch::zeros_like(victim.allRows());
    const auto loss = [&](const torch::Tensor& logits, const torch::Tensor& of) {
      return logitsRatioTo(victim, target.index_select(0, of), logits, of);
    };
    for (std::int64_t k = 0; k < count; ++k) {
      target.index_copy_(0, rows, classes.select(1, k));
      const double share = 1.0 / static_cast<double>(count);
      settings(options).run(
          victim, rows, loss,
          context.part(static_cast<double>(k) * share, static_cast<double>(k + 1) * share));
    }
  }
};

}  // namespace

const Attack& apgdCe() {
  static const ApgdCe attack;
  return attack;
}

const Attack& apgdDlr() {
  static const ApgdDlr attack;
  return attack;
}

const Attack& apgdTargets() {
  static const ApgdTargets attack;
  return attack;
}

}  // namespace rho::attack
