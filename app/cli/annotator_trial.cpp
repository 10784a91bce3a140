// SPDX-License-Identifier: Apache-2.0
#include "annotator_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <set>

#include "base/file.h"
#include "base/json_file.h"
#include "data/masks.h"
#include "model/tensor.h"
#include "query_scores.h"
#include "random_choice.h"
#include "robustness/ara.h"
#include "run_samples.h"
#include "train_options.h"
#include "training/batch_plan.h"
#include "training/evidence_share.h"
#include "training/trainer.h"
#include "training/validation.h"

namespace rho::cli {

namespace {

/// Keep the draws of a seed apart.
constexpr std::uint64_t forMasks = 0x4d41534bULL, forLabels = 0x4c4142ULL;

torch::Tensor indices(const std::vector<std::int64_t>& items) {
  return torch::tensor(items, torch::kInt64);
}

/// The samples with the masks of these items alone.
data::Samples maskedOnly(const data::Samples& samples, const std::vector<std::int64_t>& items) {
  const bool bytes = samples.masks.scalar_type() == torch::kUInt8;
  auto masks = torch::full_like(samples.masks, bytes ? data::MaskValue::nothingSaid : 0.5);
  const auto chosen = indices(items);
  masks.index_copy_(0, chosen, samples.masks.index_select(0, chosen));
  return {samples.inputs, samples.labels, masks};
}

data::Samples withoutMasks(const data::Samples& samples) {
  return {samples.inputs, samples.labels};
}

/// So many epochs that a training has at least this many steps, whatever the number of images.
std::string epochsFor(int steps, std::int64_t images, int batch) {
  const auto perEpoch = std::max<std::int64_t>(images / batch, 1);
  return fmt::format("epochs={}", (steps + perEpoch - 1) / perEpoch);
}

}  // namespace

AnnotatorTrial::AnnotatorTrial(const AnnotatorPlan& plan, const AnnotatorMaterial& material,
                               std::uint64_t seed, std::filesystem::path folder, std::string device,
                               const Console& console)
    : m_plan(plan),
      m_material(material),
      m_seed(seed),
      m_folder(std::move(folder)),
      m_device(std::move(device)),
      m_console(console) {}

std::vector<AnnotatorResult> AnnotatorTrial::run(const JobContext& context) {
  m_job = context.silent();
  tryShortcut();
  context.report(0.5);
  tryQueue();
  return std::move(m_results);
}

const data::Samples& AnnotatorTrial::clean() {
  if (!m_clean.labels.defined()) m_clean = m_material.clean(m_seed, m_job);
  return m_clean;
}

const data::Samples& AnnotatorTrial::planted() {
  if (!m_planted.labels.defined()) m_planted = m_material.planted(m_seed, m_job);
  return m_planted;
}

const data::Samples& AnnotatorTrial::test() {
  if (!m_test.labels.defined()) m_test = m_material.test(m_seed, m_job);
  return m_test;
}

void AnnotatorTrial::tryShortcut() {
  const auto images = m_material.imageCount();
  kept({.part = "shortcut", .arm = "no shortcut", .labels = images}, "no-shortcut",
       [&] { return measure(train(clean(), {}), m_plan.araImages); });
  const auto labelled =
      kept({.part = "shortcut", .arm = "labels only", .labels = images}, "labels-only", [&] {
        const auto model = train(withoutMasks(planted()), {});
        auto measures = measure(model, m_plan.araImages);
        const auto wrong = training::evidenceOf(model, planted(), m_job).outside;
        const auto order = wrong.argsort(0, /*descending=*/true).contiguous();
        measures["worst"] =
            Items(order.data_ptr<std::int64_t>(), order.data_ptr<std::int64_t>() + order.numel());
        return measures;
      });
  const auto worst = labelled.at("worst").get<Items>();
  for (const double share : m_plan.shortcut.maskShares) {
    const auto count = static_cast<std::int64_t>(share * static_cast<double>(images));
    for (const auto& chooser : m_plan.shortcut.choosers)
      tryMasks(chooser, chooser == "random" ? randomChoice(images, count, m_seed ^ forMasks)
                                            : Items(worst.begin(), worst.begin() + count));
  }
}

void AnnotatorTrial::tryMasks(const std::string& chooser, const Items& items) {
  const auto count = std::ssize(items);
  for (const auto& [penalty, settings] : m_plan.shortcut.penalties)
    kept({.part = "shortcut",
          .arm = fmt::format("masks, {}, {}", chooser, penalty),
          .labels = m_material.imageCount(),
          .masks = count},
         fmt::format("masks-{}-{}-{}", chooser, penalty, count), [&, &settings = settings] {
           return measure(train(maskedOnly(planted(), items), settings), m_plan.araImages);
         });
}

void AnnotatorTrial::tryQueue() {
  const auto& queue = m_plan.queue;
  const auto first = randomChoice(m_material.imageCount(), queue.first, m_seed ^ forLabels);
  const auto about = [&](const std::string& strategy, const Items& labelled) {
    return AnnotatorResult{.part = "queue", .arm = strategy, .labels = std::ssize(labelled)};
  };
  // All strategies begin with the same network.
  for (const auto& strategy : queue.strategies) {
    auto labelled = first;
    auto answer = kept(about(strategy, labelled), "queue-0",
                       [&] { return labelRound(labelled, queue.strategies); });
    for (int round = 1; round <= queue.rounds; ++round) {
      const auto next = answer.at("next").at(strategy).get<Items>();
      labelled.insert(labelled.end(), next.begin(), next.end());
      answer = kept(about(strategy, labelled), fmt::format("queue-{}-{}", strategy, round),
                    [&] { return labelRound(labelled, {strategy}); });
    }
  }
}

/// Trains on what is labelled, and asks each strategy what to label next.
nlohmann::json AnnotatorTrial::labelRound(const Items& labelled,
                                          const std::vector<std::string>& strategies) {
  const auto model = train(
      clean().at(indices(labelled)),
      {epochsFor(m_plan.queue.trainingSteps, std::ssize(labelled), m_material.recipe().batch)});
  auto measures = measure(model, 0);
  for (const auto& strategy : strategies)
    measures["next"][strategy] = nextItems(strategy, model, labelled);
  return measures;
}

AnnotatorTrial::Items AnnotatorTrial::nextItems(const std::string& strategy,
                                                const model::Model& model, const Items& labelled) {
  const std::set<std::int64_t> taken(labelled.begin(), labelled.end());
  Items open;
  for (std::int64_t i = 0; i < m_material.imageCount(); ++i)
    if (!taken.contains(i)) open.push_back(i);
  const auto inputs = clean().inputs.index_select(0, indices(open));
  const auto scores = queryScores(strategy, model, inputs, m_seed + labelled.size(), m_job);
  Items order(open.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](auto a, auto b) {
    return scores[static_cast<std::size_t>(a)] > scores[static_cast<std::size_t>(b)];
  });
  Items next;
  for (const auto place : order)
    if (std::ssize(next) < m_plan.queue.step) next.push_back(open[static_cast<std::size_t>(place)]);
  return next;
}

