// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "image/file_bytes.h"

namespace rho::image {

/// What a picture file's own structure says, and what its decoder does not tell.
struct CodecFacts {
  std::uint64_t width = 0;
  std::uint64_t height = 0;
  bool greyWithAlpha = false;   ///< decoded as colour with alpha, but one channel is enough
  bool premultiplied = false;   ///< the decoder has multiplied colours with alpha
  bool minimumIsWhite = false;  ///< and the decoder leaves it so
  std::vector<std::string> notes;
};

// Each walks through the whole structure of a file before it is decoded. They throw UnknownFormat
// (a variant that is not supported), BrokenFile (cut off or damaged), and check no dimensions.
CodecFacts inspectPng(const FileBytes& file);   ///< PNG, third edition: chunks, their CRC-32, IEND
CodecFacts inspectJpeg(const FileBytes& file);  ///< ITU-T T.81: segments, scans, end of image
CodecFacts inspectTiff(FileBytes file);        ///< TIFF 6.0 and BigTIFF: where strips and tiles lie
CodecFacts inspectBmp(const FileBytes& file);  ///< Windows bitmap: rows lie within the file

}  // namespace rho::image
