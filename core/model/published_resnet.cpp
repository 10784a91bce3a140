// SPDX-License-Identifier: Apache-2.0
#include "model/published_resnet.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/file_bounds.h"
#include "model/small_resnet.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

/// Read-only access to the tensors of one file, with the errors of this reader.
class PublishedTensors {
 public:
  PublishedTensors(const TensorMap& tensors, std::string source)
      : m_tensors(tensors), m_source(std::move(source)) {}

  bool contains(const std::string& name) const { return m_tensors.contains(name); }

  const torch::Tensor& at(const std::string& name, std::int64_t dimensions) const {
    const auto found = m_tensors.find(name);
    if (found == m_tensors.end()) fail("lacks the tensor \"" + name + "\"");
    if (found->second.dim() != dimensions)
      fail(fmt::format("tensor \"{}\" should have {} dimensions, but has the shape {}", name,
                       dimensions, shapeText(found->second.sizes())));
    return found->second;
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw InvalidInput(m_source, problem, "the file is not a complete published network");
  }

  const TensorMap& all() const { return m_tensors; }

 private:
  const TensorMap& m_tensors;
  std::string m_source;
};

std::string pipe(std::size_t index) { return fmt::format("pipe.{}", index); }

void deriveGroups(const PublishedTensors& tensors, SmallResNetOptions& options) {
  options.blocks.clear();
  options.features.clear();
  for (std::size_t group = 1; tensors.contains(pipe(group) + ".0.main.0.weight"); ++group) {
    int blocks = 0;
    while (tensors.contains(fmt::format("pipe.{}.{}.main.0.weight", group, blocks))) ++blocks;
    options.blocks.push_back(blocks);
    options.features.push_back(
        static_cast<int>(tensors.at(pipe(group) + ".0.main.0.weight", 4).size(0)));
  }
  if (options.blocks.empty()) tensors.fail("has no blocks (pipe.1.0.main.0.weight)");
}

/// Each half-Huber module stores its width d; networks with ReLU store none.
void deriveActivation(const PublishedTensors& tensors, SmallResNetOptions& options) {
  options.activation = Activation::relu;
  for (const auto& [name, tensor] : tensors.all()) {
    if (!name.ends_with(".d")) continue;
    const double width = tensors.at(name, 0).item<double>();
    if (options.activation == Activation::halfHuber && width != options.halfHuberWidth)
      tensors.fail("has half-Huber activations of different widths");
    options.activation = Activation::halfHuber;
    options.halfHuberWidth = width;
  }
}

SmallResNetOptions optionsOf(const PublishedTensors& tensors) {
  SmallResNetOptions options;
  deriveGroups(tensors, options);
  deriveActivation(tensors, options);
  options.inputChannels = static_cast<int>(tensors.at("pipe.0.weight", 4).size(1));
  const auto head = pipe(options.blocks.size() + 4) + ".weight";
  options.classes = static_cast<int>(tensors.at(head, 4).size(0));
  return SmallResNetOptions::fromJson(options.toJson());
}

/// Theirs → ours, by prefix.
std::map<std::string, std::string> modulesOf(const SmallResNetOptions& options) {
  const auto groups = options.blocks.size();
  std::map<std::string, std::string> modules = {
      {"pipe.0", "stem"}, {pipe(groups + 1), "norm"}, {pipe(groups + 4), "head"}};
  for (std::size_t g = 1; g <= groups; ++g) {
    for (int b = 0; b < options.blocks[g - 1]; ++b) {
      const auto theirs = fmt::format("pipe.{}.{}.", g, b),
                 ours = fmt::format("group{}_{}.", g, b + 1);
      modules[theirs + "pre.0"] = ours + "norm1";
      modules[theirs + "main.0"] = ours + "conv1";
      modules[theirs + "main.1"] = ours + "norm2";
      modules[theirs + "main.3"] = ours + "conv2";
      modules[theirs + "shortcut"] = ours + "shortcut";
      modules[theirs + "shortcut.0"] = ours + "shortcut";
    }
  }
  return modules;
}

