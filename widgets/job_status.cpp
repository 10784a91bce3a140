// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/job_status.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <cmath>

namespace rho::widgets {

namespace {

constexpr int parts = 1000;  ///< of the progress bar

QString timeText(double seconds) {
  if (seconds < 90) return JobStatus::tr("%1 s left").arg(std::max(1.0, std::ceil(seconds)));
  return JobStatus::tr("%1 min left").arg(std::ceil(seconds / 60));
}

}  // namespace

JobStatus::JobStatus(QWidget* parent)
    : QWidget(parent), m_text(new QLabel), m_bar(new QProgressBar), m_cancel(new QToolButton) {
  m_bar->setRange(0, parts);
  m_bar->setTextVisible(false);
  m_bar->setFixedWidth(104);
  m_bar->setFixedHeight(4);
  m_bar->setAccessibleName(tr("Progress"));
  m_cancel->setText(tr("✕ cancel"));
  m_cancel->setAutoRaise(true);
  m_cancel->setToolTip(tr("Stop computing (Esc); what is done stays"));
  m_cancel->setAccessibleName(tr("Cancel"));
  connect(m_cancel, &QToolButton::clicked, this, &JobStatus::cancelRequested);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  layout->addWidget(m_text);
  layout->addWidget(m_bar);
  layout->addWidget(m_cancel);
  showIdle();
}

void JobStatus::showProgress(const QString& stage, double fraction,
                             std::optional<double> secondsLeft) {
  m_text->setText(secondsLeft ? tr("%1 · %2").arg(stage, timeText(*secondsLeft)) : stage);
  m_bar->setValue(static_cast<int>(std::lround(fraction * parts)));
  m_bar->show();
  m_cancel->show();
}

void JobStatus::showIdle(const QString& text) {
  m_text->setText(text);
  m_bar->hide();
  m_cancel->hide();
}

QString JobStatus::text() const { return m_text->text(); }

}  // namespace rho::widgets
