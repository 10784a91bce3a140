// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/error.h"

namespace rho {

namespace fs = std::filesystem;

void requireFile(const fs::path& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) throw MissingFile(path.string(), "no such file", "check the path");
  if (!fs::is_regular_file(status)) throw MissingFile(path.string(), "not a file", "name a file");
  if (::access(path.c_str(), R_OK) != 0)
    throw MissingFile(path.string(), "cannot be read", "check its permissions");
  if (fs::file_size(path, error) == 0)
    throw BrokenFile(path.string(), "the file is empty", "copy it again from its source");
}

std::string readHead(const fs::path& path, std::size_t count) {
  requireFile(path);
  std::ifstream stream(path, std::ios::binary);
  std::string head(count, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(count));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  return head;
}

std::vector<std::byte> readFile(const fs::path& path, std::uintmax_t maxBytes) {
  requireFile(path);
  const auto size = fs::file_size(path);
  if (size > maxBytes)
    throw RefusedFile(path.string(),
                      "larger than the limit of " + std::to_string(maxBytes) + " bytes");
  std::vector<std::byte> bytes(size);
  std::ifstream stream(path, std::ios::binary);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (static_cast<std::uintmax_t>(stream.gcount()) != size)
    throw BrokenFile(path.string(), "could not be read to its end", "check the disk");
  return bytes;
}

AtomicFile::AtomicFile(fs::path target) : m_target(std::move(target)) {
  static std::atomic<unsigned> counter{0};
  std::error_code error;
  if (m_target.has_parent_path()) fs::create_directories(m_target.parent_path(), error);
  if (error)
    throw WriteFailed(m_target.parent_path().string(), "cannot make the folder: " + error.message(),
                      "choose another folder");
  const auto status = fs::status(m_target, error);
  if (fs::exists(status) && !fs::is_regular_file(status))  // renaming would replace a device
    throw WriteFailed(m_target.string(), "a folder or a device is there already",
                      "choose another name");
  m_temporary = m_target;
  m_temporary.replace_filename("." + m_target.stem().string() + "." + std::to_string(::getpid()) +
                               "-" + std::to_string(counter++) + ".tmp" +
                               m_target.extension().string());
}

AtomicFile::~AtomicFile() {
  std::error_code ignored;
  if (!m_committed) fs::remove(m_temporary, ignored);
}

void AtomicFile::commit() {
  const int handle = ::open(m_temporary.c_str(), O_RDONLY | O_CLOEXEC);
  const bool flushed = handle >= 0 && ::fsync(handle) == 0;
  const int flushError = errno;
  if (handle >= 0) ::close(handle);
  if (!flushed)
    throw WriteFailed(m_target.string(),
                      std::string("cannot be written: ") + std::strerror(flushError),
                      "check the free space and the permissions");
  std::error_code error;
  fs::rename(m_temporary, m_target, error);
  if (error) throw WriteFailed(m_target.string(), "cannot be written: " + error.message());
  m_committed = true;
}

void writeFileAtomically(const fs::path& path, std::string_view content) {
  AtomicFile file(path);
  std::ofstream stream(file.temporaryPath(), std::ios::binary);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  if (!stream)
    throw WriteFailed(path.string(), "cannot be written",
                      "check the free space and the permissions");
  file.commit();
}

}  // namespace rho
