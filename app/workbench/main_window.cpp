// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/main_window.h"

#include <QAction>
#include <QLabel>
#include <QMenuBar>
#include <QShortcut>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

#include "widgets/case_list.h"
#include "widgets/job_status.h"
#include "widgets/message_bar.h"
#include "workbench/inspect_page.h"
#include "workbench/inspector.h"
#include "workbench/job_tracker.h"
#include "workbench/network_panel.h"

namespace rho::workbench {

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      m_tracker(new JobTracker(this)),
      m_inspector(new Inspector(*m_tracker, this)),
      m_message(new widgets::MessageBar),
      m_cases(new widgets::CaseList),
      m_page(new InspectPage),
      m_network(new NetworkPanel),
      m_probe(new QLabel),
      m_job(new widgets::JobStatus) {
  setWindowTitle(tr("Rhoscope"));
  setMinimumSize(1024, 640);
  resize(1400, 840);
  setAcceptDrops(true);
  buildMenus();
  buildBody();
  buildStatusBar();
  connectJobs();
  connectInspector();
  connectPage();
  addDemoCases();
  showWaiting();
}

void MainWindow::buildMenus() {
  auto* file = menuBar()->addMenu(tr("&File"));
  file->addAction(tr("Open &image…"), QKeySequence::Open, this, &MainWindow::askForImage);
  file->addAction(tr("Open &network…"), QKeySequence(tr("Ctrl+Shift+O")), this,
                  &MainWindow::askForNetwork);
  file->addAction(tr("Use the &bundled networks"), m_inspector, &Inspector::useBundledNetworks);
  file->addSeparator();
  file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
  const auto shortcut = [this](Qt::Key key, auto action) {
    connect(new QShortcut(key, this), &QShortcut::activated, this, action);
  };
  shortcut(Qt::Key_PageUp, [this] { m_cases->step(-1); });
  shortcut(Qt::Key_PageDown, [this] { m_cases->step(1); });
  shortcut(Qt::Key_Escape, [this] { cancel(); });
}

void MainWindow::buildBody() {
  auto* banner = new QLabel(
      tr("Research use only. An explanation shows what this network responds to; it does not "
         "locate disease."));
  banner->setObjectName("banner");
  m_cases->setMinimumWidth(130);
  m_network->setMinimumWidth(180);
  auto* body = new QSplitter;
  body->setHandleWidth(1);
  body->setChildrenCollapsible(false);
  for (QWidget* part : {static_cast<QWidget*>(m_cases), static_cast<QWidget*>(m_page),
                        static_cast<QWidget*>(m_network)})
    body->addWidget(part);
  body->setStretchFactor(1, 1);
  body->setSizes({172, 1000, 224});
  auto* central = new QWidget;
  auto* layout = new QVBoxLayout(central);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(banner);
  layout->addWidget(m_message);
  layout->addWidget(body, 1);
  setCentralWidget(central);
}

void MainWindow::buildStatusBar() {
  m_probe->setMinimumWidth(210);
  m_probe->setContentsMargins(7, 0, 0, 0);
  statusBar()->setSizeGripEnabled(false);
  statusBar()->addWidget(m_probe);
  statusBar()->addWidget(new QLabel(tr("CPU, threads: %1").arg(Analysis::threads())));
  statusBar()->addWidget(m_job);
  auto* seed = new QLabel(tr("seed 0 · replayable"));
  seed->setToolTip(tr("The same case, network and seed give the same pictures again"));
  seed->setContentsMargins(0, 0, 7, 0);
  statusBar()->addPermanentWidget(seed);
}

void MainWindow::connectJobs() {
  using widgets::MessageBar;
  connect(m_tracker, &JobTracker::progressed, this,
          [this](const QString& lane, const QString& stage, double fraction,
                 std::optional<double> secondsLeft) {
            if (lane == thumbnailLane) return;
            m_stopped = false;
            m_job->showProgress(stage, fraction, secondsLeft);
            showWaiting();
          });
  const auto rest = [this] {
    if (!m_tracker->isBusy()) m_job->showIdle(m_stopped ? tr("Stopped") : QString());
    showWaiting();
  };
  connect(m_tracker, &JobTracker::finished, this, rest);
  connect(m_tracker, &JobTracker::cancelled, this, rest);
  connect(m_tracker, &JobTracker::failed, this,
          [this, rest](const QString& lane, const QString& text) {
            m_message->say(MessageBar::Kind::failure, text);
            if (lane == Inspector::caseLane)
              m_cases->setSubtitle(m_cases->current(), tr("cannot be opened"));
            rest();
          });
  connect(m_job, &widgets::JobStatus::cancelRequested, this, &MainWindow::cancel);
}

void MainWindow::connectInspector() {
  connect(m_inspector, &Inspector::networkChanged, this, [this] {
    const auto& network = m_inspector->state().network;
    if (network) m_message->dismiss();
    m_network->showNetwork(network.get());
    showAnswers();
  });
  connect(m_inspector, &Inspector::caseChanged, this, [this] {
    const auto& state = m_inspector->state();
    const auto title = QString::fromStdString(state.entry.title);
    const auto key = QString::fromStdString(state.entry.address);
    m_message->dismiss();
    m_cases->setThumbnail(key, state.thumbnail);
    setWindowTitle(tr("%1 — Rhoscope").arg(title));
    showAnswers();
  });
  connect(m_inspector, &Inspector::predictionChanged, this, [this] {
    const auto& state = m_inspector->state();
    showAnswers();
    const auto order = state.classesByConfidence();
    if (order.empty()) return;
    const auto confidence =
        static_cast<double>(state.confidences[static_cast<std::size_t>(order[0])]);
    m_cases->setSubtitle(QString::fromStdString(state.entry.address),
                         tr("%1 %2")
                             .arg(QString::fromStdString(state.className(order[0])))
                             .arg(confidence, 0, 'f', 2));
  });
  connect(m_inspector, &Inspector::framesChanged, this, &MainWindow::showAnswers);
  connect(m_inspector, &Inspector::mapsChanged, this, &MainWindow::showAnswers);
}

void MainWindow::connectPage() {
  connect(m_cases, &widgets::CaseList::casePicked, this, &MainWindow::openCase);
  connect(m_page, &InspectPage::rhoMoved, this, [this](double rho) {
    m_network->showAnswers(m_inspector->state(), rho, m_page->direction());
  });
  connect(m_page, &InspectPage::rhoSettled, m_inspector, &Inspector::setRho);
  connect(m_page, &InspectPage::targetChosen, m_inspector, &Inspector::chooseTarget);
  connect(m_network, &NetworkPanel::targetChosen, m_inspector, &Inspector::chooseTarget);
  connect(m_network, &NetworkPanel::layerChosen, m_inspector, &Inspector::chooseLayer);
  connect(m_page, &InspectPage::hovered, this, [this](QPointF at) { showProbe(at); });
  connect(m_page, &InspectPage::left, this, [this] { showProbe(std::nullopt); });
}

void MainWindow::cancel() {
  m_stopped = m_tracker->isBusy();
  m_tracker->cancelAll();
}

}  // namespace rho::workbench
