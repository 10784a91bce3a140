// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/job_status.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QScreen>
#include <QToolButton>
#include <algorithm>

#include "widgets/colors.h"
#include "widgets/job_panel.h"
#include "widgets/job_row.h"

namespace rho::widgets {

namespace {

constexpr int longestText = 300;  ///< pixels
constexpr int distance = 6;       ///< of the panel from the status bar

}  // namespace

JobStatus::JobStatus(QWidget* parent)
    : QWidget(parent),
      m_text(new QToolButton),
      m_bar(makeJobBar()),
      m_cancel(new QToolButton),
      m_panel(new JobPanel(this)) {
  m_text->setObjectName("jobs");
  m_text->setAutoRaise(true);
  m_bar->setFixedWidth(104);
  m_bar->setAccessibleName(tr("Progress"));
  m_cancel->setObjectName("cancel");
  m_cancel->setText(tr("✕ cancel"));
  m_cancel->setAutoRaise(true);
  m_cancel->setToolTip(tr("Stop computing (Esc); what is done stays"));
  m_cancel->setAccessibleName(tr("Cancel"));
  connect(m_text, &QToolButton::clicked, this, &JobStatus::togglePanel);
  connect(m_cancel, &QToolButton::clicked, this, &JobStatus::cancelRequested);
  connect(m_panel, &JobPanel::cancelAllRequested, this, &JobStatus::cancelRequested);
  connect(m_panel, &JobPanel::cancelRequested, this, &JobStatus::cancelJobRequested);
  connect(m_panel, &JobPanel::dismissRequested, this, &JobStatus::dismissRequested);
  connect(m_panel, &JobPanel::heightChanged, this, &JobStatus::placePanel);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  layout->addWidget(m_text);
  layout->addWidget(m_bar);
  layout->addWidget(m_cancel);
  showSummary();
}

void JobStatus::setJobs(const std::vector<JobEntry>& jobs) {
  m_jobs = jobs;
  m_panel->setJobs(jobs);
  showSummary();
}

void JobStatus::setIdleText(const QString& text) {
  m_idle = text;
  showSummary();
}

void JobStatus::showSummary() {
  const auto isWaitedFor = [](const JobEntry& job) { return !job.failed() && !job.background; };
  const auto first = std::find_if(m_jobs.begin(), m_jobs.end(), isWaitedFor);
  const bool busy = first != m_jobs.end();
  m_bar->setVisible(busy);
  m_cancel->setVisible(busy);
  if (busy) {
    const auto others = std::count_if(first + 1, m_jobs.end(), isWaitedFor);
    showFraction(*m_bar, first->fraction);
    const auto text = progressText(*first);
    return showText(others > 0 ? tr("%1 · and %2 more").arg(text).arg(others) : text, false);
  }
  const auto failures =
      std::count_if(m_jobs.begin(), m_jobs.end(), [](const JobEntry& job) { return job.failed(); });
  if (failures > 0) return showText(tr("%n failed", nullptr, static_cast<int>(failures)), true);
  showText(m_idle.isEmpty() ? tr("Ready") : m_idle, false);
}

void JobStatus::showText(const QString& text, bool failed) {
  QPalette colors = palette();
  if (failed) colors.setColor(QPalette::ButtonText, failure(palette()));
  m_text->setPalette(colors);
  m_text->setText(fontMetrics().elidedText(text, Qt::ElideRight, longestText));
  m_text->setAccessibleName(tr("Jobs: %1").arg(text));
  m_text->setToolTip(tr("%1\nShow all jobs (Ctrl+J)").arg(text));
}

QString JobStatus::text() const { return m_text->text(); }

void JobStatus::togglePanel() {
  if (m_panel->isVisible()) return void(m_panel->close());
  placePanel();
  m_panel->show();
  m_panel->setFocus();
}

/// Its lower edge stays above the status bar while rows come and go.
void JobStatus::placePanel() {
  const QPoint corner = mapToGlobal(QPoint(0, 0));
  const QRect room = screen()->availableGeometry();
  const int x =
      std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - m_panel->width()));
  m_panel->move(x, std::max(room.top(), corner.y() - m_panel->height() - distance));
}

}  // namespace rho::widgets
