// SPDX-License-Identifier: Apache-2.0
#include "base/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <list>

#include "base/error.h"
#include "base/file.h"

namespace rho {

namespace {

struct EntryCloser {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Entry = std::unique_ptr<zip_file_t, EntryCloser>;

std::vector<std::byte> readBytes(zip_file_t* entry, std::uint64_t count,
                                 const std::string& subject) {
  std::vector<std::byte> bytes(count);
  std::uint64_t done = 0;
  while (done < count) {
    const auto got = zip_fread(entry, bytes.data() + done, count - done);
    if (got < 0)
      throw BrokenFile(subject, "the compressed data are damaged", "copy the file again");
    if (got == 0) break;
    done += static_cast<std::uint64_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

}  // namespace

struct ZipReader::State {
  zip_t* archive = nullptr;
  ~State() {
    if (archive) zip_discard(archive);
  }
  Entry open(const std::string& name, const std::string& subject) const {
    Entry entry(zip_fopen(archive, name.c_str(), 0));
    if (!entry) throw BrokenFile(subject, zip_strerror(archive));
    return entry;
  }
};

ZipReader::ZipReader(std::filesystem::path path)
    : m_path(std::move(path)), m_state(std::make_unique<State>()) {
  if (rho::readHead(m_path, 2) != "PK") throw UnknownFormat(m_path.string(), "not a zip file");
  int code = 0;
  m_state->archive = zip_open(m_path.c_str(), ZIP_RDONLY, &code);
  if (!m_state->archive)
    throw BrokenFile(m_path.string(), "the zip directory is damaged or cut off",
                     "copy the file again");
  const auto count = zip_get_num_entries(m_state->archive, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(m_state->archive, static_cast<zip_uint64_t>(i), 0);
    if (name) m_names.emplace_back(name);
  }
}

ZipReader::~ZipReader() = default;

bool ZipReader::contains(const std::string& name) const {
  return std::find(m_names.begin(), m_names.end(), name) != m_names.end();
}

std::uint64_t ZipReader::size(const std::string& name) const {
  zip_stat_t status;
  if (zip_stat(m_state->archive, name.c_str(), 0, &status) != 0 || !(status.valid & ZIP_STAT_SIZE))
    throw BrokenFile(m_path.string(), "has no entry " + name);
  return status.size;
}

std::vector<std::byte> ZipReader::read(const std::string& name, std::uint64_t maxBytes) const {
  const std::string subject = m_path.string() + ":" + name;
  const auto bytes = size(name);
  if (bytes > maxBytes)
    throw RefusedFile(subject, "promises " + std::to_string(bytes) + " bytes, the limit is " +
                                   std::to_string(maxBytes));
  const Entry entry = m_state->open(name, subject);
  auto content = readBytes(entry.get(), bytes, subject);
  if (content.size() != bytes) throw BrokenFile(subject, "ends too early", "copy the file again");
  // Reading on past the last byte is what makes libzip compare the checksum.
  std::byte beyond{};
  if (zip_fread(entry.get(), &beyond, 1) != 0)
    throw BrokenFile(subject, "its checksum does not match", "copy the file again");
  return content;
}

std::vector<std::byte> ZipReader::readHead(const std::string& name, std::uint64_t count) const {
  const std::string subject = m_path.string() + ":" + name;
  const auto entry = m_state->open(name, subject);
  return readBytes(entry.get(), std::min(count, size(name)), subject);
}

struct ZipWriter::State {
  explicit State(const std::filesystem::path& path) : target(path.string()), file(path) {}
  std::string target;
  AtomicFile file;
  zip_t* archive = nullptr;
  std::list<std::vector<std::byte>> contents;  // libzip reads them only when it closes
  ~State() {
    if (archive) zip_discard(archive);
  }
};

ZipWriter::ZipWriter(std::filesystem::path path) : m_state(std::make_unique<State>(path)) {
  int code = 0;
  m_state->archive =
      zip_open(m_state->file.temporaryPath().c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  if (!m_state->archive)
    throw WriteFailed(m_state->target, "cannot be written", "check the folder and its permissions");
}

ZipWriter::~ZipWriter() = default;

void ZipWriter::add(const std::string& name, std::span<const std::byte> bytes) {
  const auto& kept = m_state->contents.emplace_back(bytes.begin(), bytes.end());
  zip_source_t* source = zip_source_buffer(m_state->archive, kept.data(), kept.size(), 0);
  const auto index = zip_file_add(m_state->archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    throw WriteFailed(m_state->target, zip_strerror(m_state->archive));
  }
  // A fixed time, 1980-01-01 in the archive's own zoneless form, makes equal content equal bytes.
  zip_file_set_dostime(m_state->archive, static_cast<zip_uint64_t>(index), 0, 0x21, 0);
}

void ZipWriter::close() {
  if (zip_close(m_state->archive) != 0)
    throw WriteFailed(m_state->target, zip_strerror(m_state->archive), "check the free space");
  m_state->archive = nullptr;
  m_state->file.commit();
}

}  // namespace rho
