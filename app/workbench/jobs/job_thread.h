// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace rho::workbench {

/// A thread that does one piece of work after the other and lives as long as this object: a new
/// thread would have to prepare for computing again. It is of the standard library and not of Qt,
/// so that the thread sanitizer sees how the two sides wait for each other.
class JobThread {
 public:
  JobThread();
  /// Drops what has not begun, and waits for what has.
  ~JobThread();
  JobThread(const JobThread&) = delete;
  JobThread& operator=(const JobThread&) = delete;

  /// Does work next; what was to be done next before has not begun and never will.
  void doNext(std::function<void()> work);

 private:
  void loop();

  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::function<void()> m_next;  ///< guarded, as is m_ending
  bool m_ending = false;
  std::thread m_thread;  ///< last: it uses the others
};

}  // namespace rho::workbench
