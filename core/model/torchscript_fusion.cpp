// SPDX-License-Identifier: Apache-2.0
#include "model/torchscript_fusion.h"

#include <torch/csrc/jit/ir/constants.h>

#include <optional>
#include <unordered_set>

#include "model/fused_convolution.h"

namespace rho::model {

namespace jit = torch::jit;

namespace {

/// The inputs of the operator rho::conv2d (fused_convolution.h).
enum ConvInput : std::size_t { image, weight, bias, other, inPlace = 8, relu = 9 };

std::optional<jit::IValue> constantInput(const jit::Node& node, const char* name) {
  const auto* schema = node.maybeSchema();
  if (!schema || !schema->argumentIndexWithName(name)) return std::nullopt;
  return jit::toIValue(node.namedInput(name));
}

std::optional<std::vector<std::int64_t>> twoNumbers(const jit::Node& node, const char* name) {
  const auto value = constantInput(node, name);
  if (!value || !value->isIntList()) return std::nullopt;
  auto numbers = value->toIntVector();
  if (numbers.size() == 1) numbers.push_back(numbers[0]);
  if (numbers.size() != 2) return std::nullopt;
  return numbers;
}

/// A two-dimensional convolution with constant weights of 32 bits, or nothing.
std::optional<Convolution> convolutionOf(const jit::Node& node) {
  if (node.kind() != c10::aten::conv2d && node.kind() != c10::aten::_convolution)
    return std::nullopt;
  const auto transposed = constantInput(node, "transposed");
  if (node.kind() == c10::aten::_convolution &&
      !(transposed && transposed->isBool() && !transposed->toBool()))
    return std::nullopt;
  const auto w = constantInput(node, "weight"), b = constantInput(node, "bias");
  const auto groups = constantInput(node, "groups");
  const auto stride = twoNumbers(node, "stride"), padding = twoNumbers(node, "padding");
  const auto dilation = twoNumbers(node, "dilation");
  if (!w || !b || !groups || !stride || !padding || !dilation) return std::nullopt;
  const auto isFloat = [](const at::Tensor& t) {
    return t.scalar_type() == at::kFloat && t.is_cpu() && t.layout() == at::kStrided;
  };
  if (!w->isTensor() || w->toTensor().dim() != 4 || !isFloat(w->toTensor())) return std::nullopt;
  if (!b->isNone() && !isFloat(b->toTensor())) return std::nullopt;
  return Convolution{w->toTensor(), b->isNone() ? at::Tensor() : b->toTensor(),
                     *stride,       *padding,
                     *dilation,     groups->toInt()};
}

bool isFused(const jit::Node& node) { return node.kind() == fusedConvolution(); }

bool isOn(const jit::Node& node, ConvInput flag) {
  return jit::constant_as<bool>(node.input(flag)).value();
}

void switchOn(jit::Node& node, ConvInput flag) {
  const jit::WithInsertPoint point(&node);
  node.replaceInput(flag, node.owningGraph()->insertConstant(true));
}

/// Operators that give the same result, but for rounding, on any type and order of channels, and
/// whose result shares no memory with their input.
bool keepsType(const jit::Node& node) {
  static const std::unordered_set<c10::Symbol> kinds = {
      c10::aten::relu,
      c10::aten::max_pool2d,
      c10::aten::hardtanh,
      c10::aten::silu,
      c10::Symbol::fromQualString("aten::relu6"),
      c10::Symbol::fromQualString("aten::hardswish")};
  return kinds.contains(node.kind());
}

/// a + b of two tensors.
bool isSum(const jit::Node& node) {
  return node.matches("aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor") &&
         jit::toIValue(node.input(2)) && jit::toIValue(node.input(2))->isInt() &&
         jit::toIValue(node.input(2))->toInt() == 1;
}

class Fusion {
 public:
  Fusion(jit::Graph& graph, at::ScalarType type) : m_graph(graph), m_type(type) {}

  std::vector<at::Tensor> run() {
    std::vector<jit::Node*> nodes(m_graph.nodes().begin(), m_graph.nodes().end());
    for (auto* node : nodes) visit(*node);
    for (auto* node : m_graph.nodes())
      if (isFused(*node)) reuseMemory(*node);
    for (auto* value : std::vector<jit::Value*>(m_fast.begin(), m_fast.end())) convertUses(*value);
    return std::move(m_weights);
  }

