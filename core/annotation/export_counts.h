// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "annotation/consensus.h"
#include "annotation/export.h"

namespace rho::annotation {

/// Counts what an export takes and leaves out, and reports its progress.
class ExportCounts {
 public:
  ExportCounts(const Project& project, const JobContext& context)
      : m_total(project.cases().count()), m_context(context) {}

  /// Whether the next case is exported. Throws Cancelled.
  bool takes(const Consensus& consensus) {
    m_context.step(m_seen++, m_total, "exporting");
    const bool takes = consensus.isDone && !consensus.isDisputed;
    if (takes)
      ++m_result.cases;
    else
      ++(consensus.isDisputed ? m_result.disputed : m_result.leftOut);
    return takes;
  }
  /// The case was taken, and there was nothing to write.
  void leaveOut() {
    --m_result.cases;
    ++m_result.leftOut;
  }
  void addMask() { ++m_result.masks; }
  ExportResult result() const { return m_result; }

 private:
  std::int64_t m_total, m_seen = 0;
  const JobContext& m_context;
  ExportResult m_result;
};

}  // namespace rho::annotation
