// SPDX-License-Identifier: Apache-2.0
#include "model/onnx_network.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "base/error.h"
#include "model/attention_weights.h"
#include "model/onnx_inference.h"
#include "model/tensor.h"
#include "model/torch_errors.h"
#include "onnx/execution.h"
#include "onnx/tensor_record.h"

namespace rho::model {

namespace {

/// Where a value of four axes has a height and a width that are the image's: N×C×H×W or N×H×W×C.
enum class Layout { none, channelsFirst, channelsLast };

struct Layer {
  std::string name;
  onnx::ValueId value = onnx::noValue;
  Layout layout = Layout::none;
  bool isTokens = false;  ///< the norm before a transformer's last attention
};

const onnx::Integers toChannelsFirst = {0, 3, 1, 2}, toChannelsLast = {0, 2, 3, 1};

/// Operators after which height and width, if there are any, are no longer the image's: in
/// transformers the scores of attention have four axes too.
bool losesPicture(const std::string& type) {
  for (const char* name : {"Reshape", "Transpose", "MatMul", "Gemm", "Einsum", "Flatten", "Squeeze",
                           "Unsqueeze", "Gather", "GatherND", "Attention"})
    if (type == name) return true;
  return false;
}

/// Of what a step makes of a picture of this layout.
Layout layoutAfter(const onnx::Step& step, Layout layout) {
  if (step.type == "Transpose") {
    const auto found = step.attributes.find("perm");
    const auto* order =
        found == step.attributes.end() ? nullptr : std::get_if<onnx::Integers>(&found->second);
    if (!order) return Layout::none;
    if (layout == Layout::channelsLast && *order == toChannelsFirst) return Layout::channelsFirst;
    if (layout == Layout::channelsFirst && *order == toChannelsLast) return Layout::channelsLast;
  }
  return losesPicture(step.type) ? Layout::none : layout;
}

/// The layouts of values that are computed from a picture.
class Pictures {
 public:
  Pictures(onnx::ValueId image, Layout layout) { m_layouts[image] = layout; }

  Layout after(const onnx::Step& step) const {
    for (const auto input : step.inputs)
      if (const auto found = m_layouts.find(input); found != m_layouts.end())
        if (const auto layout = layoutAfter(step, found->second); layout != Layout::none)
          return layout;
    return Layout::none;
  }

  /// The layout that such a value has; none where its shape is no picture's.
  Layout note(onnx::ValueId value, const std::vector<std::int64_t>& shape, Layout layout) {
    if (layout == Layout::none || shape.size() != 4) return Layout::none;
    const bool isLast = layout == Layout::channelsLast;
    if (shape[isLast ? 1 : 2] * shape[isLast ? 2 : 3] <= 1) return Layout::none;
    return m_layouts[value] = layout;
  }

