// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dicom/data_set.h"
#include "dicom/transfer_syntax.h"

namespace rho::dicom {

/// A part of a file's bytes.
struct Extent {
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// Where the pixels lie in the bytes.
struct PixelBytes {
  std::string vr;
  bool isEncapsulated = false;
  bool isCutOff = false;              ///< the file ends before their promised length
  Extent native;                      ///< of all frames, where they are not encapsulated
  std::vector<Extent> fragments;      ///< where they are, without the offset table
  std::vector<std::uint64_t> starts;  ///< of the frames: offsets from the first fragment's item
};

/// A parsed file: attributes as values, pixels as places in the bytes.
struct DicomFile {
  std::string source;  ///< as the user named it
  TransferSyntax syntax;
  DataSet meta;  ///< group 2
  DataSet data;
  std::optional<PixelBytes> pixels;
  std::shared_ptr<const std::vector<std::byte>> bytes;  ///< after inflating
  std::vector<std::string> notes;                       ///< what had to be guessed
  bool hasPreamble = false;

  std::span<const std::byte> part(Extent extent) const {
    return std::span<const std::byte>(*bytes).subspan(extent.offset, extent.length);
  }
};

/// Bounds that hold for every file, before memory is taken.
inline constexpr std::uintmax_t maxFileBytes = std::uintmax_t{2} << 30;
inline constexpr int maxSequenceDepth = 64;
inline constexpr std::size_t maxElements = 1'000'000;

/// Whether the first bytes (132 at least, where the file has as many) look like DICOM: "DICM" after
/// the preamble, or a data set that begins at once with group 2 or 8.
bool looksLikeDicom(std::string_view head);

/// The whole file. Throws MissingFile, UnknownFormat (no DICOM), BrokenFile, RefusedFile.
DicomFile parseDicom(std::vector<std::byte> bytes, const std::string& source);
DicomFile readDicomFile(const std::filesystem::path& path);

/// All that comes before the pixels, read from no more of the file than that takes.
DicomFile readDicomHeader(const std::filesystem::path& path);

}  // namespace rho::dicom
