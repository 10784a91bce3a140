// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with runs: in the menu, and as buttons beside the run.
#include <QAction>
#include <QFileDialog>
#include <QListView>
#include <QMenu>
#include <QTabBar>

#include "workbench/train/curve_grid.h"
#include "workbench/train/run_details.h"
#include "workbench/train/train_page.h"

namespace rho::workbench {

void TrainPage::buildActions() {
  const auto make = [this](const QString& text, const QString& help, auto what) {
    auto* action = new QAction(text, this);
    action->setToolTip(help);
    connect(action, &QAction::triggered, this, what);
    return action;
  };
  m_new = make(tr("&New run"), tr("Choose data and a recipe"), [this] {
    emit wanted();
    m_tabs->setCurrentIndex(formView);
  });
  m_new->setShortcut(tr("Ctrl+Shift+T"));
  m_add = make(tr("&Add a run's folder…"), tr("List a run that was started by rho train"),
               &TrainPage::askForFolder);
  m_open = make(tr("&Open in Inspect"), tr("Explain images by the network as it is now"),
                &TrainPage::openCurrent);
  m_stop = make(tr("&Stop"), tr("After the step that it is at; Resume goes on from there"),
                &TrainPage::stopCurrent);
  m_resume = make(tr("&Resume"), tr("Go on from the last checkpoint"), &TrainPage::resumeCurrent);
  m_remove = make(tr("Re&move from the list"), tr("Its folder stays"), &TrainPage::removeCurrent);
  m_logarithmic = make(tr("&Logarithmic"), tr("Losses, ψ and learning rate by orders of magnitude"),
                       [this](bool on) { m_curves->setLogarithmic(on); });
  m_logarithmic->setCheckable(true);
  for (auto* action : {m_open, m_stop, m_resume, m_remove}) m_details->addButton(action);
}

void TrainPage::addTo(QMenu& menu) {
  menu.addActions({m_new, m_add});
  menu.addSeparator();
  menu.addActions({m_open, m_stop, m_resume, m_remove});
  menu.addSeparator();
  menu.addAction(m_logarithmic);
}

void TrainPage::askForFolder() {
  const auto folder = QFileDialog::getExistingDirectory(this, tr("The folder of a run"),
                                                        m_watcher->places().runsFolder());
  if (folder.isEmpty()) return;
  m_watcher->addFolder(folder);
  m_awaited = folderName(folder);
  emit wanted();
}

void TrainPage::stopCurrent() {
  if (const auto run = current()) m_watcher->stop(QString::fromStdString(run->folder));
}

void TrainPage::resumeCurrent() {
  if (const auto run = current()) m_watcher->resume(QString::fromStdString(run->folder));
}

void TrainPage::openCurrent() {
  if (const auto run = current())
    emit networkChosen(QString::fromStdString(run->folder) + "/model.safetensors");
}

void TrainPage::removeCurrent() {
  if (const auto run = current()) m_watcher->remove(QString::fromStdString(run->folder));
}

}  // namespace rho::workbench
