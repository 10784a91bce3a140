// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include "annotation/project.h"
#include "workbench/annotate/annotated_case.h"

namespace rho::workbench {

/// Which cases a list shows, in the order in which they are offered.
enum class CaseFilter { queue, open, done, uncertain, skipped, flagged, all };

/// How far an annotator is with what is flagged for them.
struct ReadingProgress {
  int finished = 0, flagged = 0;
  double secondsPerCase = 0;  ///< mean over the finished ones; 0: not known
};

/// The cases of a project as one annotator has them: read once, then kept up to date, so that
/// lists of many thousands cost nothing. Lives where the project does.
class CaseIndex {
 public:
  void load(const annotation::Project& project, const annotation::Annotator& annotator);
  /// queue and flagged: as they are served; all others: as they were added.
  std::vector<CaseRow> rows(CaseFilter filter) const;
  const CaseRow& row(annotation::Id id) const { return m_rows.at(m_places.at(id)); }
  void update(const annotation::Annotation& own);
  ReadingProgress progress() const;

 private:
  CaseRow& mutableRow(annotation::Id id) { return m_rows.at(m_places.at(id)); }

  std::vector<CaseRow> m_rows;  ///< as they were added
  std::unordered_map<annotation::Id, std::size_t> m_places;
};

}  // namespace rho::workbench
