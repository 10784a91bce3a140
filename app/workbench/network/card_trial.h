// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "image/image.h"
#include "preflight/preflight.h"

namespace rho::workbench {

/// What a network with a card that nobody has written yet says of an image.
struct CardTrial {
  nlohmann::json card;
  std::string failure;       ///< why it cannot be opened so; then the rest is empty
  std::int64_t outputs = 0;  ///< as far as they are known; 0: not
  std::vector<std::string> classNames;
  std::vector<float> confidences;  ///< one per class; empty without an image
  std::vector<preflight::Finding> findings;
  bool isComplete = true;  ///< else the findings are still to come
};

/// For a worker. image may be empty. sink gets the answer, and later all of it: checks take many
/// times as long. Throws Cancelled alone.
void tryCard(const std::filesystem::path& network, const nlohmann::json& card,
             const image::Image& image, const std::function<void(const CardTrial&)>& sink,
             const JobContext& context);

}  // namespace rho::workbench