 private:
  std::map<onnx::ValueId, Layout> m_layouts;
};

/// In a transformer only the class token matters after the last attention: what patches have
/// gradients is before it. Of an attention between T tokens that are normed, the norm's layer.
void markTokens(std::vector<Layer>& layers, const onnx::Program& program,
                const std::map<onnx::ValueId, std::vector<std::int64_t>>& shapes) {
  const auto shapeOf = [&](onnx::ValueId value) {
    const auto found = shapes.find(value);
    return found == shapes.end() ? std::vector<std::int64_t>() : found->second;
  };
  onnx::ValueId norm = onnx::noValue, last = onnx::noValue;
  for (const auto& step : program.steps()) {
    const auto shape = shapeOf(step.outputs.front());
    if (step.type == "LayerNormalization" && shape.size() == 3) norm = step.outputs.front();
    const auto tokens = shapeOf(norm);
    const bool isAttention = step.type == "Attention" ||
                             (step.type == "Softmax" && shape.size() == 4 && tokens.size() == 3 &&
                              shape[2] == shape[3] && shape[3] == tokens[1]);
    if (isAttention) last = norm;
  }
  for (auto& layer : layers) layer.isTokens = last != onnx::noValue && layer.value == last;
}

/// A dropout refuses by itself when it runs; batch statistics would work, and mean nothing.
void requireEvaluationMode(const onnx::Program& program) {
  for (const auto& step : program.steps()) {
    const auto found = step.attributes.find("training_mode");
    if (found == step.attributes.end()) continue;
    const auto* mode = std::get_if<std::int64_t>(&found->second);
    if (mode && *mode != 0)
      throw InvalidInput(program.source(), step.text() + " is in training mode",
                         "export the network in evaluation mode");
  }
}

/// Exporters end networks with steps that do nothing, behind which the last operator is.
void endBeforeIdentities(onnx::Program& program) {
  for (;;) {
    const auto* last = program.stepOf(program.outputs().front());
    if (!last || last->type != "Identity") return;
    program.endAt(last->inputs.front());
  }
}

/// Classes in columns: the tails of ones that some networks leave are dropped.
torch::Tensor asLogits(torch::Tensor output) {
  while (output.dim() > 2 && output.size(-1) == 1) output = output.squeeze(-1);
  return output.dim() == 1 ? output.unsqueeze(1) : output;
}

}  // namespace

struct OnnxNetwork::State {
  std::string source;
  OnnxDescription about;
  torch::ScalarType inputType = torch::kFloat32;
  std::unique_ptr<onnx::Program> program;
  std::vector<Layer> layers;
  std::mutex mutex;  // guards what follows
  std::map<Precision, std::shared_ptr<const onnx::Program>> inferencePrograms;

  /// Made for one image of this size, or as many as the file fixes: always the same program.
  std::shared_ptr<const onnx::Program> programFor(Precision precision,
                                                  const torch::Tensor& images) {
    const std::lock_guard lock(mutex);
    auto& known = inferencePrograms[precision];
    if (!known)
      known = std::make_shared<const onnx::Program>(forInference(
          *program, precision, images.narrow(0, 0, std::max<std::int64_t>(1, about.batch))));
    return known;
  }

  const Layer& layerNamed(const std::string& name) const {
    const auto found =
        std::find_if(layers.begin(), layers.end(), [&](const auto& l) { return l.name == name; });
    if (found == layers.end()) {
      std::vector<std::string> names;
      for (const auto& layer : layers) names.push_back(layer.name);
      throwUnknownLayer(name, names);
    }
    return *found;
  }

  /// As many images at a time as the file fixes; the last of them is repeated to fill up.
  std::vector<torch::Tensor> portions(const torch::Tensor& x) const {
    const auto input =
        about.areChannelsLast ? x.to(inputType).permute(toChannelsLast) : x.to(inputType);
    if (about.batch == 0 || about.batch == x.size(0)) return {input};
    auto parts = input.split(about.batch);
    if (const auto missing = about.batch - parts.back().size(0); missing > 0)
      parts.back() =
          torch::cat({parts.back(), parts.back().narrow(0, 0, 1).expand({missing, -1, -1, -1})});
    return parts;
  }

  torch::Tensor joined(const std::vector<torch::Tensor>& logits, std::int64_t images) const {
    const auto all = logits.size() == 1 ? logits.front() : torch::cat(logits);
    return all.narrow(0, 0, std::min(images, all.size(0))).to(torch::kFloat32);
  }

  /// Stops at the layer, goes on from what `settle` makes of its value. Pictures are handed out
  /// channels first.
  template <typename Settle>
  Tapped tapped(const torch::Tensor& x, const std::string& layer, bool recordBefore,
                Settle settle) const {
    const auto& wanted = layerNamed(layer);
    std::vector<std::unique_ptr<onnx::Execution>> runs;
    std::vector<torch::Tensor> values;
    {
      const torch::AutoGradMode mode(recordBefore && torch::GradMode::is_enabled());
      for (const auto& part : portions(x)) {
        runs.push_back(
            std::make_unique<onnx::Execution>(*program, onnx::Tensors{part}, wanted.value));
        values.push_back(runs.back()->kept());
      }
    }
    const auto value = values.size() == 1 ? values.front() : torch::cat(values);
    const bool isLast = wanted.layout == Layout::channelsLast;
    const auto inner = settle(isLast ? value.permute(toChannelsFirst) : value);
    const auto goneOn = isLast ? inner.permute(toChannelsLast) : inner;
    std::vector<torch::Tensor> logits;
    std::int64_t begin = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      // Logits follow from parts of the value that is handed out, not from what it was made of.
      const auto length = values[i].size(0);
      runs[i]->replaceKept(runs.size() == 1 ? goneOn : goneOn.narrow(0, begin, length));
      begin += length;
      logits.push_back(asLogits(runs[i]->outputs().front()));
    }
    return {inner, joined(logits, x.size(0))};
  }

