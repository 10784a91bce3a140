// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "explain/explainer.h"

namespace rho::cli {

/// Which methods to run, and with which settings. The settings come from the methods' own
/// descriptions: a new method or option needs no code here.
struct MethodOptions {
  std::vector<std::string> methods = {"ae-raise", "ae-lower", "gradcam", "lime"};
  std::optional<double> rho;
  std::vector<std::string> settings;  ///< "name=value" or "method.name=value"
  std::uint64_t seed = 0;

  void addTo(CLI::App& command);
  /// Checks every method and setting before anything runs. Throws InvalidInput, UsageError.
  std::vector<std::pair<const explain::Explainer*, nlohmann::json>> chosen() const;
};

}  // namespace rho::cli