nlohmann::json AnnotatorTrial::kept(AnnotatorResult about, const std::string& name,
                                    const Compute& compute) {
  const auto file = m_folder / (name + ".json");
  if (!std::filesystem::exists(file)) {
    m_job.throwIfStopped();
    const auto start = std::chrono::steady_clock::now();
    auto measures = compute();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    measures["seconds"] = seconds.count();
    writeFileAtomically(file, measures.dump() + "\n");
    m_console.remark(fmt::format("{}, seed {}, {}: accuracy {:.4f}, {:.0f} s", m_material.name(),
                                 m_seed, name, measures.at("accuracy").get<double>(),
                                 seconds.count()));
  }
  about.material = m_material.name();
  about.seed = m_seed;
  about.measures = readJsonObject(file);
  return m_results.emplace_back(std::move(about)).measures;
}

model::Model AnnotatorTrial::train(const data::Samples& samples,
                                   const std::vector<std::string>& settings) const {
  auto recipe = withSettings(m_material.recipe(), settings);
  recipe.seed = m_seed;
  auto model = training::modelFromRecipe(recipe, m_material.classNames());
  model.to(m_device);
  training::Trainer trainer(
      model, recipe,
      {data::batchesInMemory(samples, training::batchPlanOf(recipe, 0, 1, model.device()))});
  training::TrainingSink nothing;
  trainer.run(nothing, m_job);
  return model;
}

nlohmann::json AnnotatorTrial::measure(const model::Model& model, std::int64_t araImages) {
  auto measures = toJson(training::validate(model, test(), {}, m_job));
  if (araImages > 0) {
    const auto some = someOf(test(), araImages);
    measures["attack_ara"] =
        robustness::ara(model, some.inputs.to(model.device()), some.labels.to(model.device()),
                        {.search = robustness::Search::fast}, m_job)
            .ara;
  }
  return measures;
}

}  // namespace rho::cli
