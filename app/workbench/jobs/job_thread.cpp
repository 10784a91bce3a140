// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/jobs/job_thread.h"

#include <utility>

namespace rho::workbench {

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
