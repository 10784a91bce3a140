// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with measurements, in the menu.
#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QTabBar>

#include "widgets/figure.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/report/paper.h"
#include "workbench/robustness/measure_form.h"
#include "workbench/robustness/network_choice.h"
#include "workbench/robustness/robustness_export.h"
#include "workbench/robustness/robustness_page.h"

namespace rho::workbench {

namespace {

constexpr QSize figureSize(760, 460);
constexpr int letters = 13;  ///< pixels

}  // namespace

void RobustnessPage::buildActions() {
  const auto make = [this](const QString& text, const QString& help, auto what) {
    auto* action = new QAction(text, this);
    action->setToolTip(help);
    connect(action, &QAction::triggered, this, what);
    return action;
  };
  m_measure = make(tr("&Measure"), tr("The chosen networks on the chosen images"), [this] {
    emit wanted();
    m_form->measure();
  });
  m_measure->setShortcut(tr("Ctrl+Shift+M"));
  m_stop = make(tr("&Stop"), tr("What is measured so far stays"), &RobustnessPage::stop);
  m_add = make(tr("&Add networks…"), tr("Choose files of networks"), [this] {
    emit wanted();
    m_form->networks().askForNetworks();
  });
  m_exportTable = make(tr("Export &values…"), tr("Networks and images as CSV"), [this] {
    askForExport(tr("Export values"), tr("Table (*.csv)"), "robustness.csv");
  });
  m_exportFigure = make(tr("Export &figure…"), tr("What is shown, as a picture"), [this] {
    askForExport(tr("Export figure"), tr("Picture (*.png *.svg *.pdf)"), "robustness.png");
  });
  m_exportReport = make(tr("Export &report…"), tr("All figures and tables in one file"), [this] {
    askForExport(tr("Export report"), tr("Report (*.html)"), "robustness.html");
  });
}

void RobustnessPage::addTo(QMenu& menu) {
  menu.addActions({m_measure, m_stop, m_add});
  menu.addSeparator();
  const QString titles[] = {tr("&Curves"), tr("C&ompare networks"), tr("C&lasses"),
                            tr("Cali&bration")};
  for (int view = 0; view < m_tabs->count(); ++view)
    menu.addAction(titles[view], this, [this, view] {
      emit wanted();
      chooseView(view);
    });
  menu.addSeparator();
  menu.addActions({m_exportTable, m_exportFigure, m_exportReport});
}

void RobustnessPage::updateActions() {
  const bool busy = m_tracker.isBusy(lane);
  m_measure->setEnabled(!busy && m_form->isComplete());
  m_stop->setEnabled(busy);
  bool any = false;
  for (const auto& network : m_networks) any = any || !network.images.empty();
  for (auto* action : {m_exportTable, m_exportReport}) action->setEnabled(any);
  bool drawn = false;
  for (const auto* figure : figuresOf(m_tabs->currentIndex())) drawn = drawn || figure->hasValues();
  m_exportFigure->setEnabled(drawn);
}

void RobustnessPage::askForExport(const QString& title, const QString& filter,
                                  const QString& name) {
  auto path = QFileDialog::getSaveFileName(this, title, name, filter);
  if (path.isEmpty()) return;
  if (QFileInfo(path).suffix().isEmpty()) path += "." + QFileInfo(name).suffix();
  exportTo(path);
}

/// Drawn here, where the figures are; written in a job.
void RobustnessPage::exportTo(const QString& path) {
  RobustnessExport content{m_request, m_networks, m_samples, {}};
  std::vector<int> views{m_tabs->currentIndex()};
  if (path.endsWith(".html", Qt::CaseInsensitive))
    views = {curvesView, compareView, classesView, calibrationView};
  for (const int view : views)
    for (auto* figure : figuresOf(view))
      if (figure->hasValues())
        content.figures.push_back(
            {figure->figureTitle(),
             figure->pictureOn(paper::palette(), paper::font(letters), figureSize), figureSize});
  m_tracker.start(exportLane, tr("Exporting"), [this, content, path](const Job& job) {
    exportRobustness(content, path.toStdString(), job.context());
    job.deliver([this, path] { emit said(tr("Exported to %1").arg(path)); });
  });
}

}  // namespace rho::workbench
