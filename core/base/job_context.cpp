// SPDX-License-Identifier: Apache-2.0
#include "base/job_context.h"

#include <algorithm>
#include <chrono>

#include "base/error.h"

namespace rho {

using Clock = std::chrono::steady_clock;

/// The state that all parts of one job share.
struct JobContext::Meter {
  ProgressSink sink;
  Clock::time_point start = Clock::now();
  Clock::time_point lastReport = start - std::chrono::hours(1);
  double lastFraction = 0;
  std::string lastStage;

  void report(double fraction, const std::string& stage) {
    const auto now = Clock::now();
    fraction = std::max(fraction, lastFraction);
    const bool changed = !stage.empty() && stage != lastStage;
    if (!changed && fraction < 1 && now - lastReport < std::chrono::milliseconds(50)) return;
    lastReport = now;
    lastFraction = fraction;
    if (!stage.empty()) lastStage = stage;
    sink({fraction, lastStage, secondsLeft(fraction, now)});
  }

  std::optional<double> secondsLeft(double fraction, Clock::time_point now) const {
    const double spent = std::chrono::duration<double>(now - start).count();
    if (fraction < 0.02 || spent < 0.5) return std::nullopt;
    return spent * (1 - fraction) / fraction;
  }
};

JobContext::JobContext() : JobContext(std::stop_token{}) {}

JobContext::JobContext(std::stop_token stop, ProgressSink sink) : m_stop(std::move(stop)) {
  if (sink) {
    m_meter = std::make_shared<Meter>();
    m_meter->sink = std::move(sink);
  }
}

void JobContext::throwIfStopped() const {
  if (stopRequested()) throw Cancelled();
}

void JobContext::report(double fraction, const std::string& stage) const {
  if (!m_meter) return;
  m_meter->report(m_from + (m_to - m_from) * std::clamp(fraction, 0.0, 1.0), stage);
}

void JobContext::step(long long done, long long total, const std::string& stage) const {
  throwIfStopped();
  report(total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 1.0, stage);
}

JobContext JobContext::part(double from, double to) const {
  JobContext inner = *this;
  inner.m_from = m_from + (m_to - m_from) * from;
  inner.m_to = m_from + (m_to - m_from) * to;
  return inner;
}

JobContext JobContext::silent() const { return JobContext(m_stop); }

}  // namespace rho
