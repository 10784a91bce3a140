// SPDX-License-Identifier: GPL-3.0-or-later
// What the page has to do with a network before a training and the one after it.
#include <QTabBar>

#include "workbench/train/comparison_view.h"
#include "workbench/train/new_run_form.h"
#include "workbench/train/run_comparer.h"
#include "workbench/train/run_list_model.h"
#include "workbench/train/train_page.h"

namespace rho::workbench {

namespace {

QString folderOf(const RunRecordPtr& run) { return QString::fromStdString(run->folder); }

}  // namespace

void TrainPage::connectComparing() {
  connect(m_comparer, &RunComparer::progressed, this, &TrainPage::showComparison);
  connect(m_comparer, &RunComparer::compared, this, [this] { m_watcher->lookSoon(); });
  connect(m_comparer, &RunComparer::failed, this,
          [this](const QString& folder, const QString& text) { m_incomparable[folder] = text; });
  connect(m_comparer, &RunComparer::ended, this, &TrainPage::showComparison);
  connect(m_comparison, &ComparisonView::compareRequested, this, [this] {
    const auto run = current();
    if (!run) return;
    m_incomparable.erase(folderOf(run));
    m_comparer->compare(*run);
  });
  connect(m_comparison, &ComparisonView::stopRequested, this, [this] {
    if (const auto run = current()) m_comparer->stop(folderOf(run));
  });
}

void TrainPage::propose(const RunProposal& proposal) {
  m_form->propose(proposal);
  m_tabs->setCurrentIndex(formView);
  emit wanted();
}

/// Those that were seen to train: what was finished long ago waits for somebody to ask.
void TrainPage::compareFinished() {
  for (const auto& run : m_watcher->runs()) {
    if (run->phase != RunPhase::finished || run->before.empty() || run->comparison) continue;
    const auto seen = m_model->run(m_model->indexOf(folderOf(run)));
    if (seen && seen->phase != RunPhase::finished) m_comparer->compare(*run);
  }
}

void TrainPage::showComparison() {
  const auto run = current();
  if (!run) return m_comparison->showRun(nullptr, std::nullopt, {});
  const auto found = m_incomparable.find(folderOf(run));
  m_comparison->showRun(run, m_comparer->progress(folderOf(run)),
                        found == m_incomparable.end() ? QString() : found->second);
}

}  // namespace rho::workbench
