// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "model/model_card.h"
#include "model/onnx_network.h"

namespace rho::model {

/// The card of an ONNX network: what the file tells (size and channels of its input, number of
/// classes, their names in the metadata, the task by its last operator), overruled by the keys of
/// FILE.json where that lies beside it. A final softmax or sigmoid that the task applies anyway is
/// dropped from the network. Throws CardNeeded where both leave something open.
ModelCard cardOfOnnx(OnnxNetwork& network, const std::filesystem::path& path);

/// What the file tells as a card that may lack things; pixels go in as 0 to 1.
nlohmann::json cardToldByOnnx(const OnnxDescription& about, const std::filesystem::path& path);

/// Names of classes as exporters put them into metadata: a JSON list, or a list or dictionary as
/// Python writes it ("{0: 'cat', 1: 'dog'}"); empty where it is none of these.
std::vector<std::string> classNamesFrom(const std::string& text);

}  // namespace rho::model
