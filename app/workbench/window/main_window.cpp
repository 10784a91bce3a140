// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window/main_window.h"

#include <QLabel>
#include <QMenu>
#include <QSpinBox>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "widgets/case_list.h"
#include "widgets/job_status.h"
#include "widgets/message_bar.h"
#include "widgets/tile_grid.h"
#include "workbench/annotate/annotate_page.h"
#include "workbench/desk/active_picture.h"
#include "workbench/desk/desk_bar.h"
#include "workbench/desk/left_tools.h"
#include "workbench/desk/measure_actions.h"
#include "workbench/desk/prior_pane.h"
#include "workbench/desk/window_menu.h"
#include "workbench/document/autosave.h"
#include "workbench/document/document.h"
#include "workbench/inspect/inspect_page.h"
#include "workbench/inspect/inspector.h"
#include "workbench/inspect/tile_actions.h"
#include "workbench/jobs/job_entries.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/network/card_actions.h"
#include "workbench/network/card_dialog.h"
#include "workbench/network/network_panel.h"
#include "workbench/report/export_actions.h"
#include "workbench/robustness/measure_form.h"
#include "workbench/robustness/network_choice.h"
#include "workbench/robustness/robustness_page.h"
#include "workbench/train/train_page.h"
#include "workbench/trust/trust_checker.h"
#include "workbench/trust/trust_panel.h"
#include "workbench/window/panels.h"
#include "workbench/window/perspectives.h"
#include "workbench/window/view_actions.h"

namespace rho::workbench {

namespace {

/// Those that do not exclude each other.
QStringList labelsOf(const model::ModelCard& card) {
  QStringList labels;
  if (card.task == model::Task::multiLabel)
    for (const auto& name : card.classNames) labels << QString::fromStdString(name);
  return labels;
}

}  // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      m_tracker(new JobTracker(this)),
      m_document(new Document(this)),
      m_inspector(new Inspector(*m_tracker, this)),
      m_message(new widgets::MessageBar),
      m_cases(new widgets::CaseList),
      m_page(new InspectPage(*m_document, *m_inspector)),
      m_robustness(new RobustnessPage(*m_tracker)),
      m_train(new TrainPage(rhoProgram(), m_tracker)),
      m_annotate(new AnnotatePage(*m_tracker)),
      m_network(new NetworkPanel),
      m_trust(new TrustChecker(*m_document, *m_inspector, *m_tracker, this)),
      m_prior(new PriorPane(*m_document, *m_tracker)),
      m_picture(new ActivePicture(*m_document, *m_inspector, m_page->grid(), *m_prior, this)),
      m_windows(new WindowMenu(*m_picture, this)),
      m_leftTools(new LeftTools(m_page->grid(), m_prior->view(), this)),
      m_measures(new MeasureActions(*m_document, *m_inspector, m_page->grid(), *m_prior, this)),
      m_deskBar(new DeskBar(*m_picture, *m_windows)),
      m_files(new FileActions(*m_document, *m_inspector, *m_tracker, *this)),
      m_cards(new CardActions(*m_inspector, *m_tracker, *this)),
      m_views(new ViewActions(*m_picture, *m_windows, *m_leftTools, this)),
      m_tiles(new TileActions(*m_document, *m_inspector, *this)),
      m_exports(new ExportActions(*m_document, *m_inspector, *m_trust, *m_tracker, *this)),
      m_perspectives(new Perspectives),
      m_panels(new Panels(*m_document, *m_cases, m_page->sweepDetails(), *m_network, this)),
      m_probe(new QLabel),
      m_device(new QLabel),
      m_seed(new QSpinBox),
      m_job(new widgets::JobStatus) {
  setWindowTitle(tr("Rhoscope"));
  setMinimumSize(560, 340);
  resize(1400, 840);
  setAcceptDrops(true);
  buildBody();
  buildMenus();
  buildStatusBar();
  connectJobs();
  connectInspector();
  connectPage();
  connectDesk();
  connectRobustness();
  connectTraining();
  connectAnnotating();
  addDemoCases();
  showWaiting();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildBody() {
  auto* banner = new QLabel(
      tr("Research use only. An explanation shows what this network responds to; it does not "
         "locate disease."));
  banner->setObjectName("banner");
  m_page->setAbove(m_deskBar);
  m_page->setBeside(m_prior);
  m_cases->setMinimumWidth(130);
  m_network->setMinimumWidth(180);
  m_network->addSection(tr("Trust"), new TrustPanel(*m_document, *m_inspector, *m_trust));
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
  layout->addWidget(m_perspectives, 1);
  setCentralWidget(central);
  m_perspectives->add(tr("Inspect"), body);
  m_perspectives->add(tr("Robustness"), m_robustness);
  m_perspectives->add(tr("Train"), m_train);
  m_perspectives->add(tr("Annotate"), m_annotate);
}

void MainWindow::buildStatusBar() {
  m_probe->setMinimumWidth(290);
  m_probe->setContentsMargins(7, 0, 0, 0);
  statusBar()->setSizeGripEnabled(false);
  statusBar()->addWidget(m_probe);
  m_device->setToolTip(tr("What the network computes on: Model, Compute on"));
  statusBar()->addWidget(m_device);
  statusBar()->addWidget(m_job);
  buildSeed();
}

void MainWindow::buildSeed() {
  m_seed->setRange(0, std::numeric_limits<int>::max());
  m_seed->setPrefix(tr("seed "));
  m_seed->setFrame(false);
  m_seed->setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("seed 00000000")));
  m_seed->setAccessibleName(tr("Seed of random numbers"));
  m_seed->setToolTip(
      tr("LIME and SmoothGrad draw random numbers. The same case, network, options "
         "and seed give the same pictures again; whether an explanation holds can "
         "be seen by another seed."));
  connect(m_seed, &QSpinBox::valueChanged, this, [this](int seed) {
    m_document->edit(tr("choose a seed"), [seed](Workspace& w) { w.seed = seed; });
  });
  statusBar()->addPermanentWidget(m_seed);
}

