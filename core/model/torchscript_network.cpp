// SPDX-License-Identifier: Apache-2.0
#include "model/torchscript_network.h"

#include <torch/csrc/jit/passes/inliner.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/script.h>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>

#include "base/file.h"
#include "base/zip_archive.h"
#include "model/attention_weights.h"
#include "model/pytorch_zip.h"
#include "model/torch_errors.h"
#include "model/torchscript_attention.h"
#include "model/torchscript_freeze.h"
#include "model/torchscript_graph.h"
#include "model/torchscript_inference.h"

namespace rho::model {

namespace jit = torch::jit;

namespace {

/// TorchScript cannot reach the system, but for a few operators that read or write files.
void requireHarmlessProgram(const std::filesystem::path& path) {
  const ZipReader archive(path);
  const auto limit = 16 * std::filesystem::file_size(path) + (1 << 20);
  for (const auto& name : archive.names()) {
    if (!name.ends_with(".py")) continue;
    const auto bytes = archive.read(name, limit);
    const std::string_view program(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    for (const char* call :
         {"from_file(", "torch.save(", "aten.save(", "torch.load(", "aten.load("})
      if (program.find(call) != std::string_view::npos)
        throw RefusedFile(path.string(),
                          std::string("its program calls ") + call + "…), which reaches files",
                          "do not use this file");
  }
}

jit::Module loaded(const std::filesystem::path& path) try {
  requireFile(path);
  requireHarmlessProgram(path);
  auto module = jit::load(path.string(), torch::kCPU);
  if (!module.find_method("forward"))
    throw InvalidInput(path.string(), "its program has no forward method",
                       "export the network again");
  writeOutNativeAttention(module);
  return module;
} catch (...) {
  rethrowAs<BrokenFile>(path.string(), "TorchScript cannot read it",
                        "export the network again with torch.jit.save");
}

/// Networks with several results give the logits first.
torch::Tensor logitsFrom(const jit::IValue& value, const std::string& source) {
  if (value.isTensor()) return value.toTensor();
  if (value.isTuple() && !value.toTupleRef().elements().empty() &&
      value.toTupleRef().elements()[0].isTensor())
    return value.toTupleRef().elements()[0].toTensor();
  throw InvalidInput(source, "its forward method returns no tensor",
                     "export a network that returns N×classes logits");
}

/// Programs are foreign: what the passes over them or their fast form refuse runs the ordinary way,
/// which tells what is wrong, if anything is.
template <typename Result>
std::shared_ptr<Result> unlessRefused(const std::function<std::shared_ptr<Result>()>& make) try {
  return make();
} catch (const Error&) {
  throw;
} catch (const std::exception&) {
  return nullptr;
}

/// A program in two parts at a layer, the first without gradients.
struct Halves {
  std::shared_ptr<const InferenceGraph> front;
  jit::Code back;
};

}  // namespace

struct TorchScriptNetwork::State {
  std::string source;
  jit::Module module;
  std::vector<std::string> layers;
  std::mutex mutex;  // guards what follows
  std::map<std::string, std::shared_ptr<jit::GraphExecutor>> executors;
  std::shared_ptr<jit::GraphExecutor> attention;
  std::map<Precision, std::shared_ptr<const InferenceGraph>> inferenceGraphs;  // null: impossible
  std::pair<std::string, std::shared_ptr<const Halves>> lastHalves;  // by layer; they hold weights

  /// Registering an output changes a graph, so every layer has a copy of its own.
  std::shared_ptr<jit::Graph> inlinedCopy() const {
    auto graph = module.get_method("forward").graph()->copy();
    jit::Inline(*graph);
    if (graph->inputs().size() != 2)
      throw InvalidInput(source, "its forward method does not take one tensor",
                         "export a network that takes N×C×H×W images");
    return graph;
  }

  jit::Value* valueOf(const std::string& layer, jit::Graph& graph) const {
    const auto all = layersOf(graph);
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& l) { return l.name == layer; });
    if (found == all.end()) throwUnknownLayer(layer, layers);
    return found->value;
  }

