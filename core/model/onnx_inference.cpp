// SPDX-License-Identifier: Apache-2.0
#include "model/onnx_inference.h"

#include <algorithm>
#include <optional>
#include <set>

#include "model/fused_convolution.h"
#include "model/norm_passes.h"
#include "model/tensor.h"
#include "onnx/execution.h"

namespace rho::model {

namespace {

using onnx::noValue;
using onnx::Step;
using onnx::ValueId;

/// The inputs of a fused step, after those of Conv.
constexpr std::size_t otherInput = 3;

onnx::Tensors fusedConvolution(const onnx::Call& call) {
  const auto optional = [&](std::size_t input) {
    return call.has(input) ? std::optional(call[input]) : std::nullopt;
  };
  return {fusedConvolve({.x = call[0],
                         .weight = call[1],
                         .bias = optional(2),
                         .other = optional(otherInput),
                         .stride = call.integers("strides"),
                         .padding = call.integers("padding"),
                         .dilation = call.integers("dilations"),
                         .groups = call.integer("group", 1),
                         .inPlace = call.integer("in_place", 0) != 0,
                         .relu = call.integer("relu", 0) != 0})};
}

/// The inputs of a norm: x, weight, bias, mean and 1/√(variance + ε) per channel.
onnx::Tensors normedRelu(const onnx::Call& call) {
  constexpr std::int64_t channelsAtOnce = 16;
  const auto& x = call[0];
  if (x.dim() == 4 && x.scalar_type() == torch::kFloat32 && x.size(1) % channelsAtOnce == 0 &&
      x.is_contiguous(at::MemoryFormat::ChannelsLast))
    return {NormPasses({call[1], call[2], call[3], call[4], false, 0}).forward(x)};
  std::vector<std::int64_t> shape(static_cast<std::size_t>(x.dim()), 1);
  shape[1] = -1;
  const auto scale = (call[1] * call[4]).view(shape);
  return {torch::relu((x - call[3].view(shape)) * scale + call[2].view(shape))};
}

onnx::Tensors plain(const onnx::Call& call) { return {call[0].to(torch::kFloat32).contiguous()}; }

constexpr onnx::Operator fusedOperator{"FusedConvolution", fusedConvolution};
constexpr onnx::Operator normedReluOperator{"NormedRelu", normedRelu};
constexpr onnx::Operator plainOperator{"Plain", plain};

bool isFused(const Step& step) { return step.function == &fusedOperator; }

template <typename T>
T attributeOf(const Step& step, const char* name, T otherwise) {
  const auto found = step.attributes.find(name);
  const auto* value = found == step.attributes.end() ? nullptr : std::get_if<T>(&found->second);
  return value ? *value : otherwise;
}

/// Operators that take any type and order of channels, and whose result shares no memory with
/// their input.
bool keepsType(const Step& step) {
  return step.type == "Relu" || step.type == "MaxPool" || step.type == "HardSwish";
}

using Shapes = std::map<ValueId, std::vector<std::int64_t>>;

/// Of everything that is computed from an input.
Shapes shapesOf(const onnx::Program& program, const torch::Tensor& example) {
  const torch::NoGradGuard noGrad;
  Shapes shapes = {{program.inputs().front(), example.sizes().vec()}};
  onnx::Execution run(program, {example});
  run.watch(
      [&](ValueId value, const torch::Tensor& tensor) { shapes[value] = tensor.sizes().vec(); });
  run.outputs();
  return shapes;
}

class Fusion {
 public:
  Fusion(const onnx::Program& program, Precision precision, const torch::Tensor& example)
      : m_program(program),
        m_shapes(shapesOf(program, example)),
        m_type(precision == Precision::bfloat16 ? torch::kBFloat16 : torch::kFloat32) {}

