// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

namespace rho::cli {

/// `rho trust screen`, beside `check`: which of many images a network was made for.
void addTrustScreen(CLI::App& trust, Console& console);

}  // namespace rho::cli
