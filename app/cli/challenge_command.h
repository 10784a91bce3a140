// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

namespace rho::cli {

/// Adds `challenge` to the command quality.
void addChallenge(CLI::App& quality, Console& console);

}  // namespace rho::cli