  [[noreturn]] void rethrow() const {
    rethrowAs<InvalidInput>(source, "the network does not take this input",
                            "compare the card's input_size and input_channels with the network");
  }
};

OnnxNetwork::OnnxNetwork(const std::filesystem::path& path) : m_state(std::make_unique<State>()) {
  auto model = onnx::readModel(path);
  m_state->source = model.source;
  m_state->about = describe(model);
  m_state->inputType = onnx::scalarType(imageInput(model).elementType).value_or(torch::kFloat32);
  m_state->program = std::make_unique<onnx::Program>(std::move(model));
  m_state->program->endAt(m_state->program->outputs().front());
  endBeforeIdentities(*m_state->program);
  requireEvaluationMode(*m_state->program);
  if (const auto* last = m_state->program->stepOf(m_state->program->outputs().front()))
    m_state->about.lastOperator = last->type;
}

OnnxNetwork::~OnnxNetwork() = default;

const OnnxDescription& OnnxNetwork::description() const { return m_state->about; }

void OnnxNetwork::dropLastOperator() {
  auto& program = *m_state->program;
  const auto* last = program.stepOf(program.outputs().front());
  if (last && last->inputs.front() != onnx::noValue) program.endAt(last->inputs.front());
  m_state->inferencePrograms.clear();
}

std::vector<std::int64_t> OnnxNetwork::survey(std::int64_t channels, std::int64_t height,
                                              std::int64_t width) try {
  const torch::AutoGradMode withGradients(true);
  const auto& program = *m_state->program;
  const auto device = torch::kCPU;
  const auto& about = m_state->about;
  const auto images =
      torch::zeros({std::max<std::int64_t>(1, about.batch), channels, height, width},
                   torch::TensorOptions(device).dtype(m_state->inputType))
          .requires_grad_(true);
  const auto x = m_state->portions(images).front();
  std::map<onnx::ValueId, std::vector<std::int64_t>> shapes;
  onnx::Execution run(program, {x});
  run.watch([&](onnx::ValueId value, const torch::Tensor& tensor) {
    if (tensor.requires_grad()) shapes[value] = tensor.sizes().vec();
  });
  const auto shape = asLogits(run.outputs().front()).sizes().vec();

  m_state->layers.clear();
  Pictures pictures(program.inputs().front(),
                    about.areChannelsLast ? Layout::channelsLast : Layout::channelsFirst);
  const auto add = [&](const std::string& name, onnx::ValueId value, onnx::ValueId likeValue,
                       Layout layout) {
    if (const auto found = shapes.find(likeValue); found != shapes.end())
      m_state->layers.push_back({name, value, pictures.note(value, found->second, layout)});
  };
  for (const auto& step : program.steps()) {
    const auto fromPicture = pictures.after(step);
    if (step.norm) {
      add(step.name, step.norm->inner, step.outputs.front(), fromPicture);
      add(step.norm->name, step.outputs.front(), step.outputs.front(), fromPicture);
      continue;
    }
    for (std::size_t i = 0; i < step.outputs.size(); ++i)
      add(i ? step.name + ":" + std::to_string(i) : step.name, step.outputs[i], step.outputs[i],
          fromPicture);
  }
  markTokens(m_state->layers, program, shapes);
  return shape;
} catch (...) {
  m_state->rethrow();
}

