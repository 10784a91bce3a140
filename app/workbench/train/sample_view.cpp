// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/sample_view.h"

#include <QHBoxLayout>
#include <QImageReader>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include "base/error.h"
#include "widgets/fitted_picture.h"

namespace rho::workbench {

namespace {

/// Throws BrokenFile.
QImage readPicture(const std::string& file) {
  QImageReader reader(QString::fromStdString(file));
  reader.setAutoTransform(false);
  const auto picture = reader.read();  // refuses sizes beyond its limit of memory
  if (picture.isNull())
    throw BrokenFile(file, reader.errorString().toStdString(), "train on to get another one");
  return picture;
}

}  // namespace

SampleView::SampleView(JobTracker& tracker, QWidget* parent)
    : QWidget(parent),
      m_tracker(tracker),
      m_epochs(new QSlider(Qt::Horizontal)),
      m_epoch(new QLabel),
      m_picture(new widgets::FittedPicture) {
  m_epochs->setAccessibleName(tr("Epoch of the explanations"));
  m_picture->setAccessibleName(tr("Explanations of validation images"));
  auto* row = new QHBoxLayout;
  row->setSpacing(9);
  row->addWidget(m_epoch);
  row->addWidget(m_epochs, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(row);
  layout->addWidget(m_picture, 1);
  connect(m_epochs, &QSlider::valueChanged, this, &SampleView::showPage);
  showRun(nullptr);
}

void SampleView::showRun(const RunRecordPtr& run) {
  const bool another = !run || !m_run || run->folder != m_run->folder;
  const bool atEnd = another || m_epochs->value() == m_epochs->maximum();
  m_run = run;
  const int count = run ? static_cast<int>(run->samples.size()) : 0;
  {
    const QSignalBlocker quiet(m_epochs);
    m_epochs->setRange(0, std::max(0, count - 1));
    if (atEnd) m_epochs->setValue(count - 1);
  }
  m_epochs->setEnabled(count > 1);
  m_epochs->setVisible(count > 0);
  m_epoch->setVisible(count > 0);
  if (count > 0) return showPage(m_epochs->value());
  m_shown.clear();
  m_picture->setPicture({});
  m_picture->setEmptyText(run ? tr("After an epoch, this page shows what the network sees in some "
                                   "validation images.")
                              : tr("Choose a run"));
}

void SampleView::showPage(int index) {
  const auto& sample = m_run->samples.at(static_cast<std::size_t>(index));
  m_epoch->setText(tr("epoch %1").arg(sample.epoch));
  if (m_shown == sample.file) return;
  m_shown = sample.file;
  m_tracker.start(lane, {}, [this, file = sample.file](const Job& job) {
    try {
      job.deliver([this, picture = readPicture(file)] { m_picture->setPicture(picture); });
    } catch (const Error& error) {
      // It stands where the picture would: nobody may be looking at it.
      job.deliver([this, text = QString::fromStdString(error.what())] {
        m_picture->setPicture({});
        m_picture->setEmptyText(text);
      });
    }
  });
}

}  // namespace rho::workbench
