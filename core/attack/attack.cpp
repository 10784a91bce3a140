// SPDX-License-Identifier: Apache-2.0
#include "attack/attack.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/error.h"
#include "model/tensor.h"
#include "robustness/lanes.h"
#include "robustness/per_item.h"

namespace rho::attack {

namespace {

/// A ResNet keeps 1 to 2 kB per pixel and image for its gradients: half a GB at most, some GB on a
/// GPU.
std::int64_t batchFor(const torch::Tensor& inputs, torch::Device device) {
  const std::int64_t pixels = std::int64_t{1} << (device.is_cpu() ? 18 : 21);
  return std::clamp<std::int64_t>(pixels / (inputs.size(2) * inputs.size(3)), 1, 1024);
}

AttackResult emptyResult(const torch::Tensor& inputs) {
  const auto n = inputs.size(0);
  AttackResult result;
  result.adversarial = inputs.detach().to(torch::kCPU, torch::kFloat32).clone();
  result.correct = torch::zeros({n}, torch::kBool);
  result.attacked = torch::zeros({n}, torch::kBool);
  result.success = torch::zeros({n}, torch::kBool);
  result.passes = torch::zeros({n}, torch::kInt64);
  for (auto* sizes : {&result.l2, &result.linf, &result.rmse})
    *sizes = torch::zeros({n}, torch::kFloat64);
  return result;
}

Expectation expectationOf(const nlohmann::json& options) {
  return {.samples = options.value("eot_samples", 0), .sigma = options.value("eot_sigma", 0.0)};
}

double share(const torch::Tensor& flags) { return flags.to(torch::kFloat64).mean().item<double>(); }

/// The images begin to end of a query, which are few enough for one victim.
class Part {
 public:
  Part(const model::Model& model, const AttackQuery& query, std::int64_t begin, std::int64_t end,
       AttackResult& result)
      : m_result(result), m_begin(begin), m_end(end), m_victim(makeVictim(model, query)) {}

  void run(const Attack& attack, const JobContext& context) {
    context.throwIfStopped();
    const auto rows = m_victim.allRows();
    const auto& threat = m_victim.threat();
    auto right = indicesWhere(m_victim.ask(m_victim.inputs(rows), rows).logits.argmax(1) ==
                              m_victim.labels(rows));
    store(m_result.correct, right, torch::ones_like(right, torch::kBool));
    if (threat.target)
      right = right.index_select(
          0, indicesWhere(m_victim.labels(rows).index_select(0, right) != *threat.target));
    store(m_result.attacked, right, torch::ones_like(right, torch::kBool));
    if (right.size(0) > 0) {
      attack.search(m_victim, right, m_result.options, context);
      keepFound(right);
    }
    store(m_result.passes, rows, m_victim.passes());
  }

 private:
  Victim makeVictim(const model::Model& model, const AttackQuery& query) const {
    const auto take = [&](const torch::Tensor& all) {
      return all.slice(0, m_begin, m_end).to(model.device());
    };
    auto threat = query.threat;
    if (threat.mask.defined())
      threat.mask = (threat.mask.size(0) == 1 ? threat.mask.to(model.device()) : take(threat.mask))
                        .to(torch::kFloat32);
    return {model,
            threat,
            {take(query.inputs).to(torch::kFloat32), take(query.labels).to(torch::kInt64), m_begin},
            query.seed,
            expectationOf(m_result.options)};
  }

  /// What the network itself says of what was found decides.
  void keepFound(const torch::Tensor& attacked) {
    auto rows = attacked.index_select(
        0, indicesWhere(m_victim.sizes().index_select(0, attacked).isfinite()));
    if (rows.size(0) == 0) return;
    const auto points = m_victim.found().index_select(0, rows);
    const auto fooled = indicesWhere(m_victim.ask(points, rows).fooled);
    rows = rows.index_select(0, fooled);
    const auto kept = points.index_select(0, fooled);
    const auto change = (kept - m_victim.inputs(rows)).to(torch::kFloat64);
    store(m_result.success, rows, torch::ones_like(rows, torch::kBool));
    store(m_result.adversarial, rows, kept);
    store(m_result.l2, rows, l2Length(change));
    store(m_result.linf, rows, change.flatten(1).abs().amax(1));
    store(m_result.rmse, rows, robustness::rmse(change));
  }

