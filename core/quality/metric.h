// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "explain/option.h"
#include "model/model.h"

namespace rho::quality {

/// How a map comes about, so that it can be made again for another input (1×C×H×W) or for another
/// network of the same kind. Gives H×W floats on the CPU.
using MapFunction = std::function<torch::Tensor(const model::Model& model,
                                                const torch::Tensor& input, const JobContext&)>;

/// What is judged: a decision of a network, and the map that is to explain it.
struct Case {
  const model::Model& model;
  torch::Tensor input;            ///< 1×C×H×W in [0,1] on the model's device
  int target = 0;                 ///< the class that the map is for
  torch::Tensor map;              ///< H×W floats on the CPU; larger is more important
  MapFunction explain;            ///< empty where only the map is known
  torch::Tensor evidence;         ///< H×W flags on the CPU; undefined where it is not known
  std::optional<double> localR2;  ///< of LIME's local model
  std::uint64_t seed = 0;         ///< the only source of randomness
  /// Loads the network anew, for networks that cannot be built from their card; may be empty.
  std::function<model::Model()> loadAgain;
};

enum class Better { lower, higher };

/// What a measure is, for menus, help, reports and tests.
struct MetricInfo {
  std::string id;       ///< "deletion": file names and the command line
  std::string title;    ///< "Deletion"
  std::string summary;  ///< one sentence for a tooltip
  std::string source;   ///< the paper that defines it
  Better better = Better::higher;
  double low = 0, high = 1;  ///< the range of its values
  std::vector<explain::OptionSpec> options;
};

/// What a measure finds for one map.
struct Measurement {
  double value = 0;
  std::vector<double> curve;  ///< what the value is a summary of; empty where there is none
};

/// One measure of how good an explanation is. Stateless: one object may serve several threads.
class Metric {
 public:
  virtual ~Metric() = default;
  virtual const MetricInfo& info() const = 0;
  /// Whether the case has what the measure needs (known evidence, a local model, the method).
  virtual bool appliesTo(const Case&) const { return true; }

  /// Nothing where the measure does not apply. options: over the defaults of info(). Throws
  /// InvalidInput (options; a case whose parts do not fit; values that are not finite) and
  /// Cancelled. The network is as before in every case.
  std::optional<Measurement> measure(const Case& subject, const nlohmann::json& options,
                                     const JobContext& context = {}) const;

 protected:
  /// The measure itself; the case fits and applies, options are complete and valid.
  virtual Measurement compute(const Case& subject, const nlohmann::json& options,
                              const JobContext& context) const = 0;
};

/// All measures, in the order of tables. The one line per measure stands in registry.cpp.
const std::vector<const Metric*>& metrics();
/// Throws InvalidInput listing the measures that exist.
const Metric& metricNamed(const std::string& id);

}  // namespace rho::quality