  std::shared_ptr<jit::GraphExecutor> executorFor(const std::string& layer) {
    const std::lock_guard lock(mutex);
    if (const auto known = executors.find(layer); known != executors.end()) return known->second;
    const auto graph = inlinedCopy();
    graph->registerOutput(valueOf(layer, *graph));
    return executors[layer] = std::make_shared<jit::GraphExecutor>(graph, "forward");
  }

  std::shared_ptr<jit::GraphExecutor> attentionExecutor() {
    const std::lock_guard lock(mutex);
    if (!attention) {
      const auto graph = inlinedCopy();
      for (auto* weights : attentionOf(*graph)) graph->registerOutput(weights);
      attention = std::make_shared<jit::GraphExecutor>(graph, "forward");
    }
    return attention;
  }

  /// Null where the program cannot be frozen.
  std::shared_ptr<const InferenceGraph> graphFor(Precision precision) {
    const std::lock_guard lock(mutex);
    const auto [entry, isNew] = inferenceGraphs.try_emplace(precision);
    if (isNew)
      entry->second = unlessRefused<const InferenceGraph>(
          [&] { return InferenceGraph::of(inlinedCopy(), module, precision); });
    return entry->second;
  }

  /// Null where the program cannot be cut at the layer or frozen before it.
  std::shared_ptr<const Halves> halvesAt(const std::string& layer) {
    const std::lock_guard lock(mutex);
    if (lastHalves.first != layer || !lastHalves.first.size())
      lastHalves = {layer, unlessRefused<const Halves>([&] { return cut(layer); })};
    return lastHalves.second;
  }

  std::shared_ptr<const Halves> cut(const std::string& layer) const {
    auto graph = inlinedCopy();
    const auto parts = cutAt(graph, valueOf(layer, *graph), module);
    if (!parts) return nullptr;
    auto front = InferenceGraph::of(parts->front, module, Precision::single);
    if (!front) return nullptr;
    return std::make_shared<const Halves>(Halves{front, jit::Code(parts->back, "forward")});
  }

  /// The layer's value as a leaf with a gradient, and the logits that follow from it.
  Tapped run(const Halves& halves, const torch::Tensor& x) const {
    jit::Stack stack = halves.front->run(x);
    const auto inner = stack.at(0).toTensor().detach().requires_grad_(true);
    stack.at(0) = inner;
    stack.insert(stack.begin(), {module._ivalue(), x});
    const torch::AutoGradMode withGradients(true);
    jit::InterpreterState(halves.back).run(stack);
    return {inner, logitsFrom(stack.at(0), source)};
  }
};

TorchScriptNetwork::TorchScriptNetwork(const std::filesystem::path& path)
    : m_state(std::make_unique<State>()) {
  m_state->source = path.string();
  m_state->module = loaded(path);
  m_state->module.eval();
  for (auto parameter : m_state->module.parameters()) parameter.set_requires_grad(false);
  for (const auto& layer : layersOf(*m_state->inlinedCopy())) m_state->layers.push_back(layer.name);
}

TorchScriptNetwork::~TorchScriptNetwork() = default;

torch::Tensor TorchScriptNetwork::forward(const torch::Tensor& x) try {
  // The optimiser specialises while it runs: slow first calls, and results that differ in the last
  // bits from one call to the next.
  const jit::GraphOptimizerEnabledGuard unoptimised(false);
  return logitsFrom(m_state->module.forward({x}), m_state->source);
} catch (...) {
  rethrowAs<InvalidInput>(m_state->source, "the network does not take this input",
                          "compare the card's input_size and input_channels with the network");
}

