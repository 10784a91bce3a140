// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/train_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QListView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "widgets/section_label.h"
#include "workbench/train/comparison_view.h"
#include "workbench/train/curve_grid.h"
#include "workbench/train/new_run_form.h"
#include "workbench/train/run_comparer.h"
#include "workbench/train/run_details.h"
#include "workbench/train/run_list_model.h"
#include "workbench/train/run_list_view.h"
#include "workbench/train/sample_view.h"

namespace rho::workbench {

TrainPage::TrainPage(const QString& program, JobTracker* jobs, QWidget* parent)
    : QWidget(parent),
      m_tracker(new JobTracker(this)),
      m_watcher(new RunWatcher(program, this)),
      m_model(new RunListModel(this)),
      m_list(new RunListView),
      m_tabs(new QTabBar),
      m_views(new QStackedWidget),
      m_curves(new CurveGrid),
      m_samples(new SampleView(*m_tracker)),
      m_comparison(new ComparisonView),
      m_comparer(new RunComparer(jobs ? *jobs : *m_tracker, this)),
      m_form(new NewRunForm(*m_tracker)),
      m_details(new RunDetails) {
  buildActions();
  m_form->setRunsFolder(m_watcher->places().runsFolder());
  auto* body = new QSplitter;
  body->setHandleWidth(1);
  body->setChildrenCollapsible(false);
  body->addWidget(buildList());
  body->addWidget(buildViews());
  body->addWidget(m_details);
  body->setStretchFactor(1, 1);
  body->setSizes({220, 1000, 240});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(body);
  connectParts();
  connectComparing();
  showRuns();
}

QWidget* TrainPage::buildList() {
  m_list->setModel(m_model);
  auto* add = new QToolButton;
  add->setDefaultAction(m_new);
  add->setFocusPolicy(Qt::StrongFocus);
  auto* heading = new QHBoxLayout;
  heading->addWidget(new widgets::SectionLabel(tr("Runs")), 1);
  heading->addWidget(add);
  auto* list = new QWidget;
  auto* layout = new QVBoxLayout(list);
  layout->setContentsMargins(7, 9, 7, 7);
  layout->setSpacing(7);
  layout->addLayout(heading);
  layout->addWidget(m_list, 1);
  return list;
}

QWidget* TrainPage::buildViews() {
  m_tabs->setDrawBase(false);
  m_tabs->setExpanding(false);
  m_tabs->setAccessibleName(tr("What is shown of the runs"));
  for (const auto& title :
       {tr("Curves"), tr("Explanations"), tr("Before and after"), tr("New run")})
    m_tabs->addTab(title);
  for (QWidget* view : {static_cast<QWidget*>(m_curves), static_cast<QWidget*>(m_samples),
                        static_cast<QWidget*>(m_comparison), static_cast<QWidget*>(m_form)})
    m_views->addWidget(view);
  auto* logarithmic = new QToolButton;
  logarithmic->setDefaultAction(m_logarithmic);
  logarithmic->setFocusPolicy(Qt::StrongFocus);
  auto* heading = new QHBoxLayout;
  heading->addWidget(m_tabs);
  heading->addStretch(1);
  heading->addWidget(logarithmic);
  connect(m_tabs, &QTabBar::currentChanged, this, [this, logarithmic](int view) {
    m_views->setCurrentIndex(view);
    logarithmic->setVisible(view == curvesView);
    showCurrent();
  });
  auto* views = new QWidget;
  auto* layout = new QVBoxLayout(views);
  layout->setContentsMargins(9, 6, 9, 7);
  layout->setSpacing(7);
  layout->addLayout(heading);
  layout->addWidget(m_views, 1);
  return views;
}

void TrainPage::connectParts() {
  connect(m_tracker, &JobTracker::failed, this,
          [this](const QString&, const QString& text) { emit failed(text); });
  connect(m_watcher, &RunWatcher::failed, this, &TrainPage::failed);
  connect(m_watcher, &RunWatcher::changed, this, &TrainPage::showRuns);
  connect(m_watcher, &RunWatcher::asked, this, [this](const QString& folder) {
    m_awaited = folder;
    m_form->proposeFolder();
  });
  connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
    showCurrent();
    showCurves();
  });
  connect(m_model, &RunListModel::checkedChanged, this, &TrainPage::showCurves);
  connect(m_form, &NewRunForm::startRequested, m_watcher, &RunWatcher::ask);
  connect(m_form, &NewRunForm::runsFolderChosen, this, [this](const QString& folder) {
    m_watcher->places().setRunsFolder(folder);
    m_form->setRunsFolder(folder);
  });
}

void TrainPage::watch(int interval) { m_watcher->watch(interval); }

RunRecordPtr TrainPage::current() const { return m_model->run(m_list->currentIndex()); }

void TrainPage::select(const QString& folder) {
  const auto index = m_model->indexOf(folder);
  if (index.isValid()) m_list->setCurrentIndex(index);
}

/// Of those that were seen before: what failed long ago is no news.
void TrainPage::tellFailures() {
  for (const auto& run : m_watcher->runs()) {
    const auto before = m_model->run(m_model->indexOf(QString::fromStdString(run->folder)));
    if (!before || before->phase == run->phase || run->phase != RunPhase::failed) continue;
    const auto reason = run->reason.empty() ? tr("the program ended without a word")
                                            : QString::fromStdString(run->reason);
    emit failed(tr("%1 has failed: %2").arg(QString::fromStdString(run->name), reason));
  }
}

void TrainPage::showRuns() {
  tellFailures();
  compareFinished();
  m_model->setRuns(m_watcher->runs());
  const auto& runs = m_watcher->runs();
  m_form->setBusy(std::any_of(runs.begin(), runs.end(), [](const auto& run) {
    return isActive(run->phase) || run->phase == RunPhase::waiting;
  }));
  if (m_model->indexOf(m_awaited).isValid()) {
    select(std::exchange(m_awaited, QString()));
    m_tabs->setCurrentIndex(curvesView);
  }
  if (!m_hasShown) {
    m_hasShown = !runs.empty();
    m_tabs->setCurrentIndex(runs.empty() ? formView : curvesView);
    if (m_hasShown) select(QString::fromStdString(runs.front()->folder));
  }
  showCurrent();
  showCurves();
}

void TrainPage::showCurrent() {
  const auto run = current();
  m_details->setVisible(run && m_tabs->currentIndex() != formView);
  m_details->showRun(run);
  m_samples->showRun(run);
  showComparison();
  const bool begun = run && run->hasRecipe;
  m_stop->setEnabled(run && (isActive(run->phase) || run->phase == RunPhase::waiting));
  m_stop->setText(run && run->phase == RunPhase::waiting ? tr("&Take out of the queue")
                                                         : tr("&Stop"));
  m_resume->setEnabled(begun && isResumable(run->phase));
  m_open->setEnabled(run && run->hasModel);
  m_remove->setEnabled(run && !isActive(run->phase));
}

/// Of the runs that are checked; the chosen one's in any case.
void TrainPage::showCurves() {
  auto runs = m_model->checkedRuns();
  const auto chosen = current();
  if (chosen && std::find(runs.begin(), runs.end(), chosen) == runs.end()) runs.push_back(chosen);
  std::vector<ShownRun> shown;
  for (const auto& run : runs)
    shown.push_back({run.get(), m_model->colorIndex(QString::fromStdString(run->folder))});
  m_curves->setRuns(shown);
}

}  // namespace rho::workbench
