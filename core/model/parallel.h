// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace rho::model {

/// Splits [0, count) into one range per thread of LibTorch's pool and calls `run` for each, so that
/// the machine's threads are shared with LibTorch's own operators. Within `run` those are serial.
/// An exception of `run` is passed on.
void parallelRanges(std::int64_t count, const std::function<void(std::int64_t, std::int64_t)>& run);

}  // namespace rho::model
