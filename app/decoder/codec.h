// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "dicom/decoder_block.h"

namespace rho::decoder {

/// Fills pixels from the stream; the block says what is in it. Whether that worked: a codec may
/// also throw, or end the program, which is why it is one of its own. Each program has one codec,
/// so that it starts quickly.
bool decode(const dicom::DecoderBlock& block, std::span<const std::byte> stream,
            std::span<std::byte> pixels);

}  // namespace rho::decoder
