// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/resource.h>

#include <csignal>

namespace rho::test {

/// While it lives, no file of this process can grow beyond maxBytes: a full disk for tests.
class LimitedDisk {
 public:
  explicit LimitedDisk(rlim_t maxBytes) : m_oldHandler(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &m_oldLimit);
    rlimit limit = m_oldLimit;
    limit.rlim_cur = maxBytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~LimitedDisk() {
    ::setrlimit(RLIMIT_FSIZE, &m_oldLimit);
    std::signal(SIGXFSZ, m_oldHandler);
  }
  LimitedDisk(const LimitedDisk&) = delete;
  LimitedDisk& operator=(const LimitedDisk&) = delete;

 private:
  rlimit m_oldLimit{};
  void (*m_oldHandler)(int);
};

}  // namespace rho::test
