// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/job_panel.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/colors.h"
#include "widgets/job_row.h"
#include "widgets/section_label.h"

namespace rho::widgets {

namespace {

constexpr int panelWidth = 380;
constexpr int tallest = 420;

}  // namespace

JobPanel::JobPanel(QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_cancelAll(new QToolButton),
      m_empty(new QLabel(tr("Nothing is being computed."))),
      m_scroll(new QScrollArea),
      m_list(new QVBoxLayout) {
  // The click that closes it must not open it again.
  setAttribute(Qt::WA_NoMouseReplay);
  setAccessibleName(tr("Jobs"));
  setFixedWidth(panelWidth);
  m_cancelAll->setText(tr("✕ cancel all"));
  m_cancelAll->setAutoRaise(true);
  auto* content = new QWidget;
  m_list->setContentsMargins(0, 0, 6, 0);
  m_list->setSpacing(2);
  content->setLayout(m_list);
  m_scroll->setWidget(content);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* heading = new QHBoxLayout;
  heading->addWidget(new SectionLabel(tr("Jobs")), 1);
  heading->addWidget(m_cancelAll);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 8, 6, 8);
  layout->setSpacing(4);
  layout->addLayout(heading);
  layout->addWidget(m_empty);
  layout->addWidget(m_scroll);
  connect(m_cancelAll, &QToolButton::clicked, this, &JobPanel::cancelAllRequested);
  setJobs({});
}

void JobPanel::setJobs(const std::vector<JobEntry>& jobs) {
  const auto before = m_rows.size();
  removeMissing(jobs);
  bool changed = m_rows.size() != before;
  for (const auto& job : jobs) {
    auto& row = m_rows[job.key];
    changed = changed || !row;
    row ? row->showJob(job) : void(row = addRow(job));
  }
  m_empty->setVisible(jobs.empty());
  m_scroll->setVisible(!jobs.empty());
  m_cancelAll->setVisible(
      std::any_of(jobs.begin(), jobs.end(), [](const auto& job) { return !job.failed(); }));
  if (changed || jobs.empty()) fitHeight();
}

JobRow* JobPanel::addRow(const JobEntry& job) {
  auto* row = new JobRow(job);
  m_list->addWidget(row);
  connect(row, &JobRow::buttonClicked, this, [this, key = job.key, failed = job.failed()] {
    failed ? emit dismissRequested(key) : emit cancelRequested(key);
  });
  return row;
}

/// A row may be removed by its own button.
void JobPanel::removeMissing(const std::vector<JobEntry>& jobs) {
  std::erase_if(m_rows, [&](const auto& entry) {
    const bool there = std::any_of(jobs.begin(), jobs.end(),
                                   [&](const auto& job) { return job.key == entry.first; });
    if (there) return false;
    m_list->removeWidget(entry.second);
    entry.second->hide();
    entry.second->deleteLater();
    return true;
  });
}

void JobPanel::fitHeight() {
  m_list->invalidate();
  const auto* content = m_scroll->widget();
  const int width = panelWidth - 24;
  const int wanted = content->layout()->hasHeightForWidth()
                         ? content->layout()->heightForWidth(width)
                         : content->sizeHint().height();
  m_scroll->setFixedHeight(std::min(wanted + 2, tallest));
  adjustSize();
  emit heightChanged();
}

void JobPanel::keyPressEvent(QKeyEvent* event) {
  const bool again = event->key() == Qt::Key_J && event->modifiers() == Qt::ControlModifier;
  if (event->key() == Qt::Key_Escape || again) return void(close());
  QFrame::keyPressEvent(event);
}

void JobPanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Window));
  painter.setPen(outline(palette()));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

}  // namespace rho::widgets
