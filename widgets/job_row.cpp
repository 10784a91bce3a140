// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/job_row.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <cmath>

#include "widgets/colors.h"
#include "widgets/elided_label.h"

namespace rho::widgets {

QProgressBar* makeJobBar() {
  auto* bar = new QProgressBar;
  bar->setRange(0, jobBarParts);
  bar->setTextVisible(false);
  bar->setFixedHeight(4);
  return bar;
}

void showFraction(QProgressBar& bar, double fraction) {
  bar.setValue(static_cast<int>(std::lround(fraction * jobBarParts)));
}

JobRow::JobRow(const JobEntry& job, QWidget* parent)
    : QWidget(parent),
      m_title(new ElidedLabel),
      m_progress(new ElidedLabel(ElidedLabel::Tone::muted)),
      m_error(new QLabel),
      m_bar(makeJobBar()),
      m_button(new QToolButton) {
  m_button->setText(QStringLiteral("✕"));
  m_button->setAutoRaise(true);
  m_error->setWordWrap(true);
  m_error->setTextFormat(Qt::PlainText);  // file names are not markup
  m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
  QPalette colors = palette();
  colors.setColor(QPalette::WindowText, failure(palette()));
  m_error->setPalette(colors);
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 4, 0, 4);
  layout->setHorizontalSpacing(10);
  layout->setVerticalSpacing(3);
  layout->addWidget(m_title, 0, 0);
  layout->addWidget(m_button, 0, 1, 3, 1, Qt::AlignVCenter);
  layout->addWidget(m_bar, 1, 0);
  layout->addWidget(m_progress, 2, 0);
  layout->addWidget(m_error, 3, 0);
  layout->setColumnStretch(0, 1);
  connect(m_button, &QToolButton::clicked, this, &JobRow::buttonClicked);
  showJob(job);
}

void JobRow::showJob(const JobEntry& job) {
  m_title->setText(job.title);
  m_progress->setText(job.stage == job.title && !job.secondsLeft ? tr("under way")
                                                                 : progressText(job));
  m_error->setText(job.error);
  showFraction(*m_bar, job.fraction);
  m_bar->setAccessibleName(tr("Progress of %1").arg(job.title));
  m_bar->setVisible(!job.failed());
  m_progress->setVisible(!job.failed());
  m_error->setVisible(job.failed());
  m_button->setToolTip(job.failed() ? tr("Dismiss") : tr("Cancel; what is done stays"));
  m_button->setAccessibleName((job.failed() ? tr("Dismiss %1") : tr("Cancel %1")).arg(job.title));
}

}  // namespace rho::widgets
