// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/jobs/job_thread.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

#include <utility>

namespace rho::workbench {

namespace {

/// Where all cores compute, the window's thread comes first. On Linux a thread has a niceness of
/// its own, which the threads that it starts inherit: LibTorch's pool too. Elsewhere nothing is
/// changed.
void letTheWindowComeFirst() {
#ifdef __linux__
  constexpr int niceness = 5;
  setpriority(PRIO_PROCESS, 0, niceness);
#endif
}

}  // namespace

JobThread::JobThread() : m_thread([this] { loop(); }) {}

JobThread::~JobThread() {
  {
    const std::lock_guard lock(m_mutex);
    m_ending = true;
  }
  m_changed.notify_one();
  m_thread.join();
}

void JobThread::doNext(std::function<void()> work) {
  {
    const std::lock_guard lock(m_mutex);
    m_next.swap(work);
  }
  m_changed.notify_one();  // what was replaced is destroyed here, outside the lock
}

void JobThread::loop() {
  letTheWindowComeFirst();
  for (;;) {
    std::function<void()> work;
    {
      std::unique_lock lock(m_mutex);
      m_changed.wait(lock, [this] { return m_ending || m_next; });
      if (m_ending) return;
      work = std::exchange(m_next, nullptr);
    }
    work();
  }
}

}  // namespace rho::workbench
