// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/sweep_retry.h"

#include <algorithm>
#include <map>

#include "base/error.h"

namespace rho::workbench {

namespace {

/// The rooms of the core throw LibTorch's own error (c10::OutOfMemoryError) as ours.
bool isAboutMemory(const Error& error) { return error.code() == ExitCode::outOfMemory; }

/// Points that came before the memory ran out are not computed again.
class RetriedSweep {
 public:
  RetriedSweep(explain::SweepRequest request, const SweepSink& sink)
      : m_request(std::move(request)), m_sink(sink), m_total(m_request.rhos.size()) {}

  void run(const SweepCall& compute, const JobContext& context) {
    for (;;) try {
        return compute(m_request, counting(), context.part(doneShare(), 1));
      } catch (const Error& error) {
        if (!isAboutMemory(error) || !takeSmallerBatch()) throw;
        context.throwIfStopped();
        forgetDone();
        if (m_request.rhos.empty()) return;
      }
  }

 private:
  SweepSink counting() {
    return [this](const explain::SweepPoint& point) {
      ++m_came[point.rho];
      m_sink(point);
    };
  }

  bool takeSmallerBatch() {
    constexpr int first = 8;  // half of the most that the sweep chooses for itself
    if (m_request.batch == 1) return false;
    m_request.batch = m_request.batch > 0 ? m_request.batch / 2 : first;
    return true;
  }

  void forgetDone() {
    const auto directions = static_cast<int>(m_request.directions.size());
    std::erase_if(m_request.rhos, [&](double rho) { return m_came[rho] >= directions; });
    for (const double rho : m_request.rhos) m_came[rho] = 0;  // half of one comes again as a whole
  }

  double doneShare() const {
    return 1 - static_cast<double>(m_request.rhos.size()) /
                   static_cast<double>(std::max<std::size_t>(1, m_total));
  }

  explain::SweepRequest m_request;
  const SweepSink& m_sink;
  std::size_t m_total;
  std::map<double, int> m_came;
};

}  // namespace

void sweepWithinMemory(explain::SweepRequest request, const SweepCall& compute,
                       const SweepSink& sink, const JobContext& context) {
  RetriedSweep(std::move(request), sink).run(compute, context);
}

}  // namespace rho::workbench