/// Tensors of unknown modules keep their names, so that they are reported as unexpected.
TensorMap renamed(const PublishedTensors& tensors, const SmallResNetOptions& options) {
  const auto modules = modulesOf(options);
  TensorMap result;
  for (const auto& [name, tensor] : tensors.all()) {
    const auto dot = name.rfind('.');
    if (name == "input_offset" || name.ends_with(".d") || name.ends_with("num_batches_tracked"))
      continue;
    const auto module =
        dot == std::string::npos ? modules.end() : modules.find(name.substr(0, dot));
    const auto key = module == modules.end() ? name : module->second + name.substr(dot);
    result[key] = tensor.to(torch::kFloat32);
  }
  return result;
}

/// The eight-by-eight average pool that ends these networks tells the size of the input.
int inputSizeOf(const Checkpoint& checkpoint, std::size_t groups) {
  const auto arch =
      checkpoint.metadata.value("/training_options/arch"_json_pointer, nlohmann::json());
  if (arch.is_array() && !arch.empty() && arch[0].is_number_integer()) return arch[0];
  return 8 << (groups - 1);
}

std::vector<std::string> classNamesOf(const SmallResNetOptions& options) {
  if (options.classes == 10 && options.inputChannels == 3)
    return {"airplane", "automobile", "bird",  "cat",  "deer",
            "dog",      "frog",       "horse", "ship", "truck"};
  std::vector<std::string> names;
  for (int i = 0; i < options.classes; ++i) names.push_back(fmt::format("class {}", i));
  return names;
}

nlohmann::json trainingOf(const Checkpoint& checkpoint) {
  nlohmann::json training = nlohmann::json::object();
  const auto options = checkpoint.metadata.value("training_options", nlohmann::json::object());
  for (const char* key : {"robust_additions", "adversarial_training", "l2_min"})
    if (options.contains(key)) training[key] = options[key];
  return training;
}

std::vector<double> row(const torch::Tensor& offset, std::int64_t index) {
  const auto values = offset[index].to(torch::kFloat64).contiguous();
  return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

ModelCard cardOf(const Checkpoint& checkpoint, const PublishedTensors& tensors,
                 const SmallResNetOptions& options, const std::filesystem::path& source) {
  const auto& offset = tensors.at("input_offset", 2);
  if (offset.size(0) != 2 || offset.size(1) != options.inputChannels)
    tensors.fail(fmt::format("tensor \"input_offset\" should have the shape [2, {}], but has {}",
                             options.inputChannels, shapeText(offset.sizes())));
  ModelCard card;
  card.name = source.stem().string();
  card.architecture = "small-resnet";
  card.architectureOptions = options.toJson();
  card.classNames = classNamesOf(options);
  card.inputWidth = card.inputHeight = inputSizeOf(checkpoint, options.blocks.size());
  card.inputChannels = options.inputChannels;
  card.mean = row(offset, 0);
  card.standardDeviation = row(offset, 1);
  card.gradCamLayer = fmt::format("group{}", options.blocks.size());
  card.training = trainingOf(checkpoint);
  card.metrics = nlohmann::json::object();
  return card;
}

}  // namespace

std::string PublishedResNet::name() const {
  return "the PyTorch checkpoints published with Adversarial Explanations (2019)";
}

std::optional<Recognised> PublishedResNet::recognise(const Checkpoint& checkpoint,
                                                     const std::filesystem::path& source) const {
  if (!checkpoint.tensors.contains("input_offset") || !checkpoint.tensors.contains("pipe.0.weight"))
    return std::nullopt;
  const PublishedTensors tensors(checkpoint.tensors, source.string());
  const auto options = optionsOf(tensors);
  return Recognised{cardOf(checkpoint, tensors, options, source), renamed(tensors, options)};
}

}  // namespace rho::model
