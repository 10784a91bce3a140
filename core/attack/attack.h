// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "attack/threat_model.h"
#include "attack/victim.h"
#include "base/job_context.h"
#include "explain/option.h"
#include "model/model.h"

namespace rho::attack {

/// What an attack is, for menus, help, reports and tests.
struct AttackInfo {
  std::string id;       ///< "pgd": file names and the command line
  std::string title;    ///< "PGD"
  std::string summary;  ///< one sentence
  std::string source;   ///< the paper or implementation that defines it
  bool bounded = true;  ///< searches within a bound; else for the smallest perturbation
  bool linf = true;     ///< knows L∞; all know L2 and RMSE
  bool targeted = true;
  int leastClasses = 2;
  std::vector<explain::OptionSpec> options;
};

struct AttackQuery {
  torch::Tensor inputs;  ///< N×C×H×W in [0,1] at the card's size, on any device
  torch::Tensor labels;  ///< N class indices (int64)
  ThreatModel threat;
  std::uint64_t seed = 0;  ///< the only source of randomness
  nlohmann::json options = nlohmann::json::object();
  std::int64_t batch = 0;  ///< images at a time; 0 chooses one that bounds the memory
};

/// All tensors on the CPU, N items.
struct AttackResult {
  torch::Tensor adversarial;     ///< N×C×H×W; the image itself where nothing was found
  torch::Tensor correct;         ///< flags: the network is right on the image as it is
  torch::Tensor attacked;        ///< flags: correct, and not of the target class already
  torch::Tensor success;         ///< flags: attacked, and the perturbed image reaches the goal
  torch::Tensor l2, linf, rmse;  ///< of the perturbation, double; 0 where nothing was found
  torch::Tensor passes;          ///< int64: evaluations of the network, with gradient or without
  nlohmann::json options;        ///< complete
  double seconds = 0;

  double successRate() const;     ///< share of the attacked; 0 where none was
  double accuracy() const;        ///< share of correct images
  double robustAccuracy() const;  ///< share of images that are correct and stay so
  /// Of the successes' perturbations; none without a success.
  std::optional<double> medianSize(Norm norm) const;
  const torch::Tensor& sizes(Norm norm) const;
};

/// One attack. Stateless: one object may serve several threads.
class Attack {
 public:
  virtual ~Attack() = default;
  virtual const AttackInfo& info() const = 0;

  /// Checks everything, runs batch by batch in lanes, asks the network once more about what was
  /// found. Images that the network gets wrong anyway are returned unchanged. A multi-label network
  /// is attacked by a view of one label (model::oneLabel). Throws InvalidInput and Cancelled.
  AttackResult run(const model::Model& model, const AttackQuery& query,
                   const JobContext& context = {}) const;

  /// The attack itself on these rows of the victim, which keeps what is found. options: complete.
  /// Checks the context before every step.
  virtual void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json& options,
                      const JobContext& context) const = 0;

 private:
  void requireValid(const model::Model& model, const AttackQuery& query) const;
};

/// All attacks, in the order of menus. The one line per attack stands in registry.cpp.
const std::vector<const Attack*>& attacks();
/// Throws InvalidInput listing the attacks that exist.
const Attack& attackNamed(const std::string& id);
/// What authors measure with: 8/255 in L∞, 1 in L2, ρ = 0.1 in RMSE. None for attacks that search
/// for the smallest perturbation.
std::optional<double> usualEpsilon(const Attack& attack, Norm norm);

}  // namespace rho::attack
