// SPDX-License-Identifier: Apache-2.0
#include "annotation/file_hash.h"

#include <fstream>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"

namespace rho::annotation {

std::string hashOfFile(const std::filesystem::path& file) {
  requireFile(file);
  std::ifstream stream(file, std::ios::binary);
  std::vector<char> piece(std::size_t{1} << 16);
  Sha256 digest;
  while (stream.read(piece.data(), std::ssize(piece)) || stream.gcount() > 0)
    digest.add(std::as_bytes(std::span(piece).first(static_cast<std::size_t>(stream.gcount()))));
  if (stream.bad())
    throw BrokenFile(file.string(), "could not be read to its end", "check the disk");
  return digest.hex();
}

}  // namespace rho::annotation