  onnx::Program run() {
    m_uses = m_program.useCounts();
    auto& steps = m_program.steps();
    for (auto& step : steps) {
      if (const auto convolution = convolutionOf(step))
        replace(step, *convolution);
      else if (step.type == "Relu")
        fuseRelu(step);
      else if (step.type == "Add" || (step.type == "Sum" && step.inputs.size() == 2))
        fuseSum(step);
      for (const auto output : step.outputs)
        if (output != noValue) m_makers[output] = &step;
    }
    m_program.settle();
    for (auto& step : steps) reuseMemory(step);
    if (m_type != torch::kFloat32) makePlain();
    m_program.settle();
    return std::move(m_program);
  }

 private:
  /// A two-dimensional convolution with constant weights of 32 bits and equal padding at both ends.
  std::optional<Convolution> convolutionOf(const Step& step) const {
    if (step.type != "Conv" || step.inputs.size() < 2 || !m_shapes.contains(step.inputs[0]) ||
        attributeOf<std::string>(step, "auto_pad", "NOTSET") != "NOTSET")
      return std::nullopt;
    const auto isFloat = [](const torch::Tensor& t) {
      return t.defined() && t.scalar_type() == torch::kFloat32 && t.is_cpu();
    };
    const auto weight = m_program.constantOf(step.inputs[1]);
    const bool hasBias = step.inputs.size() > 2 && step.inputs[2] != noValue;
    const auto bias = hasBias ? m_program.constantOf(step.inputs[2]) : torch::Tensor();
    if (!isFloat(weight) || weight.dim() != 4 || (hasBias && !isFloat(bias))) return std::nullopt;
    const auto pads = attributeOf(step, "pads", onnx::Integers{0, 0, 0, 0});
    if (pads.size() != 4 || pads[0] != pads[2] || pads[1] != pads[3] || pads[0] < 0 || pads[1] < 0)
      return std::nullopt;
    const auto strides = attributeOf(step, "strides", onnx::Integers{1, 1});
    const auto dilations = attributeOf(step, "dilations", onnx::Integers{1, 1});
    if (strides.size() != 2 || dilations.size() != 2) return std::nullopt;
    return Convolution{weight,    bias,
                       strides,   {pads[0], pads[1]},
                       dilations, attributeOf(step, "group", std::int64_t{1})};
  }

  void replace(Step& step, const Convolution& convolution) {
    const auto packed = pack(convolution, m_type, m_shapes.at(step.inputs[0]));
    step.function = &fusedOperator;
    step.norm.reset();
    step.attributes = {{"strides", convolution.stride},
                       {"padding", convolution.padding},
                       {"dilations", convolution.dilation},
                       {"group", convolution.groups}};
    step.inputs.resize(otherInput + 1, noValue);
    step.inputs[1] = m_program.addConstant("packed", packed.weight);
    step.inputs[2] =
        packed.bias.defined() ? m_program.addConstant("packed bias", packed.bias) : noValue;
  }

  /// The fused convolution that computes a value which only one step takes, and that does not yet
  /// apply ReLU; or null.
  Step* fusedBefore(ValueId value) {
    const auto maker = m_makers.find(value);
    if (maker == m_makers.end() || !isFused(*maker->second)) return nullptr;
    if (m_uses[static_cast<std::size_t>(value)] != 1 ||
        attributeOf(*maker->second, "relu", std::int64_t{0}))
      return nullptr;
    return maker->second;
  }

  void fuseRelu(Step& step) {
    auto* fused = fusedBefore(step.inputs[0]);
    if (!fused) return fuseNorm(step);
    // At its own place: what it needs is there, and what takes its result comes later.
    fused->attributes["relu"] = std::int64_t{1};
    takePlace(*fused, step);
  }

