// SPDX-License-Identifier: Apache-2.0
#include "annotator_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/csv.h"

namespace rho::cli {

namespace {

constexpr std::array measures = {"accuracy",   "balanced_accuracy", "auc",
                                 "attack_ara", "evidence_outside",  "seconds"};
using BySeed = std::map<std::uint64_t, double>;

/// Trainings that differ in nothing but the seed.
struct Arm {
  const AnnotatorResult* about;
  std::vector<const AnnotatorResult*> results;

  BySeed values(const std::string& measure) const {
    BySeed values;
    for (const auto* result : results)
      if (result->measures.contains(measure))
        values[result->seed] = result->measures.at(measure).get<double>();
    return values;
  }
};

/// In the order in which they were first done.
std::vector<Arm> armsOf(const std::vector<AnnotatorResult>& results, const std::string& material,
                        const std::string& part) {
  std::vector<Arm> arms;
  for (const auto& result : results) {
    if (result.material != material || result.part != part) continue;
    const auto found = std::ranges::find_if(arms, [&](const Arm& arm) {
      return arm.about->arm == result.arm && arm.about->labels == result.labels &&
             arm.about->masks == result.masks;
    });
    if (found == arms.end())
      arms.push_back({&result, {&result}});
    else
      found->results.push_back(&result);
  }
  return arms;
}

std::vector<double> listed(const BySeed& values) {
  std::vector<double> list;
  for (const auto& [seed, value] : values) list.push_back(value);
  return list;
}

std::string text(const BySeed& values, int digits, double times = 1) {
  if (values.empty()) return "";
  const auto interval = meanInterval(listed(values));
  if (std::isnan(interval.halfWidth)) return fmt::format("{:.{}f}", times * interval.mean, digits);
  return fmt::format("{:.{}f} ± {:.{}f}", times * interval.mean, digits, times * interval.halfWidth,
                     digits);
}

/// For the seeds that all have.
template <typename Function>
BySeed combined(const Function& function, const BySeed& first, const BySeed& second) {
  BySeed result;
  for (const auto& [seed, value] : first)
    if (second.contains(seed)) result[seed] = function(seed, value, second.at(seed));
  return result;
}

/// The share of what the shortcut cost that an arm brings back.
BySeed recovered(const Arm& arm, const Arm& without, const Arm& labels) {
  const auto best = without.values("accuracy");
  return combined([&](std::uint64_t seed, double value,
                      double worst) { return (value - worst) / (best.at(seed) - worst); },
                  arm.values("accuracy"), labels.values("accuracy"));
}

std::string shortcutTable(const std::vector<Arm>& arms) {
  std::string table =
      "| trained with | masks | accuracy | of the loss recovered, % | AUC | attack ARA | evidence "
      "in "
      "the corner |\n|---|--:|--:|--:|--:|--:|--:|\n";
  for (const auto& arm : arms) {
    const bool hasMasks = arm.about->masks > 0;
    table +=
        fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", arm.about->arm, arm.about->masks,
                    text(arm.values("accuracy"), 4),
                    hasMasks ? text(recovered(arm, arms.at(0), arms.at(1)), 0, 100) : std::string(),
                    text(arm.values("auc"), 4), text(arm.values("attack_ara"), 4),
                    text(arm.values("evidence_outside"), 3));
  }
  return table;
}

std::vector<std::string> strategiesOf(const std::vector<Arm>& arms) {
  std::vector<std::string> names;
  for (const auto& arm : arms)
    if (std::ranges::find(names, arm.about->arm) == names.end()) names.push_back(arm.about->arm);
  return names;
}

/// The mean over the rounds after the first of an arm's gain over random.
BySeed gainOverRandom(const std::vector<Arm>& arms, const std::string& strategy) {
  BySeed gain;
  double rounds = 0;
  const auto start = arms.front().about->labels;
  for (const auto& arm : arms) {
    if (arm.about->arm != strategy || arm.about->labels == start) continue;
    const auto random = std::ranges::find_if(arms, [&](const Arm& other) {
      return other.about->arm == "random" && other.about->labels == arm.about->labels;
    });
    if (random == arms.end()) return {};
    rounds += 1;
    for (const auto& [seed, difference] :
         combined([](auto, double a, double b) { return a - b; }, arm.values("accuracy"),
                  random->values("accuracy")))
      gain[seed] += difference;
  }
  for (auto& [seed, value] : gain) value /= rounds;
  return gain;
}

std::string queueTable(const std::vector<Arm>& arms) {
  std::string table = "| labels |", rule = "|---|";
  const auto strategies = strategiesOf(arms);
  for (const auto& arm : arms)
    if (arm.about->arm == strategies.front()) {
      table += fmt::format(" {} |", arm.about->labels);
      rule += "--:|";
    }
  table += " gain over random |\n" + rule + "--:|\n";
  for (const auto& strategy : strategies) {
    table += "| " + strategy + " |";
    for (const auto& arm : arms)
      if (arm.about->arm == strategy) table += " " + text(arm.values("accuracy"), 3) + " |";
    table += strategy == "random" ? " |\n" : " " + text(gainOverRandom(arms, strategy), 4) + " |\n";
  }
  return table;
}

}  // namespace

std::string csvTable(const std::vector<AnnotatorResult>& results) {
  std::string table = "material,part,arm,seed,labels,masks";
  for (const auto* measure : measures) table += std::string(",") + measure;
  for (const auto& result : results) {
    table += fmt::format("\n{},{},{},{},{},{}", csvQuoted(result.material), result.part,
                         csvQuoted(result.arm), result.seed, result.labels, result.masks);
    for (const auto* measure : measures)
      table += result.measures.contains(measure)
                   ? fmt::format(",{:.6g}", result.measures.at(measure).get<double>())
                   : std::string(",");
  }
  return table + "\n";
}

std::string markdownTable(const AnnotatorPlan& plan, const std::vector<AnnotatorResult>& results,
                          const nlohmann::json& environment) {
  std::string table = fmt::format(
      "# {}\n\n{} Scale `{}`: {}. Means over the seeds with 95 % intervals (Student's t).\n",
      plan.title, plan.question, plan.scaleName, plan.about);
  for (const auto& material : plan.materials) {
    const auto shortcut = armsOf(results, material.name, "shortcut");
    const auto queue = armsOf(results, material.name, "queue");
    if (!shortcut.empty())
      table += fmt::format("\n## {}: a shortcut in the training images\n\n{}", material.name,
                           shortcutTable(shortcut));
    if (!queue.empty())
      table +=
          fmt::format("\n## {}: which images are labelled\n\n{}", material.name, queueTable(queue));
  }
  return table + fmt::format("\nSource: {}. Measured: {}, {} threads, LibTorch {}, Rhoscope {}.\n",
                             plan.source, environment.value("device_name", ""),
                             environment.value("threads", 0), environment.value("libtorch", ""),
                             environment.value("program", ""));
}

CurvePlot learningCurves(const std::vector<AnnotatorResult>& results, const std::string& material) {
  const auto arms = armsOf(results, material, "queue");
  CurvePlot plot{material + ": which images are labelled", "labelled images", "accuracy", {}};
  for (const auto& strategy : strategiesOf(arms)) {
    Curve curve{strategy, {}};
    for (const auto& arm : arms)
      if (arm.about->arm == strategy)
        curve.points.push_back(
            {static_cast<double>(arm.about->labels), meanInterval(listed(arm.values("accuracy")))});
    plot.curves.push_back(std::move(curve));
  }
  return plot;
}

}  // namespace rho::cli
