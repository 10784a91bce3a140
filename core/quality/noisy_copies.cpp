// SPDX-License-Identifier: Apache-2.0
#include "quality/noisy_copies.h"

#include "base/random.h"
#include "model/tensor.h"
#include "robustness/lanes.h"

namespace rho::quality {

namespace {

NoiseOfCopy noiseBy(const Case& subject, std::function<double(Random&)> draw) {
  return [shape = subject.input[0].sizes().vec(), seed = subject.seed,
          draw = std::move(draw)](std::int64_t copy) {
    auto noise = torch::empty(shape);
    auto random = Random::forItem(seed, static_cast<std::uint64_t>(copy));
    auto* values = noise.data_ptr<float>();
    for (std::int64_t i = 0; i < noise.numel(); ++i) values[i] = static_cast<float>(draw(random));
    return noise;
  };
}

}  // namespace

NoiseOfCopy uniformNoise(const Case& subject, double radius) {
  return noiseBy(subject, [radius](Random& random) { return random.uniform(-radius, radius); });
}

NoiseOfCopy normalNoise(const Case& subject, double sigma) {
  return noiseBy(subject, [sigma](Random& random) { return random.normal(0, sigma); });
}

std::vector<torch::Tensor> mapsOfCopies(const Case& subject, std::int64_t copies,
                                        const NoiseOfCopy& noise, const JobContext& context) {
  std::vector<torch::Tensor> maps(static_cast<std::size_t>(copies));
  robustness::inLanes(subject.model.device(), copies, context,
                      [&](std::int64_t begin, std::int64_t end, const JobContext& lane) {
                        for (auto i = begin; i < end; ++i) {
                          lane.step(i - begin, end - begin);
                          const auto input = subject.input + noise(i).to(subject.input.device());
                          maps[static_cast<std::size_t>(i)] =
                              subject.explain(subject.model, input, lane.silent());
                        }
                      });
  context.step(1, 1);
  return maps;
}

}  // namespace rho::quality