void MainWindow::connectJobs() {
  using widgets::MessageBar;
  const auto isQuiet = [](const QString& lane) {
    return lane == thumbnailLane || lane == placeThumbnailLane || lane == Autosave::lane ||
           AnnotatePage::isBackground(lane) || CardDialog::isOwnLane(lane);
  };
  connect(m_tracker, &JobTracker::progressed, this, [this, isQuiet](const QString& lane) {
    if (isQuiet(lane)) return;
    m_stopped = false;
    showWaiting();
  });
  const auto rest = [this] {
    m_job->setIdleText(m_stopped ? tr("Stopped") : QString());
    showWaiting();
  };
  connect(m_tracker, &JobTracker::finished, this, rest);
  connect(m_tracker, &JobTracker::cancelled, this, rest);
  connect(m_tracker, &JobTracker::failed, this,
          [this, rest, isQuiet](const QString& lane, const QString& text) {
            if (!isQuiet(lane)) {
              m_message->say(MessageBar::Kind::failure, text);
              m_failedLane = lane;
            }
            if (lane == Inspector::caseLane)
              m_cases->setSubtitle(m_cases->current(), tr("cannot be opened"));
            rest();
          });
  followJobs(*m_tracker, *m_job, isQuiet);
  connect(m_job, &widgets::JobStatus::cancelRequested, this, &MainWindow::cancel);
  const auto say = [this](const QString& text) { m_message->say(MessageBar::Kind::notice, text); };
  connect(m_files, &FileActions::said, this, say);
  connect(m_exports, &ExportActions::said, this, say);
  connect(m_cards, &CardActions::said, this, say);
}

void MainWindow::connectInspector() {
  connect(m_document, &Document::changed, this, [this] {
    m_inspector->apply(m_document->workspace());
    showCases();
    showAnswers();
    m_seed->setValue(m_document->workspace().seed);
  });
  connect(m_inspector, &Inspector::networksChanged, this, [this] {
    showAnswers();
    showWaiting();
  });
  connect(m_inspector, &Inspector::networkOpened, this,
          [this] { forgetFailure(Inspector::openLane); });
  connect(m_inspector, &Inspector::caseChanged, this, [this] {
    const auto& opened = m_inspector->opened();
    forgetFailure(Inspector::caseLane);
    m_cases->setThumbnail(listKey(opened.entry.address), opened.thumbnail);
    tellStack();
    showTitle();
    showAnswers();
  });
  connect(m_inspector, &Inspector::predictionChanged, this, &MainWindow::showPrediction);
  connect(m_inspector, &Inspector::framesChanged, this, &MainWindow::showAnswers);
  connect(m_inspector, &Inspector::answersChanged, this, &MainWindow::showAnswers);
  connect(m_inspector, &Inspector::surveyChanged, this, &MainWindow::showAnswers);
}

/// What has worked since needs no message any more; other messages stay.
void MainWindow::forgetFailure(const QString& lane) {
  if (m_failedLane != lane) return;
  m_failedLane.clear();
  m_message->dismiss();
}

void MainWindow::connectPage() {
  connect(m_cases, &widgets::CaseList::casePicked, this, &MainWindow::openCase);
  connect(m_page, &InspectPage::rhoSettled, m_inspector, &Inspector::settleRho);
  connect(m_page, &InspectPage::hovered, this, &MainWindow::showProbe);
  connect(m_page, &InspectPage::left, m_probe, &QLabel::clear);
  connect(m_page, &InspectPage::tileMenuRequested, this,
          [this](const QString& tile, QPoint position) {
            auto* menu = new QMenu(this);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            m_tiles->fillTileMenu(*menu, tile);
            menu->addSeparator();
            m_exports->addTileActions(*menu, tile);
            menu->popup(position);
          });
  connect(m_network, &NetworkPanel::cardWanted, m_cards, &CardActions::editCurrent);
  connect(m_cards, &CardActions::networkCompleted, m_files,
          [this](const QString& path) { m_files->openNetworkAgain(path); });
  connect(m_network, &NetworkPanel::targetChosen, this, &MainWindow::chooseTarget);
  connect(m_network, &NetworkPanel::layerChosen, this, [this](const QString& layer) {
    m_document->edit(tr("choose a layer"), [&](Workspace& w) { w.layer = layer.toStdString(); });
  });
}

