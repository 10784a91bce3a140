// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "data/data_set.h"
#include "model/model.h"

namespace rho::cli {

/// What a network in training sees in some images: each as it is, and with its class raised and
/// lowered (adversarial explanations of ρ 0.1), on one page. A class is the label, or the network's
/// decision where an image may have several.
cv::Mat drawSamples(const model::Model& model, const data::Samples& samples,
                    const std::string& title);

/// At most count images from the whole of a data set.
data::Samples someOf(const data::Samples& samples, std::int64_t count);

}  // namespace rho::cli
