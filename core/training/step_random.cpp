// SPDX-License-Identifier: Apache-2.0
#include "training/step_random.h"

#include "model/tensor.h"

namespace rho::training {

namespace {

/// Keeps these numbers apart from those of the data's order, which come from the same seed.
constexpr std::uint64_t shared = 0x5354455053484152ULL, own = 0x535445504f574e21ULL,
                        network = 0x535445504e455457ULL;

}  // namespace

StepRandom::StepRandom(std::uint64_t seed, std::int64_t step, int rank, int size)
    : m_shared(Random::forItem(seed ^ shared, static_cast<std::uint64_t>(step))),
      m_own(Random::forItem(seed ^ own, static_cast<std::uint64_t>(step * size + rank))),
      m_networkSeed(Random::forItem(seed ^ network, static_cast<std::uint64_t>(step)).bits()),
      m_rank(rank),
      m_size(size) {}

std::vector<double> StepRandom::perImage(std::int64_t images) {
  std::vector<double> all(static_cast<std::size_t>(images * m_size));
  for (auto& value : all) value = m_shared.uniform();
  return {all.begin() + images * m_rank, all.begin() + images * (m_rank + 1)};
}

torch::Generator StepRandom::generatorFor(const torch::Device& device) {
  if (device.is_cpu()) return at::make_generator<at::CPUGeneratorImpl>(m_own.bits());
  auto generator = at::globalContext()
                       .getAcceleratorHooksInterface(device.type())
                       .getNewGenerator(device.index());
  generator.set_current_seed(m_own.bits());
  return generator;
}

torch::Tensor StepRandom::normalLike(const torch::Tensor& x) {
  return torch::empty_like(x.detach()).normal_(0, 1, generatorFor(x.device()));
}

torch::Tensor StepRandom::uniformLike(const torch::Tensor& x) {
  return torch::empty_like(x.detach()).uniform_(-1, 1, generatorFor(x.device()));
}

}  // namespace rho::training
