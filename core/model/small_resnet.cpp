// SPDX-License-Identifier: Apache-2.0
#include "model/small_resnet.h"

#include <torch/nn.h>

#include <atomic>
#include <numeric>

#include "model/branch_scales.h"
#include "model/frozen_cache.h"
#include "model/global_batch_norm.h"
#include "model/norm_activation.h"
#include "model/tensor.h"
#include "model/training_convolution.h"

namespace rho::model {

namespace nn = torch::nn;

namespace {

std::atomic<bool> fastPath = true;

nn::Conv2d convolution(int in, int out, int stride) {
  return nn::Conv2d(nn::Conv2dOptions(in, out, 3).stride(stride).padding(1).bias(false));
}

struct Activate {
  Activation kind;
  double d;
  torch::Tensor operator()(const torch::Tensor& x) const {
    return kind == Activation::relu ? torch::relu(x) : halfHuber(x, d);
  }
};

// In training on a CPU, batch norm and activation are one operator, and convolutions are ours.

torch::Tensor normActivate(nn::BatchNorm2d& norm, const Activate& activate,
                           const torch::Tensor& x) {
  const BatchNorm tensors{norm->weight, norm->bias, norm->running_mean, norm->running_var};
  if (const auto* global = GlobalBatchNorm::current(); global && norm->is_training())
    return activate(global->normalised(x, tensors));
  if (!fastPath || !norm->is_training() || !normActivationSupports(x)) return activate(norm(x));
  return normActivation(x, tensors, activate.kind, activate.d);
}

torch::Tensor convolve(nn::Conv2d& convolution, const torch::Tensor& x) {
  if (!fastPath || !convolution->is_training() || !trainingConvolutionSupports(x))
    return convolution(x);
  return trainingConvolution(x, convolution->weight,
                             static_cast<int>(convolution->options.stride()->at(0)));
}

struct BlockImpl : nn::Module {
  BlockImpl(int in, int out, int stride, Activate activation) : activate(activation) {
    norm1 = register_module("norm1", nn::BatchNorm2d(in));
    conv1 = register_module("conv1", convolution(in, out, stride));
    norm2 = register_module("norm2", nn::BatchNorm2d(out));
    conv2 = register_module("conv2", convolution(out, out, 1));
    if (in != out || stride != 1)
      shortcut = register_module("shortcut", convolution(in, out, stride));
  }

  torch::Tensor forward(const torch::Tensor& x, const BranchScale& scale) {
    if (scale.drops() && !shortcut) return x;
    const auto a = normActivate(norm1, activate, x);
    const auto skip = shortcut ? convolve(shortcut, a) : x;
    if (scale.drops()) return skip;
    return scale(convolve(conv2, normActivate(norm2, activate, convolve(conv1, a)))) + skip;
  }

  Activate activate;
  nn::BatchNorm2d norm1{nullptr}, norm2{nullptr};
  nn::Conv2d conv1{nullptr}, conv2{nullptr}, shortcut{nullptr};
};
TORCH_MODULE(Block);

}  // namespace

struct SmallResNet::Modules : nn::Module {
  Modules(const SmallResNetOptions& options, std::uint64_t seed)
      : activate{options.activation, options.halfHuberWidth},
        scales(scalesOf(options)),
        random(seed) {
    int in = options.features.front();
    stem = register_module("stem", convolution(options.inputChannels, in, options.stemStride));
    for (std::size_t g = 0; g < options.blocks.size(); ++g) {
      auto& group = groups.emplace_back();
      for (int b = 0; b < options.blocks[g]; ++b) {
        Block block(in, options.features[g], g > 0 && b == 0 ? 2 : 1, activate);
        group.push_back(
            register_module("group" + std::to_string(g + 1) + "_" + std::to_string(b + 1), block));
        in = options.features[g];
      }
    }
    norm = register_module("norm", nn::BatchNorm2d(in));
    head = register_module("head", nn::Conv2d(nn::Conv2dOptions(in, options.classes, 1)));
  }

  FrozenWeights frozenWeights() const;

  static BranchScales scalesOf(const SmallResNetOptions& options) {
    const int blocks = std::accumulate(options.blocks.begin(), options.blocks.end(), 0);
    using Kind = BranchScales::Kind;
    return options.shakeDrop > 0
               ? BranchScales(Kind::shakeDrop, options.shakeDrop, blocks)
               : BranchScales(Kind::stochasticDepth, options.stochasticDepth, blocks);
  }

  std::vector<BranchScale> scalesOfPass() {
    return is_training() ? scales.draw(random) : scales.expected();
  }

