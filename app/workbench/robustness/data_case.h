// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "image/image.h"

namespace rho::workbench {

/// How openCase names an image of a data set: its file where that alone says which image it is,
/// else data:ADDRESS#INDEX. image: the item, as the data set gave it.
std::string caseAddress(const std::string& data, std::int64_t item, const image::Image& image);

inline constexpr std::string_view dataCasePrefix = "data:";

/// Opens data:ADDRESS#INDEX. Throws UsageError, and what data::openDataSet and reading throw.
image::Image openDataCase(const std::string& address);

}  // namespace rho::workbench
