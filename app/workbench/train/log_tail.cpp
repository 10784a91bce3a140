// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/log_tail.h"

#include <fstream>
#include <utility>

#include "base/error.h"

namespace rho::workbench {

namespace {

constexpr std::size_t chunkBytes = 1 << 18;
constexpr std::size_t comparedBytes = 256;

}  // namespace

/// Whether the file still begins with what was read, as far as its last bytes tell.
bool LogTail::goesOn(std::istream& stream, std::uintmax_t size) const {
  if (size < m_offset) return false;
  std::string before(m_before.size(), '\0');
  stream.seekg(static_cast<std::streamoff>(m_offset - before.size()));
  stream.read(before.data(), static_cast<std::streamsize>(before.size()));
  return stream && before == m_before;
}

void LogTail::remember(const std::string& bytes) {
  m_offset += bytes.size();
  m_before += bytes;
  if (m_before.size() > comparedBytes) m_before.erase(0, m_before.size() - comparedBytes);
}

void LogTail::read(const std::function<void()>& again,
                   const std::function<void(const std::string&)>& sink, const JobContext& context) {
  std::error_code error;
  const auto size = std::filesystem::file_size(m_path, error);
  const bool absent = error == std::errc::no_such_file_or_directory;
  std::ifstream stream(m_path, std::ios::binary);
  if (!stream && !absent)
    throw MissingFile(m_path.string(), "cannot be read", "check the permissions");
  if (m_offset > 0 && (absent || !goesOn(stream, size))) {
    m_offset = 0;
    m_before.clear();
    m_overlong = false;
    again();
  }
  if (absent) return;
  stream.clear();
  stream.seekg(static_cast<std::streamoff>(m_offset));
  std::string chunk(chunkBytes, '\0'), line;
  while (stream.read(chunk.data(), chunkBytes) || stream.gcount() > 0) {
    context.throwIfStopped();
    const auto end = static_cast<std::size_t>(stream.gcount());
    for (std::size_t from = 0; from < end;) {
      const auto found = chunk.find('\n', from);
      const bool whole = found < end;
      line.append(chunk, from, (whole ? found + 1 : end) - from);
      from = whole ? found + 1 : end;
      if (!whole && line.size() <= longestLine) break;
      remember(line);
      if (!whole)
        m_overlong = true;
      else
        sink(std::exchange(m_overlong, false) || line.size() > longestLine
                 ? std::string()
                 : line.substr(0, line.size() - 1));
      line.clear();
    }
  }
}

}  // namespace rho::workbench