std::string OnnxNetwork::lastSpatialLayer() const {
  const auto& layers = m_state->layers;
  const auto last = std::find_if(layers.rbegin(), layers.rend(), [](const Layer& layer) {
    return layer.layout != Layout::none || layer.isTokens;
  });
  return last == layers.rend() ? std::string() : last->name;
}

torch::Tensor OnnxNetwork::forward(const torch::Tensor& x) try {
  std::vector<torch::Tensor> logits;
  for (const auto& part : m_state->portions(x))
    logits.push_back(asLogits(onnx::run(*m_state->program, {part}).front()));
  return m_state->joined(logits, x.size(0));
} catch (...) {
  m_state->rethrow();
}

torch::Tensor OnnxNetwork::inference(const torch::Tensor& x, Precision precision) try {
  const torch::NoGradGuard noGrad;
  if (!x.is_cpu() || m_state->inputType != torch::kFloat32) return Network::inference(x, precision);
  const PrecisionGuard guard(precision);
  const auto parts = m_state->portions(x);
  const auto program = m_state->programFor(precision, parts.front());
  std::vector<torch::Tensor> logits;
  for (const auto& part : parts) logits.push_back(asLogits(onnx::run(*program, {part}).front()));
  return m_state->joined(logits, x.size(0));
} catch (...) {
  m_state->rethrow();
}

Network::Tapped OnnxNetwork::tap(const torch::Tensor& x, const std::string& layer) try {
  return m_state->tapped(x, layer, true, [](const torch::Tensor& value) { return value; });
} catch (...) {
  m_state->rethrow();
}

Network::Tapped OnnxNetwork::tapForGradient(const torch::Tensor& x, const std::string& layer) try {
  const torch::AutoGradMode withGradients(true);
  return m_state->tapped(x.detach(), layer, false, [](const torch::Tensor& value) {
    return value.detach().requires_grad_(true);
  });
} catch (...) {
  m_state->rethrow();
}

Network::Attended OnnxNetwork::attend(const torch::Tensor& x) try {
  std::set<onnx::ValueId> softmaxes;
  for (const auto& step : m_state->program->steps())
    if (step.type == "Softmax") softmaxes.insert(step.outputs.front());
  const auto portions = m_state->portions(x);
  TORCH_CHECK(portions.size() == 1, "it takes ", m_state->about.batch, " images at a time");
  onnx::Execution run(*m_state->program, {portions.front()});
  Attended attended;
  run.watch([&](onnx::ValueId value, const torch::Tensor& tensor) {
    if (softmaxes.contains(value) && isAttention(tensor, portions.front().size(0)))
      attended.weights.push_back(tensor);
  });
  attended.logits = asLogits(run.outputs().front()).to(torch::kFloat32);
  attended.weights = ofOneKind(std::move(attended.weights));
  return attended;
} catch (...) {
  m_state->rethrow();
}

std::vector<std::string> OnnxNetwork::layers() const {
  std::vector<std::string> names;
  for (const auto& layer : m_state->layers) names.push_back(layer.name);
  return names;
}

void OnnxNetwork::to(torch::Device device) {
  const std::lock_guard lock(m_state->mutex);
  m_state->program->to(device);
  m_state->inferencePrograms.clear();
}

void OnnxNetwork::train(bool on) {
  if (on)
    throw InvalidInput(m_state->source, "an ONNX network cannot be trained here",
                       "train a network of rho train");
}

std::vector<NamedTensor> OnnxNetwork::parameters() const {
  std::vector<NamedTensor> tensors;
  for (const auto& value : m_state->program->values())
    if (value.isConstant() && value.constant.is_floating_point())
      tensors.push_back({value.name, value.constant});
  return tensors;
}

std::vector<NamedTensor> OnnxNetwork::state() const {
  std::vector<NamedTensor> tensors;
  for (const auto& value : m_state->program->values())
    if (value.isConstant()) tensors.push_back({value.name, value.constant});
  return tensors;
}

}  // namespace rho::model
