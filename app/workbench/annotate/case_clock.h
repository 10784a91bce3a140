// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace rho::workbench {

/// How long somebody works at a case. A pause without any input of more than a minute does not
/// count. Times are milliseconds of any steady clock.
class CaseClock {
 public:
  static constexpr std::int64_t longestPause = 60000;

  /// A case has come; what was not taken of the one before is gone.
  void start(std::int64_t now) {
    m_spent = 0;
    m_last = now;
  }
  /// A hand has moved.
  void touch(std::int64_t now) {
    const auto pause = now - m_last;
    if (pause <= longestPause) m_spent += pause;
    m_last = now;
  }
  /// Seconds since it was asked last.
  double take(std::int64_t now) {
    touch(now);
    const double seconds = static_cast<double>(m_spent) / 1000;
    m_spent = 0;
    return seconds;
  }

 private:
  std::int64_t m_spent = 0, m_last = 0;
};

}  // namespace rho::workbench
