// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "training/data_set.h"

namespace rho::cli {

/// The options that choose some images of a data set.
void addSelection(CLI::App& command, training::Selection& selection);

}  // namespace rho::cli