 private:
  void visit(jit::Node& node) {
    if (const auto convolution = convolutionOf(node)) {
      replace(node, *convolution);
    } else if (node.kind() == c10::aten::relu && fusedBefore(node.input())) {
      switchOn(*node.input()->node(), relu);
      become(node, node.input());
    } else if (isSum(node)) {
      if (!fuseSum(node, 0) && !fuseSum(node, 1) && isFast(node.input(0)) && isFast(node.input(1)))
        m_fast.insert(node.output());
    } else if (keepsType(node) && isFast(node.input(0))) {
      m_fast.insert(node.output());
    }
  }

  bool isFast(jit::Value* value) const { return m_fast.contains(value); }

  /// Whether a value is a fused convolution's that only one operator takes, and that does not yet
  /// apply ReLU.
  bool fusedBefore(const jit::Value* value) const {
    return isFused(*value->node()) && value->uses().size() == 1 && !isOn(*value->node(), relu);
  }

  void become(jit::Node& node, jit::Value* value) {
    node.output()->replaceAllUsesWith(value);
    m_fast.erase(node.output());
    node.destroy();
  }

  void replace(jit::Node& node, const Convolution& convolution) {
    const jit::WithInsertPoint point(&node);
    const auto packed = pack(convolution, m_type);
    auto* weightInput = input(packed.weight);
    auto* biasInput = packed.bias.defined() ? input(packed.bias) : m_graph.insertConstant({});
    std::vector<jit::Value*> inputs = {node.namedInput("input"), weightInput, biasInput,
                                       m_graph.insertConstant({})};
    for (const auto& numbers : {convolution.stride, convolution.padding, convolution.dilation})
      inputs.push_back(m_graph.insertConstant(numbers));
    inputs.push_back(m_graph.insertConstant(convolution.groups));
    inputs.push_back(m_graph.insertConstant(false));
    inputs.push_back(m_graph.insertConstant(false));
    auto* fused = m_graph.insertNode(m_graph.create(fusedConvolution(), inputs));
    fused->output()->setType(c10::TensorType::get());
    m_fast.insert(fused->output());
    become(node, fused->output());
  }

  jit::Value* input(const at::Tensor& tensor) {
    m_weights.push_back(tensor);
    auto* value = m_graph.addInput();
    value->setType(c10::TensorType::get());
    return value;
  }

  /// The sum joins the convolution that computes one of its sides; the other side must be there
  /// when that runs, so the convolution moves to the place of the sum.
  bool fuseSum(jit::Node& node, std::size_t side) {
    auto* value = node.input(side);
    auto* fused = value->node();
    if (!fusedBefore(value) || !fused->input(other)->mustBeNone() || !isFast(node.input(1 - side)))
      return false;
    fused->moveBefore(&node);
    fused->replaceInput(other, node.input(1 - side));
    become(node, value);
    return true;
  }

  /// A sum may be written over its other side if that is a value of its own that nobody needs
  /// later.
  void reuseMemory(jit::Node& node) {
    auto* value = node.input(other);
    if (value->mustBeNone()) return;
    for (const auto& use : value->uses()) {
      if (use.user == &node && use.offset == other) continue;
      if (!use.user->outputs().size() || !isFast(use.user->output(0)) ||
          !use.user->isBefore(&node) || use.user->owningBlock() != m_graph.block())
        return;
    }
    switchOn(node, inPlace);
  }

  void convertUses(jit::Value& value) {
    std::vector<jit::Use> others;
    for (const auto& use : value.uses())
      if (use.user->outputs().size() != 1 || !isFast(use.user->output())) others.push_back(use);
    if (others.empty()) return;
    auto* plain = m_graph.create(plainTensor(), {&value});
    plain->insertAfter(value.node());
    plain->output()->setType(c10::TensorType::get());
    for (const auto& use : others) use.user->replaceInput(use.offset, plain->output());
  }

  jit::Graph& m_graph;
  at::ScalarType m_type;
  std::vector<at::Tensor> m_weights;
  std::unordered_set<jit::Value*> m_fast;  // in m_type, channels last
};

}  // namespace

std::vector<at::Tensor> fuseConvolutions(jit::Graph& graph, at::ScalarType type) {
  return Fusion(graph, type).run();
}

}  // namespace rho::model
