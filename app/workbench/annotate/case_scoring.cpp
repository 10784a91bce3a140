// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/case_scoring.h"

#include "base/error.h"
#include "workbench/annotate/project_thread.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

/// The file may be another one than when it was opened.
void requireSame(const model::ModelCard& card, const NetworkQuestion& question) {
  if (card.sha256 != question.sha256)
    throw InvalidInput(question.request.network, "has changed since it was opened",
                       "open it again in Inspect");
}

}  // namespace

CaseScoring::CaseScoring(JobTracker& tracker, ProjectThread& project, QObject* parent)
    : QObject(parent), m_tracker(tracker), m_project(project) {
  connect(&m_project, &ProjectThread::casesListed, this,
          [this](quint64 ticket, const std::vector<annotation::Case>& cases) {
            if (m_question && ticket == m_ticket) ask(cases);
          });
  connect(&m_project, &ProjectThread::scoringFailed, this,
          [this](quint64 ticket, const QString& message) {
            if (!m_question || ticket != m_ticket) return;
            m_tracker.cancel(lane);
            emit failed(message);
            end();
          });
  connect(&m_tracker, &JobTracker::progressed, this,
          [this](const QString& which, const QString&, double fraction) {
            if (which == lane) emit progressed(fraction);
          });
  connect(&m_tracker, &JobTracker::failed, this, [this](const QString& which, const QString& text) {
    if (which != lane || !m_question) return;
    emit failed(text);
    end();
  });
  for (const auto& over : {&JobTracker::finished, &JobTracker::cancelled})
    connect(&m_tracker, over, this, [this](const QString& which) {
      if (which == lane && m_question) end();
    });
}

void CaseScoring::start(const NetworkQuestion& question) {
  m_question = question;
  m_project.listToScore(++m_ticket, question.sha256, question.name, question.request.scores);
  emit progressed(0);
}

void CaseScoring::stop() {
  if (!m_question) return;
  m_tracker.cancel(lane);
  if (m_question) end();  // it was not begun yet
}

void CaseScoring::ask(const std::vector<annotation::Case>& cases) {
  const auto title = tr("Asking %1").arg(QString::fromStdString(m_question->name));
  m_tracker.start(lane, title,
                  [this, question = *m_question, cases, ticket = m_ticket](const Job& job) {
                    const flagging::CaseScorer scorer(question.request);
                    requireSame(scorer.card(), question);
                    const auto keep = [&](annotation::Id id, const flagging::CaseScores& scores) {
                      job.deliver([this, ticket, id, scores, seed = question.request.scores.seed] {
                        m_project.keepScores(ticket, id, scores, seed);
                      });
                    };
                    const auto result = scorer.ask(cases, keep, job.context());
                    job.deliver([this, result] { emit finished(result); });
                  });
}

/// What the scores allow is known once the last of them is kept.
void CaseScoring::end() {
  m_question.reset();
  m_project.tellScored();
  emit ended();
}

}  // namespace rho::workbench
