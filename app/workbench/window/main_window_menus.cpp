// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus and keys.
#include <QAction>
#include <QMenuBar>
#include <QMessageBox>
#include <QShortcut>
#include <QTabBar>

#include "base/resources.h"
#include "widgets/case_list.h"
#include "widgets/confidence_plot.h"
#include "widgets/job_status.h"
#include "widgets/picture_view.h"
#include "widgets/tile_grid.h"
#include "workbench/annotate/annotate_page.h"
#include "workbench/archive/archive_entry.h"
#include "workbench/desk/desk_bar.h"
#include "workbench/desk/left_tools.h"
#include "workbench/desk/measure_actions.h"
#include "workbench/desk/prior_pane.h"
#include "workbench/document/document.h"
#include "workbench/document/privacy.h"
#include "workbench/inspect/inspect_page.h"
#include "workbench/inspect/inspector.h"
#include "workbench/inspect/tile_actions.h"
#include "workbench/network/card_actions.h"
#include "workbench/network/device_menu.h"
#include "workbench/report/export_actions.h"
#include "workbench/robustness/robustness_page.h"
#include "workbench/train/train_page.h"
#include "workbench/window/keys_help.h"
#include "workbench/window/main_window.h"
#include "workbench/window/panels.h"
#include "workbench/window/perspectives.h"
#include "workbench/window/theme.h"
#include "workbench/window/view_actions.h"

