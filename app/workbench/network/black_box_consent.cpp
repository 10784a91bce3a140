// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/black_box_consent.h"

#include "model/black_box.h"

namespace rho::workbench {

bool looksLikeBlackBox(const std::filesystem::path& path) { return model::isBlackBox(path); }

void permitBlackBox(const std::filesystem::path& path) { model::permitBlackBox(path); }

}  // namespace rho::workbench
