// SPDX-License-Identifier: Apache-2.0
#include "model/torchscript_network.h"

#include <torch/csrc/jit/passes/inliner.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/script.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "base/file.h"
#include "base/zip_archive.h"
#include "model/pytorch_zip.h"
#include "model/torch_errors.h"
#include "model/torchscript_graph.h"

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

}  // namespace

struct TorchScriptNetwork::State {
  std::string source;
  jit::Module module;
  std::vector<std::string> layers;
  std::mutex mutex;  // guards executors
  std::map<std::string, std::shared_ptr<jit::GraphExecutor>> executors;

  /// Registering an output changes a graph, so every layer has a copy of its own.
  std::shared_ptr<jit::Graph> inlinedCopy() const {
    auto graph = module.get_method("forward").graph()->copy();
    jit::Inline(*graph);
    if (graph->inputs().size() != 2)
      throw InvalidInput(source, "its forward method does not take one tensor",
                         "export a network that takes N×C×H×W images");
    return graph;
  }

  std::shared_ptr<jit::GraphExecutor> executorFor(const std::string& layer) {
    const std::lock_guard lock(mutex);
    auto& executor = executors[layer];
    if (executor) return executor;
    const auto graph = inlinedCopy();
    const auto all = layersOf(*graph);
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& l) { return l.name == layer; });
    if (found == all.end()) {
      executors.erase(layer);
      throwUnknownLayer(layer, layers);
    }
    graph->registerOutput(found->value);
    executor = std::make_shared<jit::GraphExecutor>(graph, "forward");
    return executor;
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

std::vector<std::string> TorchScriptNetwork::layers() const { return m_state->layers; }

void TorchScriptNetwork::to(torch::Device device) { m_state->module.to(device); }

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