  /// A norm that no convolution could take in, as DenseNet's: in one pass with the ReLU behind it.
  /// In 16 bits it gets values in another order, in which there is nothing to gain.
  void fuseNorm(Step& relu) {
    const auto maker = m_makers.find(relu.inputs[0]);
    if (maker == m_makers.end() || m_type != torch::kFloat32) return;
    auto& norm = *maker->second;
    if (norm.type != "BatchNormalization" || norm.inputs.size() != 5 || norm.outputs.size() != 1 ||
        m_uses[static_cast<std::size_t>(relu.inputs[0])] != 1)
      return;
    std::vector<torch::Tensor> constants;
    for (std::size_t i = 1; i < norm.inputs.size(); ++i) {
      constants.push_back(m_program.constantOf(norm.inputs[i]));
      if (!constants.back().defined() || constants.back().scalar_type() != torch::kFloat32) return;
    }
    const double epsilon = attributeOf(norm, "epsilon", 1e-5f);
    norm.inputs[4] = m_program.addConstant(
        "inverse deviation",
        torch::rsqrt(constants[3].to(torch::kFloat64) + epsilon).to(torch::kFloat32));
    norm.function = &normedReluOperator;
    takePlace(norm, relu);
  }

  /// The sum joins the convolution that computes one of its sides, which moves to the sum's place,
  /// where the other side is there.
  void fuseSum(Step& step) {
    for (const std::size_t side : {1u, 0u}) {
      auto* fused = fusedBefore(step.inputs[side]);
      if (!fused || fused->inputs[otherInput] != noValue) continue;
      const auto other = step.inputs[1 - side];
      if (!m_makers.contains(other)) continue;  // a constant or the image: may broadcast
      fused->inputs[otherInput] = other;
      takePlace(*fused, step);
      return;
    }
  }

  void takePlace(Step& fused, Step& step) {
    const auto outputs = step.outputs;
    step = fused;
    step.outputs = outputs;
    fused.outputs.assign(1, noValue);
    fused.function = nullptr;
  }

  /// A sum may be written over its other side where that is memory of its own that nobody needs
  /// later.
  void reuseMemory(Step& step) {
    if (!isFused(step) || step.inputs[otherInput] == noValue) return;
    const auto other = step.inputs[otherInput];
    if (std::find(step.last.begin(), step.last.end(), other) == step.last.end()) return;
    for (const auto& user : m_program.steps()) {
      const bool makes =
          std::find(user.outputs.begin(), user.outputs.end(), other) != user.outputs.end();
      const bool takes =
          std::find(user.inputs.begin(), user.inputs.end(), other) != user.inputs.end();
      if ((makes || takes) && !isFused(user) && !keepsType(user) && user.type != "Add") return;
    }
    step.attributes["in_place"] = std::int64_t{1};
  }

  /// Where something else than the fused steps takes their values, it takes them in 32 bits.
  void makePlain() {
    std::set<ValueId> fast;
    std::map<ValueId, ValueId> plainOf;
    std::vector<Step> result;
    const auto asPlain = [&](ValueId value) {
      const auto [entry, isNew] = plainOf.try_emplace(value, noValue);
      if (isNew) {
        entry->second = m_program.addConstant("plain", {});
        Step step{"plain", "Plain", &plainOperator, {}, 0, {value}, {entry->second}, {}, {}};
        result.push_back(std::move(step));
      }
      return entry->second;
    };
    for (auto& step : m_program.steps()) {
      const bool isFast = isFused(step) || (keepsType(step) && step.outputs.size() == 1 &&
                                            fast.contains(step.inputs[0]));
      if (isFast) fast.insert(step.outputs[0]);
      for (auto& input : step.inputs)
        if (!isFast && fast.contains(input)) input = asPlain(input);
      result.push_back(std::move(step));
    }
    m_program.steps() = std::move(result);
  }

  onnx::Program m_program;
  Shapes m_shapes;
  torch::ScalarType m_type;
  std::vector<int> m_uses;
  std::map<ValueId, Step*> m_makers;
};

}  // namespace

onnx::Program forInference(const onnx::Program& program, Precision precision,
                           const torch::Tensor& example) {
  return Fusion(program, precision, example).run();
}

}  // namespace rho::model