Network::Tapped TorchScriptNetwork::tap(const torch::Tensor& x, const std::string& layer) try {
  const auto executor = m_state->executorFor(layer);
  const jit::GraphOptimizerEnabledGuard unoptimised(false);
  jit::Stack stack = {m_state->module._ivalue(), x};
  executor->run(stack);
  return {stack.at(1).toTensor(), logitsFrom(stack.at(0), m_state->source)};
} catch (...) {
  rethrowAs<InvalidInput>(m_state->source, "the network does not take this input",
                          "compare the card's input_size and input_channels with the network");
}

torch::Tensor TorchScriptNetwork::inference(const torch::Tensor& x, Precision precision) {
  const torch::NoGradGuard noGrad;
  const auto graph = x.is_cpu() ? m_state->graphFor(precision) : nullptr;
  if (graph) try {
      return logitsFrom(graph->run(x).at(0), m_state->source).to(torch::kFloat32);
    } catch (const std::exception&) {
      // The ordinary way works, or tells what is wrong.
    }
  return forward(x).to(torch::kFloat32);
}

Network::Tapped TorchScriptNetwork::tapForGradient(const torch::Tensor& x,
                                                   const std::string& layer) {
  const auto halves = x.is_cpu() ? m_state->halvesAt(layer) : nullptr;
  if (halves) try {
      auto tapped = m_state->run(*halves, x.detach());
      if (tapped.logits.requires_grad()) return tapped;
    } catch (const std::exception&) {
      // As in inference().
    }
  return Network::tapForGradient(x, layer);
}

Network::Attended TorchScriptNetwork::attend(const torch::Tensor& x) try {
  const auto executor = m_state->attentionExecutor();
  const jit::GraphOptimizerEnabledGuard unoptimised(false);
  jit::Stack stack = {m_state->module._ivalue(), x};
  executor->run(stack);
  std::vector<torch::Tensor> weights;
  for (std::size_t i = 1; i < stack.size(); ++i)
    if (const auto value = stack[i].toTensor(); isAttention(value, x.size(0)))
      weights.push_back(value);
  return {ofOneKind(std::move(weights)), logitsFrom(stack.at(0), m_state->source)};
} catch (...) {
  rethrowAs<InvalidInput>(m_state->source, "the network does not take this input",
                          "compare the card's input_size and input_channels with the network");
}

std::string TorchScriptNetwork::layerBeforeAttention(const torch::Tensor& x) {
  const torch::NoGradGuard noGrad;
  const auto graph = m_state->inlinedCopy();
  const auto softmaxes = attentionOf(*graph);
  // A softmax that is no attention is the last one, of the classes.
  const auto count = softmaxes.empty() ? 0 : attend(x).weights.size();
  if (count == 0) return {};
  const auto* norm = normBefore(*graph, *softmaxes.at(count - 1));
  for (const auto& layer : layersOf(*graph))
    if (layer.value == norm) return layer.name;
  return {};
}

std::vector<std::string> TorchScriptNetwork::layers() const { return m_state->layers; }

void TorchScriptNetwork::to(torch::Device device) {
  const std::lock_guard lock(m_state->mutex);
  m_state->module.to(device);
  m_state->inferenceGraphs.clear();
  m_state->lastHalves = {};
}

void TorchScriptNetwork::train(bool on) {
  if (on)
    throw InvalidInput(m_state->source, "a TorchScript network cannot be trained here",
                       "train a network of rho train");
}

std::vector<NamedTensor> TorchScriptNetwork::parameters() const {
  std::vector<NamedTensor> tensors;
  for (const auto& item : m_state->module.named_parameters())
    tensors.push_back({item.name, item.value});
  return tensors;
}

std::vector<NamedTensor> TorchScriptNetwork::state() const {
  auto tensors = parameters();
  for (const auto& item : m_state->module.named_buffers())
    tensors.push_back({item.name, item.value});
  return tensors;
}

bool isTorchScript(const std::filesystem::path& path) {
  return readHead(path, 2) == "PK" && prefixInZip(path, "constants.pkl").has_value() &&
         prefixInZip(path, "data.pkl").has_value();
}

}  // namespace rho::model