void MainWindow::connectDesk() {
  connect(m_page, &InspectPage::stackStepped, this, &MainWindow::stepStack);
  connect(m_files, &FileActions::placeListed, this, &MainWindow::takePlace);
  connect(m_cases, &widgets::CaseList::menuRequested, this, &MainWindow::showCaseMenu);
}

void MainWindow::connectRobustness() {
  connect(m_inspector, &Inspector::networksChanged, this, [this] {
    QStringList paths;
    for (const auto& row : m_inspector->rows()) {
      if (!row.network) continue;
      paths << QString::fromStdString(row.network->path().string());
      m_robustness->form().networks().setLabels(paths.last(), labelsOf(row.network->card()));
    }
    m_robustness->setOpenNetworks(paths);
  });
  connect(m_robustness, &RobustnessPage::wanted, this, &MainWindow::showRobustness);
  connect(m_robustness, &RobustnessPage::said, this,
          [this](const QString& text) { m_message->say(widgets::MessageBar::Kind::notice, text); });
  connect(m_robustness, &RobustnessPage::imageChosen, this,
          [this](const QString& address, const QString& network, const QString& label) {
            // Not the one that is bundled for a case: this case names none.
            const auto& chosen = m_document->workspace().networks;
            if (std::find(chosen.begin(), chosen.end(), network.toStdString()) == chosen.end())
              openNetwork(network);
            openCase(address);
            if (!label.isEmpty())
              m_document->edit(tr("choose a class"),
                               [&](Workspace& w) { w.target = label.toStdString(); });
            m_perspectives->choose(m_perspectives->widget(0));
          });
}

void MainWindow::showRobustness() { m_perspectives->choose(m_robustness); }

void MainWindow::connectTraining() {
  connect(m_train, &TrainPage::failed, this, [this](const QString& text) {
    m_message->say(widgets::MessageBar::Kind::failure, text);
  });
  connect(m_train, &TrainPage::wanted, this, [this] { m_perspectives->choose(m_train); });
  connect(m_train, &TrainPage::networkChosen, this, [this](const QString& path) {
    openNetwork(path);
    m_perspectives->choose(m_perspectives->widget(0));
  });
}

void MainWindow::connectAnnotating() {
  connect(m_annotate, &AnnotatePage::wanted, this, [this] { m_perspectives->choose(m_annotate); });
  connect(m_annotate, &AnnotatePage::projectOpened, this, &FileActions::remember);
  connect(m_files, &FileActions::projectChosen, m_annotate, &AnnotatePage::openProject);
  connect(m_inspector, &Inspector::networksChanged, this,
          [this] { m_annotate->setNetwork(m_inspector->current().network); });
  connect(m_annotate, &AnnotatePage::trainingWanted, m_train, &TrainPage::propose);
  connect(m_annotate, &AnnotatePage::titleChanged, this, &MainWindow::showTitle);
  connect(m_perspectives, &QStackedWidget::currentChanged, this, &MainWindow::showTitle);
}

void MainWindow::showTitle() {
  const auto title = m_perspectives->currentWidget() == m_annotate
                         ? m_annotate->title()
                         : QString::fromStdString(m_inspector->opened().entry.title);
  setWindowTitle(title.isEmpty() ? tr("Rhoscope") : tr("%1 — Rhoscope").arg(title));
}

void MainWindow::followRuns() { m_train->watch(); }

bool MainWindow::keepIn(const QString& folder) {
  m_autosave = new Autosave(*m_document, *m_tracker, folder, this);
  m_annotate->restoreLastProject();
  const auto recovered = m_autosave->recovered();
  if (!recovered) return false;
  m_document->replace(*recovered);
  const auto others = m_autosave->alsoRecovered();
  for (const auto& session : others) FileActions::remember(session);
  const auto say = [this, count = others.size()] {
    QString text = tr("The program ended unexpectedly. What was open is here again.");
    if (count > 0) text += " " + tr("Other windows: File, Recent files.");
    m_message->say(widgets::MessageBar::Kind::notice, text);
  };
  say();
  // A case that has been opened takes the message before it away.
  connect(m_inspector, &Inspector::caseChanged, this, say, Qt::SingleShotConnection);
  return true;
}

bool MainWindow::restoreLastSession() {
  const auto last = m_autosave ? m_autosave->lastSession() : std::nullopt;
  if (!last || last->currentCase.empty()) return false;
  m_document->replace(*last);
  return true;
}

}  // namespace rho::workbench
