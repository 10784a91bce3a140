// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "onnx/model_record.h"

namespace rho::onnx {

/// The names that a node needs from outside: its inputs and what its subgraphs take from around.
std::vector<std::string> needsOf(const NodeRecord& node);

/// The nodes in an order in which each comes after those whose values it needs. known: the names
/// that are there without them. Throws BrokenFile where two compute the same value, where nothing
/// computes a value that one needs, or where a value depends on itself.
std::vector<const NodeRecord*> inOrder(const std::vector<NodeRecord>& nodes,
                                       const std::set<std::string>& known,
                                       const std::string& source);

}  // namespace rho::onnx
