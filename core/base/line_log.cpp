// SPDX-License-Identifier: Apache-2.0
#include "base/line_log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/file.h"

namespace rho {

std::uintmax_t readLines(const std::filesystem::path& path,
                         const std::function<bool(const LogLine&)>& take) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw MissingFile(path.string(), "cannot be read", "check the path");
  std::uintmax_t taken = 0, end = 0;
  int number = 0;
  for (std::string text; std::getline(stream, text) && !stream.eof();) {
    end += text.size() + 1;
    if (!take({nlohmann::json::parse(text, nullptr, false), ++number, end})) break;
    taken = end;
  }
  return taken;
}

bool holdsTorn(const std::filesystem::path& path, const std::string& line) {
  std::error_code missing;
  const bool isEmpty = std::filesystem::file_size(path, missing) == 0 && !missing;
  return isEmpty || line.starts_with(readHead(path, line.size() + 1));
}

LineLog::LineLog(std::filesystem::path path, const InvalidInput& busy)
    : m_path(std::move(path)),
      m_handle(::open(m_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644)) {
  if (m_handle < 0)
    throw WriteFailed(m_path.string(), std::string("cannot be written: ") + std::strerror(errno),
                      "check the permissions");
  // The lock goes with the process, however it ends.
  if (::flock(m_handle, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    ::close(m_handle);
    throw busy;
  }
}

LineLog::~LineLog() { ::close(m_handle); }

void LineLog::append(const std::string& lines) {
  const auto before = std::filesystem::file_size(m_path);
  for (std::size_t done = 0; done < lines.size();) {
    const auto written = ::write(m_handle, lines.data() + done, lines.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const std::string reason = std::strerror(errno);
      [[maybe_unused]] const int isCut = ::ftruncate(m_handle, static_cast<off_t>(before));
      throw WriteFailed(m_path.string(), "cannot be written: " + reason, "check the free space");
    }
    done += static_cast<std::size_t>(written);
  }
}

void LineLog::cut(std::uintmax_t size) {
  if (::ftruncate(m_handle, static_cast<off_t>(size)) != 0)
    throw WriteFailed(m_path.string(), std::string("cannot be cut: ") + std::strerror(errno));
}

}  // namespace rho
