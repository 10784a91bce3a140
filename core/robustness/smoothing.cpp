// SPDX-License-Identifier: Apache-2.0
#include "robustness/smoothing.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "base/random.h"
#include "model/tensor.h"
#include "robustness/binomial.h"
#include "robustness/lanes.h"

namespace rho::robustness {

namespace {

void requireValid(const model::Model& model, const torch::Tensor& input,
                  const Smoothing& settings) {
  if (model.card().task == model::Task::multiLabel)
    throw InvalidInput("randomized smoothing", "a multi-label network has no single decision",
                       "ask it about one of its labels");
  if (input.dim() != 4 || input.size(0) != 1)
    throw InvalidInput("randomized smoothing", "takes one image at a time");
  if (!(settings.sigma > 0) || settings.selecting < 1 || settings.estimating < 1 ||
      !(settings.alpha > 0) || settings.alpha >= 1)
    throw InvalidInput("randomized smoothing",
                       "sigma, the numbers of noisy images or alpha is out of range");
}

/// The most frequent class.
std::int64_t mostOf(const std::vector<std::int64_t>& counts) {
  return std::max_element(counts.begin(), counts.end()) - counts.begin();
}

torch::Tensor noiseLike(const torch::Tensor& input, std::int64_t count, std::uint64_t seed) {
  auto shape = input.sizes().vec();
  shape[0] = count;
  auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  if (!input.device().is_cpu()) {
    generator = at::globalContext()
                    .getAcceleratorHooksInterface(input.device().type())
                    .getNewGenerator(input.device().index());
    generator.set_current_seed(seed);
  }
  return torch::empty(shape, input.options()).normal_(0, 1, generator);
}

/// Noisy images that are computed together; a part of the definition of the noise.
std::int64_t chunkFor(const torch::Tensor& input) {
  constexpr std::int64_t values = std::int64_t{1} << 18;
  return std::clamp<std::int64_t>(values / input.numel(), 1, 64);
}

constexpr std::uint64_t selection = 0x53454c454354ULL, estimation = 0x455354494d41ULL;

}  // namespace

std::vector<std::int64_t> countDecisions(const model::Model& model, const torch::Tensor& input,
                                         std::int64_t count, const Smoothing& settings,
                                         std::uint64_t item, const JobContext& context) {
  const auto chunk = chunkFor(input), chunks = (count + chunk - 1) / chunk;
  const auto seed = Random::forItem(settings.seed, item).bits();
  const auto decisions = torch::empty({count}, torch::kInt64);
  inLanes(input.device(), chunks, context,
          [&](std::int64_t first, std::int64_t last, const JobContext& lane) {
            const torch::NoGradGuard noGrad;
            for (auto c = first; c < last; ++c) {
              lane.step(c - first, last - first);
              const auto begin = c * chunk, end = std::min(begin + chunk, count);
              const auto noise = noiseLike(
                  input, end - begin, Random::forItem(seed, static_cast<std::uint64_t>(c)).bits());
              decisions.slice(0, begin, end)
                  .copy_(model.logits(input + settings.sigma * noise).argmax(1));
            }
          });
  const auto counts = torch::bincount(decisions, {}, model.card().classCount());
  const auto* values = counts.data_ptr<std::int64_t>();
  return {values, values + counts.numel()};
}

Certificate certify(const model::Model& model, const torch::Tensor& input,
                    const Smoothing& settings, std::uint64_t item, const JobContext& context) {
  requireValid(model, input, settings);
  auto selecting = settings, estimating = settings;
  selecting.seed ^= selection;
  estimating.seed ^= estimation;
  const auto candidate = mostOf(
      countDecisions(model, input, settings.selecting, selecting, item, context.part(0, 0.01)));
  const auto counts =
      countDecisions(model, input, settings.estimating, estimating, item, context.part(0.01, 1));
  Certificate certificate;
  certificate.probability = probabilityAtLeast(counts[static_cast<std::size_t>(candidate)],
                                               settings.estimating, settings.alpha);
  if (certificate.probability <= 0.5) return certificate;
  certificate.decision = candidate;
  certificate.radius = settings.sigma * normalQuantile(certificate.probability);
  certificate.rmse = certificate.radius / std::sqrt(static_cast<double>(input.numel()));
  return certificate;
}

std::optional<std::int64_t> predictSmoothed(const model::Model& model, const torch::Tensor& input,
                                            const Smoothing& settings, std::uint64_t item,
                                            const JobContext& context) {
  requireValid(model, input, settings);
  auto counts = countDecisions(model, input, settings.estimating, settings, item, context);
  const auto first = mostOf(counts);
  const auto most = std::exchange(counts[static_cast<std::size_t>(first)], 0);
  const auto second = counts[static_cast<std::size_t>(mostOf(counts))];
  if (chanceOfSplit(most, most + second) > settings.alpha) return std::nullopt;
  return first;
}

}  // namespace rho::robustness