  Activate activate;
  BranchScales scales;
  Random random;  ///< of what is drawn in training
  nn::Conv2d stem{nullptr}, head{nullptr};
  std::vector<std::vector<Block>> groups;
  nn::BatchNorm2d norm{nullptr};
  FrozenCache frozen;
};

FrozenWeights SmallResNet::Modules::frozenWeights() const {
  const auto fold = [](const nn::BatchNorm2d& batchNorm) {
    const auto scale =
        batchNorm->weight.to(torch::kDouble) /
        (batchNorm->running_var.to(torch::kDouble) + batchNorm->options.eps()).sqrt();
    return FrozenWeights::Norm{scale, batchNorm->bias - batchNorm->running_mean * scale};
  };
  FrozenWeights weights{.stem = stem->weight,
                        .stemStride = static_cast<int>(stem->options.stride()->at(0)),
                        .groups = {},
                        .norm = fold(norm),
                        .head = head->weight,
                        .headBias = head->bias,
                        .activation = activate.kind,
                        .halfHuberWidth = activate.d};
  const auto expected = scales.expected();
  auto scale = expected.begin();
  for (const auto& group : groups) {
    auto& blocks = weights.groups.emplace_back();
    for (const auto& block : group)
      blocks.push_back({fold(block->norm1), fold(block->norm2), block->conv1->weight,
                        (*scale++)(block->conv2->weight),
                        block->shortcut ? block->shortcut->weight : torch::Tensor()});
  }
  return weights;
}

namespace {

/// He et al. (2015), from our own generator so that a seed means the same on every machine.
void initialise(nn::Module& modules, std::uint64_t seed) {
  torch::NoGradGuard noGrad;
  auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  for (auto& item : modules.named_parameters()) {
    // The head's bias would come from LibTorch's own generator otherwise; norms start at 1 and 0.
    if (item.key() == "head.bias") item.value().zero_();
    if (item.value().dim() != 4) continue;
    const auto fanIn = static_cast<double>(item.value()[0].numel());
    const double bound = std::sqrt(6.0 / fanIn);
    if (item.key().ends_with("conv2.weight"))
      item.value().zero_();
    else
      item.value().uniform_(-bound, bound, generator);
  }
}

}  // namespace

SmallResNet::SmallResNet(const SmallResNetOptions& options, std::uint64_t seed)
    : m_options(options), m_modules(std::make_unique<Modules>(options, seed)) {
  initialise(*m_modules, seed);
  train(false);
  for (const auto& item : state()) m_modules->frozen.watch(item.tensor);
}

SmallResNet::~SmallResNet() = default;

void SmallResNet::setFast(bool on) { fastPath = on; }

torch::Tensor SmallResNet::forward(const torch::Tensor& x) {
  auto& m = *m_modules;
  if (fastPath && !m.is_training() &&
      FrozenResNet::supports(m_options.features, m_options.inputChannels)) {
    const auto frozen = m.frozen.get([&] { return m.frozenWeights(); });
    if (frozen && frozen->accepts(x)) return frozen->forward(x);
  }
  return run(x, {}, nullptr);
}

Network::Tapped SmallResNet::tap(const torch::Tensor& x, const std::string& layer) {
  Tapped result;
  result.logits = run(x, layer, &result.inner);
  if (!result.inner.defined()) throwUnknownLayer(layer, layers());
  return result;
}

torch::Tensor SmallResNet::run(const torch::Tensor& x, const std::string& layer,
                               torch::Tensor* inner) {
  auto& m = *m_modules;
  const auto passed = [&](const std::string& name, const torch::Tensor& value) {
    if (inner && name == layer) *inner = value;
  };
  const auto scales = m.scalesOfPass();
  auto scale = scales.begin();
  auto y = convolve(m.stem, x);
  passed("stem", y);
  for (std::size_t g = 0; g < m.groups.size(); ++g) {
    const std::string group = "group" + std::to_string(g + 1);
    for (std::size_t b = 0; b < m.groups[g].size(); ++b) {
      y = m.groups[g][b]->forward(y, *scale++);
      passed(group + "." + std::to_string(b + 1), y);
    }
    passed(group, y);
  }
  y = normActivate(m.norm, m.activate, y);
  passed("features", y);
  return m.head(y.mean({2, 3}, true)).flatten(1);
}

std::vector<std::string> SmallResNet::layers() const {
  std::vector<std::string> names = {"stem"};
  for (std::size_t g = 0; g < m_options.blocks.size(); ++g) {
    const std::string group = "group" + std::to_string(g + 1);
    for (int b = 1; b <= m_options.blocks[g]; ++b) names.push_back(group + "." + std::to_string(b));
    names.push_back(group);
  }
  names.push_back("features");
  return names;
}

void SmallResNet::to(torch::Device device) { m_modules->to(device); }

void SmallResNet::train(bool on) {
  m_modules->train(on);
  for (auto& parameter : m_modules->parameters()) parameter.set_requires_grad(on);
}

void SmallResNet::seedTraining(std::uint64_t seed) { m_modules->random = Random(seed); }

std::vector<NamedTensor> SmallResNet::parameters() const {
  std::vector<NamedTensor> tensors;
  for (const auto& item : m_modules->named_parameters())
    tensors.push_back({item.key(), item.value()});
  return tensors;
}

std::vector<NamedTensor> SmallResNet::state() const {
  auto tensors = parameters();
  for (const auto& item : m_modules->named_buffers())
    if (item.value().is_floating_point()) tensors.push_back({item.key(), item.value()});
  return tensors;
}

}  // namespace rho::model