  void store(torch::Tensor& all, const torch::Tensor& rows, const torch::Tensor& values) const {
    all.slice(0, m_begin, m_end).index_copy_(0, rows.to(torch::kCPU), values.to(torch::kCPU));
  }

  AttackResult& m_result;
  std::int64_t m_begin, m_end;
  Victim m_victim;
};

}  // namespace

double AttackResult::successRate() const {
  const auto attackedCount = attacked.sum().item<std::int64_t>();
  if (attackedCount == 0) return 0;
  return static_cast<double>(success.sum().item<std::int64_t>()) /
         static_cast<double>(attackedCount);
}

double AttackResult::accuracy() const { return share(correct); }

double AttackResult::robustAccuracy() const { return share(correct & ~success); }

const torch::Tensor& AttackResult::sizes(Norm norm) const {
  return norm == Norm::l2 ? l2 : norm == Norm::linf ? linf : rmse;
}

std::optional<double> AttackResult::medianSize(Norm norm) const {
  const auto found = std::get<0>(sizes(norm).index({success}).sort());
  const auto n = found.size(0);
  if (n == 0) return {};
  return (found[(n - 1) / 2].item<double>() + found[n / 2].item<double>()) / 2;
}

void Attack::requireValid(const model::Model& model, const AttackQuery& query) const {
  const auto& card = model.card();
  const auto& threat = query.threat;
  const auto& [inputs, labels] = std::tie(query.inputs, query.labels);
  if (card.task == model::Task::multiLabel)
    throw InvalidInput("attack", "a multi-label network has no single decision",
                       "attack one of its labels");
  if (!inputs.defined() || inputs.dim() != 4 || inputs.size(0) < 1)
    throw InvalidInput("images", "there are none", "give at least one");
  if (!labels.defined() || labels.dim() != 1 || labels.size(0) != inputs.size(0))
    throw InvalidInput("labels", "there must be one for each image");
  const auto least = labels.min().item<std::int64_t>(), most = labels.max().item<std::int64_t>();
  if (least < 0 || most >= card.classCount())
    throw InvalidInput(fmt::format("label {}", least < 0 ? least : most),
                       "is not one of the network's classes",
                       fmt::format("labels must be 0 to {}", card.classCount() - 1));
  threat.requireValid(inputs, card.classCount());
  if (threat.isLinf() && !info().linf)
    throw InvalidInput(info().id, "does not know the norm linf", "use l2 or rmse");
  if (info().bounded && !threat.epsilon)
    throw InvalidInput(info().id, "searches within a bound", "give an epsilon");
  if (threat.target && !info().targeted)
    throw InvalidInput(info().id, "knows no target class", "leave the target out");
  if (card.classCount() < info().leastClasses)
    throw InvalidInput(info().id, fmt::format("needs {} classes", info().leastClasses),
                       "use another attack");
  if (query.batch < 0) throw InvalidInput("batch", "is below 0");
}

AttackResult Attack::run(const model::Model& model, const AttackQuery& query,
                         const JobContext& context) const {
  requireValid(model, query);
  const auto start = std::chrono::steady_clock::now();
  auto result = emptyResult(query.inputs);
  result.options = completeOptions(info().options, query.options, info().id);
  const auto total = query.inputs.size(0);
  const auto batch = query.batch > 0 ? query.batch : batchFor(query.inputs, model.device());
  const auto done = [&](std::int64_t i) {
    return static_cast<double>(i) / static_cast<double>(total);
  };
  for (std::int64_t first = 0; first < total; first += batch) {
    const auto count = std::min(batch, total - first);
    robustness::inLanes(model.device(), count, context.part(done(first), done(first + count)),
                        [&](std::int64_t begin, std::int64_t end, const JobContext& lane) {
                          const torch::NoGradGuard noGrad;
                          Part(model, query, first + begin, first + end, result).run(*this, lane);
                        });
  }
  context.report(1);
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  result.seconds = spent.count();
  return result;
}

}  // namespace rho::attack
