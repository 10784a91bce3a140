// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace rho::widgets {

/// A job that runs, or one that failed.
struct JobEntry {
  QString key;    ///< what the signals name
  QString title;  ///< what is being done
  QString stage;  ///< how far that is, in words; may be the title again
  double fraction = 0;
  std::optional<double> secondsLeft;
  QString error;            ///< why it failed; empty while it runs
  bool background = false;  ///< nobody waits for it

  bool failed() const { return !error.isEmpty(); }
};

/// "12 s left", "4 min left".
QString timeLeftText(double seconds);
/// The stage with the time left, as far as that is known.
QString progressText(const JobEntry& job);

}  // namespace rho::widgets
