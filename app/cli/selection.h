// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "data/data_set.h"

namespace rho::cli {

/// The options that choose some images of a data set.
void addSelection(CLI::App& command, data::Selection& selection);

}  // namespace rho::cli
