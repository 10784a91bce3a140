// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/trust/trust_checker.h"

#include <utility>

#include "base/error.h"
#include "workbench/document/document.h"
#include "workbench/inspect/inspector.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/trust/shown_methods.h"

namespace rho::workbench {

TrustChecker::TrustChecker(Document& document, Inspector& inspector, JobTracker& tracker,
                           QObject* parent)
    : QObject(parent), m_document(document), m_inspector(inspector), m_tracker(tracker) {
  connect(&m_document, &Document::changed, this, &TrustChecker::follow);
  connect(&m_inspector, &Inspector::caseChanged, this, &TrustChecker::follow);
  connect(&m_inspector, &Inspector::networksChanged, this, &TrustChecker::follow);
  connect(&m_inspector, &Inspector::predictionChanged, this, &TrustChecker::follow);
  const auto tell = [this](const QString& lane) {
    if (lane == checkLane) emit changed();
  };
  connect(&m_tracker, &JobTracker::failed, this, tell);
  connect(&m_tracker, &JobTracker::finished, this, tell);
  connect(&m_tracker, &JobTracker::cancelled, this, tell);
}

TrustChecker::Subject TrustChecker::subject() const {
  return {m_inspector.opened().entry.address, m_inspector.current().network};
}

TrustChecker::Finding TrustChecker::finding() const {
  const auto& workspace = m_document.workspace();
  const auto& row = m_inspector.current();
  return {subject(), row.target, Inspection::frameKey(workspace.rho),
          workspace.studyOf(row.networkPath), workspace.maskOf(m_inspector.opened().entry.address)};
}

bool TrustChecker::canCheck() const {
  return m_finding.subject.isComplete() && m_finding.target >= 0;
}

bool TrustChecker::isChecking() const { return m_tracker.isBusy(checkLane); }

void TrustChecker::follow() {
  if (auto now = subject(); now != m_subject) {
    m_subject = std::move(now);
    m_state.range.reset();
    m_state.rangeFailure.clear();
    m_tracker.cancel(rangeLane);
    if (m_subject.isComplete()) measureRange();
  }
  if (auto now = finding(); now != m_finding) {
    m_finding = std::move(now);
    m_state.answer.reset();
    m_tracker.cancel(checkLane);
    emit changed();
  }
}

void TrustChecker::measureRange() {
  m_tracker.start(
      rangeLane, tr("Comparing the image with those the network was made for"),
      [this, network = m_subject.network, image = m_inspector.opened().image](const Job& job) {
        std::optional<trust::RangeFinding> range;
        std::string failure;
        try {
          range = network->range(image);
        } catch (const Error& error) {  // nobody asked: it is told in its place
          failure = error.what();
        }
        job.deliver([this, range, failure] {
          m_state.range = range;
          m_state.rangeFailure = failure;
          emit changed();
        });
      });
}

void TrustChecker::check() {
  if (!canCheck()) return;
  const TrustQuestion question{m_inspector.opened().image,
                               shownMethods(m_inspector.current(), m_document.workspace()),
                               m_finding.study, m_finding.mask};
  m_tracker.start(checkLane, tr("Checking the finding"),
                  [this, question, network = m_subject.network](const Job& job) {
                    const auto answer = network->checkTrust(question, job.context());
                    job.deliver([this, answer] { m_state.answer = answer; });
                  });
  emit changed();
}

}  // namespace rho::workbench
