// SPDX-License-Identifier: Apache-2.0
#include "model/black_box.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <set>

#include "base/error.h"
#include "base/json_file.h"
#include "base/sha256.h"
#include "model/tensor.h"

namespace rho::model {

namespace fs = std::filesystem;

namespace {

/// What the user opened in this program.
struct Permissions {
  std::mutex mutex;
  std::set<fs::path> files;
};

Permissions& permissions() {
  static Permissions given;
  return given;
}

void requirePermission(const fs::path& path) {
  auto& given = permissions();
  const std::lock_guard lock(given.mutex);
  if (!given.files.contains(fs::absolute(path).lexically_normal()))
    throw RefusedFile(path.string(), "runs a program, and was not opened by hand",
                      "open it yourself if you trust it");
}

double numberIn(const nlohmann::json& json, const char* key, double otherwise, double least,
                double most, const std::string& source) {
  if (!json.contains(key)) return otherwise;
  const auto& value = json.at(key);
  if (!value.is_number() || !(value.get<double>() >= least && value.get<double>() <= most))
    throw InvalidInput(source, fmt::format("{} is {}", key, value.dump()),
                       fmt::format("use {} to {}", least, most));
  return value;
}

/// A name without a folder is looked for in PATH.
fs::path programFile(const std::string& name, const fs::path& folder, const std::string& source) {
  if (name.find('/') != std::string::npos) return fs::absolute(folder / name);
  if (const auto found = findProgram(name)) return *found;
  throw MissingFile(source, "names the program " + name + ", which is not there",
                    "install it, or write its path");
}

Program programOf(const nlohmann::json& json, const fs::path& path) {
  const auto source = path.string();
  const auto command = json.value("command", nlohmann::json());
  const bool isList = command.is_array() && !command.empty() &&
                      std::all_of(command.begin(), command.end(),
                                  [](const auto& part) { return part.is_string(); });
  if (!isList || command[0].get<std::string>().empty())
    throw InvalidInput(source, "command must be the program and its arguments, a list of texts",
                       R"(write, for example, "command": ["python3", "classify.py"])");
  const auto folder = fs::absolute(path).parent_path();
  Program program;
  program.file = programFile(command[0], folder, source);
  program.folder = folder;
  for (std::size_t i = 1; i < command.size(); ++i) program.arguments.push_back(command[i]);
  return program;
}

std::string hashOf(const nlohmann::json& json) {
  Sha256 hash;
  hash.add(json.dump());
  return hash.hex();
}

}  // namespace

BlackBoxNetwork::BlackBoxNetwork(std::string subject, const Program& program,
                                 std::chrono::milliseconds patience, const ModelCard& card,
                                 std::int64_t batch)
    : m_subject(subject),
      m_program(std::move(subject), program, patience),
      m_task(card.task),
      m_classes(card.classCount()),
      m_batch(batch) {}

torch::Tensor BlackBoxNetwork::probabilities(const torch::Tensor& images) {
  const auto dense = images.to(torch::kCPU, torch::kFloat32).contiguous();
  const auto* values = dense.data_ptr<float>();
  const std::vector<std::int64_t> expected = {images.size(0), m_classes};
  const auto answer =
      m_program.ask({dense.sizes().vec(), {values, values + dense.numel()}}, expected);
  constexpr float slack = 1e-3F;
  for (const float value : answer)
    if (!(value >= -slack && value <= 1 + slack))
      throw InvalidInput(m_subject, fmt::format("its program gives {} as a probability", value),
                         "let it give probabilities from 0 to 1, not logits");
  return torch::tensor(answer).view(expected);
}

torch::Tensor BlackBoxNetwork::forward(const torch::Tensor& x) {
  if (torch::GradMode::is_enabled() && x.requires_grad())
    throw InvalidInput(m_subject, "is a program: it gives answers, but no gradients",
                       "use lime, occlusion or rise");
  std::vector<torch::Tensor> parts;
  for (const auto& part : x.split(m_batch)) parts.push_back(probabilities(part));
  constexpr double least = 1e-12;
  const auto p = torch::cat(parts).to(torch::kFloat64);
  const auto logits = m_task == Task::multiLabel
                          ? p.clamp_min(least).log() - (1 - p).clamp_min(least).log()
                          : p.clamp_min(least).log();
  return logits.to(torch::kFloat32);
}

Network::Tapped BlackBoxNetwork::tap(const torch::Tensor&, const std::string&) {
  throw InvalidInput(m_subject, "is a program: it has no layers to look at",
                     "use lime, occlusion or rise");
}

void BlackBoxNetwork::train(bool on) {
  if (on)
    throw InvalidInput(m_subject, "is a program: it cannot be trained here",
                       "train a network of rho train");
}

bool isBlackBox(const fs::path& path) {
  return path.filename().string().ends_with(".blackbox.json");
}

void permitBlackBox(const fs::path& path) {
  const std::lock_guard lock(permissions().mutex);
  permissions().files.insert(fs::absolute(path).lexically_normal());
}

Model openBlackBox(const fs::path& path) {
  const auto source = path.string();
  auto json = readJsonObject(path);
  requirePermission(path);
  const auto program = programOf(json, path);
  const auto seconds = numberIn(json, "timeout_seconds", 60, 0.01, 86400, source);
  const auto batch = numberIn(json, "batch", 16, 1, 4096, source);
  json["architecture"] = "black-box";
  if (!json.contains("name")) json["name"] = path.stem().stem().string();
  const auto channels = json.value("input_channels", 0);
  const auto count = channels == 3 ? 3 : 1;
  if (!json.contains("mean")) json["mean"] = std::vector<double>(std::size_t(count), 0.0);
  if (!json.contains("standard_deviation"))
    json["standard_deviation"] = std::vector<double>(std::size_t(count), 1.0);
  auto card = cardFromJson(json, source);
  card.sha256 = hashOf(json);
  auto network = std::make_shared<BlackBoxNetwork>(
      source, program, std::chrono::milliseconds(static_cast<std::int64_t>(1000 * seconds)), card,
      static_cast<std::int64_t>(batch));
  return Model(std::move(card), std::move(network));
}

}  // namespace rho::model
