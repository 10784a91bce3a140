// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace rho {

/// How far a long call has come.
struct Progress {
  double fraction = 0;                ///< 0 to 1, never falling within one job
  std::string stage;                  ///< what is being done, for people
  std::optional<double> secondsLeft;  ///< known once enough of the job is done
};

/// What every long call takes: whether it should stop, and where it reports its progress.
/// Copies share both. Reports are throttled to about twenty a second; the last one (fraction 1)
/// always arrives. Called from the thread that computes.
class JobContext {
 public:
  using ProgressSink = std::function<void(const Progress&)>;

  JobContext();
  explicit JobContext(std::stop_token stop, ProgressSink sink = {});

  bool stopRequested() const { return m_stop.stop_requested(); }
  /// Throws Cancelled if the job was asked to stop.
  void throwIfStopped() const;

  /// fraction: 0 to 1 of this context's own share.
  void report(double fraction, const std::string& stage = {}) const;

  /// Throws Cancelled if asked to stop, else reports step done of total.
  void step(long long done, long long total, const std::string& stage = {}) const;

  /// The context of a part of the job: its 0 to 1 becomes from to to of this one.
  JobContext part(double from, double to) const;

  /// Stops when this one does and reports nothing: for work beside the thread that reports.
  JobContext silent() const;

 private:
  struct Meter;
  std::stop_token m_stop;
  std::shared_ptr<Meter> m_meter;
  double m_from = 0;
  double m_to = 1;
};

}  // namespace rho
