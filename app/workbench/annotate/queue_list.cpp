// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/queue_list.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSettings>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/case_delegate.h"
#include "widgets/section_label.h"
#include "workbench/annotate/annotate_texts.h"
#include "workbench/annotate/case_thumbnails.h"
#include "workbench/annotate/queue_choice.h"
#include "workbench/annotate/queue_form.h"

namespace rho::workbench {

namespace {

constexpr CaseFilter filters[] = {CaseFilter::queue,     CaseFilter::open,    CaseFilter::done,
                                  CaseFilter::uncertain, CaseFilter::skipped, CaseFilter::flagged,
                                  CaseFilter::all};
constexpr int usualBatch = 50;
const QString batchKey = "annotate/batch";

}  // namespace

QueueList::QueueList(JobTracker& tracker, QWidget* parent)
    : QWidget(parent),
      m_model(new QueueModel(this)),
      m_thumbnails(new CaseThumbnails(tracker, this)),
      m_filters(new QComboBox),
      m_view(new QListView),
      m_count(new QLabel),
      m_choice(new QueueChoice),
      m_batch(new QSpinBox),
      m_fill(new QPushButton(tr("Fill"))),
      m_ask(new QPushButton),
      m_progress(new QProgressBar),
      m_stop(new QPushButton(tr("Stop"))) {
  for (const auto filter : filters) m_filters->addItem(filterText(filter));
  m_filters->setAccessibleName(tr("Which cases are listed"));
  m_view->setModel(m_model);
  m_view->setItemDelegate(new widgets::CaseDelegate(m_view));
  m_view->setFrameShape(QFrame::NoFrame);
  m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_view->setUniformItemSizes(true);
  m_view->setAccessibleName(tr("Cases"));
  m_view->viewport()->setBackgroundRole(QPalette::Window);  // no ground of its own
  auto* head = new QHBoxLayout;
  head->addWidget(m_filters, 1);
  head->addWidget(m_count);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(7, 9, 0, 9);
  layout->setSpacing(7);
  layout->addLayout(head);
  layout->addWidget(m_view, 1);
  layout->addWidget(buildFilling());
  connect(m_filters, &QComboBox::activated, this, [this] { emit filterChosen(filter()); });
  connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& index) {
            const auto* chosen = row(index.row());
            if (chosen && !m_isQuiet) emit this->chosen(chosen->id);
          });
  connect(m_model, &QueueModel::thumbnailWanted, m_thumbnails, &CaseThumbnails::want);
  connect(m_thumbnails, &CaseThumbnails::drawn, m_model, &QueueModel::setThumbnail);
  setWorking({}, 0);
}

QWidget* QueueList::buildFilling() {
  m_batch->setRange(1, 100000);
  m_batch->setValue(QSettings().value(batchKey, usualBatch).toInt());
  m_batch->setAccessibleName(tr("How many cases are flagged"));
  m_batch->setToolTip(m_batch->accessibleName());
  m_fill->setToolTip(tr("Flags the cases that score highest of those that still need a reader"));
  m_fill->setAutoDefault(true);
  m_ask->setAutoDefault(true);
  m_ask->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  m_progress->setTextVisible(false);
  m_progress->setMaximumHeight(6);
  auto* counts = new QHBoxLayout;
  counts->addWidget(m_batch);
  counts->addWidget(m_fill, 1);
  auto* working = new QHBoxLayout;
  working->addWidget(m_progress, 1);
  working->addWidget(m_stop);
  auto* filling = new QWidget;
  auto* layout = new QVBoxLayout(filling);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(5);
  layout->addWidget(new widgets::SectionLabel(tr("Fill the queue")));
  layout->addWidget(m_choice);
  layout->addLayout(counts);
  layout->addLayout(working);
  layout->addWidget(m_ask);
  connect(m_fill, &QPushButton::clicked, this, &QueueList::fill);
  connect(m_stop, &QPushButton::clicked, this, &QueueList::stopRequested);
  connect(m_ask, &QPushButton::clicked, this,
          [this] { m_isAsking ? emit stopAskingRequested() : emit askRequested(); });
  setAsking(std::nullopt);
  return filling;
}

CaseFilter QueueList::filter() const {
  return filters[static_cast<std::size_t>(std::max(0, m_filters->currentIndex()))];
}

void QueueList::setFilter(CaseFilter filter) {
  for (int i = 0; i < m_filters->count(); ++i)
    if (filters[static_cast<std::size_t>(i)] == filter) m_filters->setCurrentIndex(i);
}

void QueueList::setFacts(const ProjectFacts& facts) {
  m_choice->form().setFacts(facts);
  m_hasCases = facts.cases > 0;
  m_fill->setEnabled(m_hasCases);
  enableAsking();
}

void QueueList::setAsking(std::optional<double> fraction) {
  m_isAsking = fraction.has_value();
  m_ask->setText(m_isAsking ? tr("Stop asking (%1 %)").arg(static_cast<int>(100 * *fraction))
                            : tr("Ask the network…"));
  enableAsking();
}

void QueueList::setAskable(bool on) {
  m_isAskable = on;
  enableAsking();
}

void QueueList::enableAsking() {
  m_ask->setEnabled(m_isAsking || (m_isAskable && m_hasCases));
  m_ask->setToolTip(m_isAsking    ? tr("What it has answered stays")
                    : m_isAskable ? tr("Scores all cases by the network that is open in Inspect, "
                                       "so that the queue can be filled by what it says")
                                  : tr("Open a network in Inspect first"));
}

void QueueList::setRows(std::vector<CaseRow> rows) {
  const QScopedValueRollback quiet(m_isQuiet, true);
  m_model->setRows(std::move(rows));
  m_count->setText(QString::number(m_model->rowCount()));
}

void QueueList::setWorking(const QString& stage, double fraction) {
  const bool works = !stage.isEmpty();
  m_progress->setRange(0, 1000);
  m_progress->setValue(static_cast<int>(fraction * 1000));
  m_progress->setToolTip(stage);
  m_progress->setAccessibleName(stage);
  m_progress->setVisible(works);
  m_stop->setVisible(works);
  m_fill->setVisible(!works);
  m_batch->setVisible(!works);
}

void QueueList::clear() {
  setRows({});
  m_thumbnails->clear();
  m_model->forgetThumbnails();
}

const CaseRow* QueueList::row(int place) const {
  const auto& all = m_model->rows();
  return place >= 0 && place < std::ssize(all) ? &all[static_cast<std::size_t>(place)] : nullptr;
}

void QueueList::select(annotation::Id id) {
  const QScopedValueRollback quiet(m_isQuiet, true);
  const int place = placeOf(id);
  const auto index = place < 0 ? QModelIndex() : m_model->index(place);
  m_view->setCurrentIndex(index);
  if (index.isValid()) m_view->scrollTo(index);
}

int QueueList::nextOpen(int place) const {
  const auto& all = m_model->rows();
  const int count = static_cast<int>(all.size());
  for (int i = 1; i <= count; ++i) {
    const int at = (std::max(place, -1) + i) % count;
    if (all[static_cast<std::size_t>(at)].state == annotation::State::open) return at;
  }
  return -1;
}

void QueueList::fill() {
  auto request = m_choice->form().request();
  request.count = m_batch->value();
  QSettings().setValue(batchKey, request.count);
  emit fillRequested(request);
}

}  // namespace rho::workbench
