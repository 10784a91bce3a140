// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "image/image.h"

namespace rho::model {
class Model;
}

namespace rho::preflight {

/// What a check found.
struct Finding {
  std::string title;  ///< "Gradient"
  bool passed = true;
  /// What was found; where it did not pass, what to do as well. Each is told on its own, so that
  /// the window can say it in another language.
  std::vector<std::string> sentences;

  std::string text() const;
};

/// Looks at a network before anybody trusts its answers: whether its outputs are those that its
/// card names, whether it is deterministic, in evaluation mode and normalises once, and whether it
/// answers as in the examples stored with it. file: the network's, which they lie beside. Always
/// the same checks in the same order; those that do not apply are left out. What a check cannot
/// find out, because the network fails, is its finding. Throws Cancelled.
std::vector<Finding> checkNetwork(const model::Model& model, const std::filesystem::path& file,
                                  const JobContext& context);

/// The same for one image: whether it is in the network's range, and whether the gradient there
/// tells what raises the decision.
std::vector<Finding> checkImage(const model::Model& model, const image::Image& image,
                                const JobContext& context);

/// For a card: its metrics' "preflight". image: what the network was shown, for people; may be
/// empty.
nlohmann::json toJson(const std::vector<Finding>& findings, const std::string& image);

}  // namespace rho::preflight
