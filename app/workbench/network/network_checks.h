// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "preflight/preflight.h"
#include "widgets/check_list.h"

namespace rho::workbench {

/// What the checks found, in the window's language.
std::vector<widgets::CheckItem> checkItems(const std::vector<preflight::Finding>& findings);

}  // namespace rho::workbench
