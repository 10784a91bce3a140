// SPDX-License-Identifier: Apache-2.0
#include "preflight/preflight.h"

#include <fmt/ranges.h>

#include <random>

#include "base/error.h"
#include "model/tensor.h"
#include "model/torch_errors.h"
#include "preflight/checks.h"

namespace rho::preflight {

namespace {

struct NamedCheck {
  const char* title;
  Check check;
};

/// The registries: a new check is one file and one line.
constexpr NamedCheck ofImage[] = {{"Input", inputRange},
                                  {"Normalisation", normalisation},
                                  {"Numbers", finiteOutputs},
                                  {"Gradient", gradient},
                                  {"Gradient masking", masking}};
constexpr NamedCheck ofNetwork[] = {{"Classes", classCount},
                                    {"Repeatability", repeatability},
                                    {"Evaluation mode", evaluationMode},
                                    {"Double normalisation", ownNormalisation},
                                    {"Stored examples", examples}};

/// Memory and the user's wish to stop are no findings.
Finding failure(const std::string& title) try {
  return {title, false, {model::causeOfLibraryError(title)}};
} catch (const Error& error) {
  if (error.code() == ExitCode::cancelled || error.code() == ExitCode::outOfMemory) throw;
  return {title, false, {error.what()}};
}

std::vector<Finding> run(std::span<const NamedCheck> checks, const Subject& subject,
                         const JobContext& context) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    context.step(static_cast<long long>(i), static_cast<long long>(checks.size()), "checks");
    try {
      auto found = checks[i].check(subject);
      if (!found) continue;
      found->title = checks[i].title;
      findings.push_back(std::move(*found));
    } catch (...) {
      findings.push_back(failure(checks[i].title));
    }
  }
  return findings;
}

}  // namespace

std::string Finding::text() const { return fmt::format("{}", fmt::join(sentences, " ")); }

std::vector<Finding> checkNetwork(const model::Model& model, const std::filesystem::path& file,
                                  const JobContext& context) {
  model::prepareComputeThread();
  return run(ofNetwork, {model, noiseImage(model, 1), nullptr, file}, context);
}

std::vector<Finding> checkImage(const model::Model& model, const image::Image& image,
                                const JobContext& context) {
  model::prepareComputeThread();
  return run(ofImage, {model, model.input(image), &image}, context);
}

nlohmann::json toJson(const std::vector<Finding>& findings, const std::string& image) {
  nlohmann::json checks = nlohmann::json::array();
  for (const auto& finding : findings)
    checks.push_back(
        {{"check", finding.title}, {"passed", finding.passed}, {"found", finding.text()}});
  nlohmann::json result = {{"checks", checks}};
  if (!image.empty()) result["image"] = image;
  return result;
}

std::string number(double value) { return fmt::format("{:.2g}", value); }

torch::Tensor noiseImage(const model::Model& model, std::uint64_t seed) {
  const auto& card = model.card();
  const auto like = torch::empty({1, card.inputChannels, card.inputHeight, card.inputWidth},
                                 torch::dtype(torch::kFloat32).device(model.device()));
  return (0.5 + 0.2 * unitNoise(like, seed)).clamp(0, 1);
}

torch::Tensor unitNoise(const torch::Tensor& like, std::uint64_t seed) {
  auto noise = torch::empty(like.sizes(), torch::kFloat32);
  std::mt19937_64 engine(seed);
  auto* values = noise.data_ptr<float>();
  // A coin for each value: its size is exact, and it is the same with every library.
  for (std::int64_t i = 0; i < noise.numel(); ++i) values[i] = engine() >> 63 ? 1.0f : -1.0f;
  return noise.to(like.device());
}

}  // namespace rho::preflight