namespace rho::workbench {

void MainWindow::buildMenus() {
  auto* file = menuBar()->addMenu(tr("&File"));
  m_files->addTo(*file);
  file->addSeparator();
  m_annotate->addFilesTo(*file);
  file->addSeparator();
  addArchiveEntry(*file, *m_tracker, *this,
                  [this](const QString& folder) { m_files->openPlace(folder); });
  file->addSeparator();
  m_exports->addTo(*file);
  file->addSeparator();
  file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
  auto* edit = menuBar()->addMenu(tr("&Edit"));
  auto* undo = m_document->history().createUndoAction(this, tr("&Undo"));
  undo->setShortcut(QKeySequence::Undo);
  auto* redo = m_document->history().createRedoAction(this, tr("&Redo"));
  redo->setShortcuts({QKeySequence(tr("Ctrl+Y")), QKeySequence(tr("Ctrl+Shift+Z"))});
  edit->addActions({undo, redo});
  m_annotate->addUndoTo(*edit);
  connect(m_perspectives, &QStackedWidget::currentChanged, this, [this, undo, redo] {
    for (auto* action : {undo, redo})
      action->setVisible(m_perspectives->currentWidget() != m_annotate);
  });
  auto* view = menuBar()->addMenu(tr("&View"));
  auto* inspect = m_perspectives->widget(0);
  m_views->addTo(*view);
  enableOnlyIn(inspect, view->actions());
  view->addSeparator();
  m_panels->addTo(*view);
  view->addAction(tr("F&ull screen"), QKeySequence::FullScreen, this,
                  [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
  view->addSeparator();
  addPerspectives(*view);
  addThemeMenu(*view);
  buildImageMenu();
  buildDeskBar();
  buildPlotMenu();
  buildModelMenu();
  buildExplainMenu();
  buildRobustnessMenu();
  buildTrainMenu();
  buildAnnotateMenu();
  buildHelpMenu();
  const auto shortcut = [this](Qt::Key key, auto action) {
    auto* made = new QShortcut(key, this);
    connect(made, &QShortcut::activated, this, action);
    return made;
  };
  for (auto* step : {shortcut(Qt::Key_PageUp, [this] { stepImage(-1); }),
                     shortcut(Qt::Key_PageDown, [this] { stepImage(1); })})
    connect(m_perspectives, &QStackedWidget::currentChanged, step,
            [step](int page) { step->setEnabled(page == 0); });
  shortcut(Qt::Key_Escape, [this] { cancel(); });
}

void MainWindow::buildImageMenu() {
  auto* image = menuBar()->addMenu(tr("&Image"));
  m_views->addTurnsTo(*image);
  image->addSeparator();
  m_measures->addTo(*image);
  image->addSeparator();
  auto* close = image->addAction(tr("&Close the prior"), this, [this] { m_files->openPrior({}); });
  connect(image, &QMenu::aboutToShow, close,
          [this, close] { close->setEnabled(!m_document->workspace().prior.empty()); });
  addDeskSwitches(*image);
  enableOnlyIn(m_perspectives->widget(0), image->actions());
}

void MainWindow::addDeskSwitches(QMenu& menu) {
  auto* magnifier = menu.addAction(tr("&Magnifier"));
  magnifier->setCheckable(true);
  magnifier->setShortcut(QKeySequence(tr("M")));
  connect(magnifier, &QAction::triggered, this, [this](bool on) {
    m_page->grid().setMagnifier(on);
    m_prior->view().setMagnifier(on);
  });
  auto* blind = menu.addAction(tr("Hide patients' &names"));
  blind->setCheckable(true);
  blind->setChecked(hidesNames());
  m_cases->setBlind(blind->isChecked());
  connect(blind, &QAction::triggered, this, [this](bool on) {
    setHidesNames(on);
    m_cases->setBlind(on);
  });
  menu.addAction(m_deskBar->toggle());
}

void MainWindow::buildDeskBar() {
  m_deskBar->addTool(m_views->invert());
  for (auto* action : {m_views->flipSideways(), m_views->flipUpsideDown(), m_views->turn()})
    m_deskBar->addTool(action);
  for (auto* action : {m_views->onePixel(), m_views->lifeSize()}) m_deskBar->addTool(action);
  m_deskBar->addTool(m_leftTools->windowTool());
  for (auto* action : m_leftTools->measuring()) m_deskBar->addTool(action);
  m_deskBar->addTool(m_measures->hiding());
}

void MainWindow::addPerspectives(QMenu& view) {
  menuBar()->setCornerWidget(m_perspectives->tabs());
  if (m_perspectives->count() > 1) m_perspectives->addTo(*view.addMenu(tr("&Perspective")));
}

/// Keys that would change what is not seen do nothing.
void MainWindow::enableOnlyIn(QWidget* page, const QList<QAction*>& actions) {
  connect(m_perspectives, &QStackedWidget::currentChanged, this, [this, page, actions] {
    for (auto* action : actions) action->setEnabled(m_perspectives->currentWidget() == page);
  });
}

/// Of the curves, by a right click.
void MainWindow::buildPlotMenu() {
  auto& plot = m_page->plot();
  plot.setContextMenuPolicy(Qt::ActionsContextMenu);
  auto* save = new QAction(tr("Export the curves…"), &plot);
  connect(save, &QAction::triggered, m_exports, &ExportActions::askForCurves);
  auto* whole = new QAction(tr("Whole range of ρ"), &plot);
  connect(whole, &QAction::triggered, &plot, [&plot] { plot.setMaximumRho(largestRho); });
  plot.addActions({save, whole});
}

void MainWindow::buildModelMenu() {
  auto* model = menuBar()->addMenu(tr("&Model"));
  model->addAction(tr("&Open a network…"), m_files,
                   [this] { m_files->askForNetwork(FileActions::Place::instead); });
  model->addAction(tr("&Compare with a network…"), QKeySequence(tr("Ctrl+Shift+N")), m_files,
                   [this] { m_files->askForNetwork(FileActions::Place::beside); });
  model->addAction(tr("&Remove this network"), this, [this] {
    m_document->edit(tr("remove a network"), [](Workspace& w) {
      if (w.networks.empty()) return;
      w.networks.erase(w.networks.begin() + w.currentNetwork);
      w.currentNetwork = std::max(0, w.currentNetwork - 1);
    });
  });
  model->addAction(tr("Use the &bundled networks"), this, [this] {
    m_document->edit(tr("use the bundled networks"), [](Workspace& w) {
      w.networks.clear();
      w.currentNetwork = 0;
    });
  });
  model->addAction(tr("&Edit the card…"), m_cards, &CardActions::editCurrent);
  addDevices(*model);
}

void MainWindow::addDevices(QMenu& menu) {
  auto* devices = new DeviceMenu(this);
  menu.addSeparator();
  menu.addMenu(devices);
  const auto computeOn = [this](const std::string& id) {
    m_inspector->setDevice(id);
    m_robustness->setDevice(id);
  };
  computeOn(devices->chosen());
  connect(devices, &DeviceMenu::deviceChosen, this,
          [computeOn](const QString& id) { computeOn(id.toStdString()); });
}

void MainWindow::buildExplainMenu() {
  auto* explain = menuBar()->addMenu(tr("E&xplain"));
  m_tiles->addTo(*explain);
  explain->addSeparator();
  const auto direction = [this](Direction wanted) {
    m_document->edit(tr("direction of the film strip"),
                     [wanted](Workspace& w) { w.direction = wanted; });
  };
  explain->addAction(tr("Film of &raising"), this, [=] { direction(Direction::raise); });
  explain->addAction(tr("Film of &lowering"), this, [=] { direction(Direction::lower); });
  explain->addAction(tr("&Play the sweep"), QKeySequence(tr("Ctrl+Space")), m_page,
                     [this] { m_page->play(true); });
  explain->addAction(tr("&Stop computing (Esc)"), this, &MainWindow::cancel);
  enableOnlyIn(m_perspectives->widget(0), explain->actions());
  explain->addAction(tr("&Jobs"), QKeySequence(tr("Ctrl+J")), m_job,
                     &widgets::JobStatus::togglePanel);
}

void MainWindow::buildRobustnessMenu() {
  m_robustness->addTo(*menuBar()->addMenu(tr("&Robustness")));
}

void MainWindow::buildTrainMenu() { m_train->addTo(*menuBar()->addMenu(tr("&Train"))); }

/// All of its letters are taken by other menus and by forms.
void MainWindow::buildAnnotateMenu() { m_annotate->addTo(*menuBar()->addMenu(tr("Annotate"))); }

void MainWindow::buildHelpMenu() {
  auto* help = menuBar()->addMenu(tr("&Help"));
  help->addAction(tr("&Guide"), QKeySequence::HelpContents, this, &MainWindow::showGuide);
  help->addAction(tr("&Keys and mouse"), this, [this] { showKeys(*this); });
  help->addAction(tr("&About Rhoscope"), this, [this] {
    QMessageBox::about(
        this, tr("Rhoscope"),
        tr("<b>Rhoscope %1</b><p>Shows what a neural network sees in an image, and how far that "
           "can be trusted.</p><p>Research use only: it does not locate disease.</p>")
            .arg(QString::fromStdString(version())));
  });
}

}  // namespace rho::workbench
