// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/case_index.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace rho::workbench {

using annotation::State;

namespace {

bool matches(const CaseRow& row, CaseFilter filter) {
  switch (filter) {
    case CaseFilter::queue:
      return row.flag && row.state == State::open;
    case CaseFilter::open:
      return row.state == State::open;
    case CaseFilter::done:
      return row.state == State::done;
    case CaseFilter::uncertain:
      return row.state == State::uncertain;
    case CaseFilter::skipped:
      return row.state == State::skipped;
    case CaseFilter::flagged:
      return row.flag.has_value();
    case CaseFilter::all:
      break;
  }
  return true;
}

bool isServedBefore(const CaseRow& a, const CaseRow& b) {
  return std::tie(a.flag->batchId, a.flag->position) < std::tie(b.flag->batchId, b.flag->position);
}

}  // namespace

void CaseIndex::load(const annotation::Project& project, const annotation::Annotator& annotator) {
  m_rows.clear();
  m_places.clear();
  project.cases().each([&](const annotation::Case& image) {
    m_places[image.id] = m_rows.size();
    m_rows.push_back({image.id, QString::fromStdString(image.path), State::open, 0, {}});
  });
  project.history().eachAnnotation([&](const annotation::Annotation& one) { update(one); },
                                   annotator.id);
  constexpr int all = std::numeric_limits<int>::max();
  for (auto& flag : project.queue().waiting(annotator, all)) {
    auto& row = mutableRow(flag.caseId);
    if (!row.flag) row.flag = std::move(flag);
  }
  // Of what waits no more, why it was served.
  for (auto& row : m_rows) {
    if (row.flag || row.state == State::open) continue;
    auto flags = project.queue().flagsOf(row.id);
    if (!flags.empty()) row.flag = std::move(flags.front());
  }
}

std::vector<CaseRow> CaseIndex::rows(CaseFilter filter) const {
  std::vector<CaseRow> rows;
  for (const auto& row : m_rows)
    if (matches(row, filter)) rows.push_back(row);
  if (filter == CaseFilter::queue || filter == CaseFilter::flagged)
    std::sort(rows.begin(), rows.end(), isServedBefore);
  return rows;
}

void CaseIndex::update(const annotation::Annotation& own) {
  auto& row = mutableRow(own.caseId);
  row.state = own.state;
  row.seconds = own.seconds;
}

ReadingProgress CaseIndex::progress() const {
  ReadingProgress progress;
  double seconds = 0;
  int timed = 0;
  for (const auto& row : m_rows) {
    if (row.flag) ++progress.flagged;
    if (row.state == State::open) continue;
    if (row.flag) ++progress.finished;
    if (row.seconds > 0) {
      seconds += row.seconds;
      ++timed;
    }
  }
  if (timed > 0) progress.secondsPerCase = seconds / timed;
  return progress;
}

}  // namespace rho::workbench
