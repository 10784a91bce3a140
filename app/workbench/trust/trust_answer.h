// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/model.h"
#include "workbench/inspect/analysis.h"

namespace rho::workbench {

/// Analysis::range and Analysis::checkTrust for any model. network: its file.
std::optional<trust::RangeFinding> rangeOf(const model::Model& model,
                                           const std::filesystem::path& network,
                                           const image::Image& image);
TrustAnswer answerTo(const TrustQuestion& question, const model::Model& model,
                     const std::filesystem::path& network, const JobContext& context);

}  // namespace rho::workbench
