// SPDX-License-Identifier: Apache-2.0
#include "data/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"

namespace rho::data {

void ArchiveReader::Closer::operator()(archive* handle) const { archive_read_free(handle); }

ArchiveReader::ArchiveReader(const std::filesystem::path& file)
    : m_subject(file.string()), m_archive(archive_read_new()) {
  requireFile(file);
  auto* const handle = m_archive.get();
  // Not all filters: some would start programs.
  archive_read_support_filter_gzip(handle);
  archive_read_support_filter_bzip2(handle);
  archive_read_support_filter_xz(handle);
  archive_read_support_filter_zstd(handle);
  archive_read_support_format_tar(handle);
  archive_read_support_format_zip(handle);
  constexpr std::size_t blockBytes = 1 << 16;
  require(archive_read_open_filename(handle, m_subject.c_str(), blockBytes));
}

void ArchiveReader::require(int result) const {
  if (result == ARCHIVE_OK || result == ARCHIVE_WARN) return;
  const char* reason = archive_error_string(m_archive.get());
  throw BrokenFile(m_subject, reason ? reason : "is damaged", "copy it again from its source");
}

void ArchiveReader::requireSize(std::int64_t bytes) const {
  if (bytes < 0 || static_cast<std::uint64_t>(bytes) > maxFileBytes)
    throw RefusedFile(m_subject, fmt::format("has a file of more than {} MiB", maxFileBytes >> 20),
                      "unpack it and name the folder");
}

void ArchiveReader::requireTotal() const {
  if (static_cast<std::uint64_t>(archive_filter_bytes(m_archive.get(), 0)) > maxBytes)
    throw RefusedFile(m_subject, fmt::format("unpacks to more than {} GiB", maxBytes >> 30),
                      "unpack it and name the folder");
}

std::optional<std::string> ArchiveReader::next() {
  archive_entry* entry = nullptr;
  for (;;) {
    const int result = archive_read_next_header(m_archive.get(), &entry);
    if (result == ARCHIVE_EOF) return std::nullopt;
    require(result);
    requireTotal();
    if (++m_files > maxFiles)
      throw RefusedFile(m_subject, fmt::format("has more than {} files", maxFiles));
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    // What is passed over is unpacked too.
    requireSize(archive_entry_size(entry));
    const char* path = archive_entry_pathname_utf8(entry);
    if (!path) path = archive_entry_pathname(entry);
    if (!path) throw BrokenFile(m_subject, "has a file without a name");
    const std::string name = path;
    if (name.size() > maxPathBytes)
      throw RefusedFile(m_subject, fmt::format("has a path of {} bytes", name.size()));
    return name;
  }
}

std::vector<std::byte> ArchiveReader::read() {
  std::vector<std::byte> bytes;
  for (;;) {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = archive_read_data_block(m_archive.get(), &block, &size, &offset);
    if (result == ARCHIVE_EOF) return bytes;
    require(result);
    // Where a sparse file has holes, the block lies beyond what was read.
    requireSize(offset);
    requireSize(offset + static_cast<std::int64_t>(size));
    bytes.resize(static_cast<std::size_t>(offset) + size);
    std::copy_n(static_cast<const std::byte*>(block), size, bytes.begin() + offset);
  }
}

}  // namespace rho::data
