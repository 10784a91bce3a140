// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/archive/archive_window.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "archive/store.h"
#include "workbench/archive/archive_form.h"
#include "workbench/archive/archive_settings.h"
#include "workbench/archive/query_form.h"
#include "workbench/archive/study_table.h"
#include "workbench/inspect/core_texts.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

constexpr int progressSteps = 1000;
constexpr int widestColumn = 190;

QTableView* makeTable(StudyTable& model) {
  auto* table = new QTableView;
  table->setModel(&model);
  table->setAccessibleName(ArchiveWindow::tr("Studies"));
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setTabKeyNavigation(false);
  table->setShowGrid(false);
  table->setAlternatingRowColors(true);
  table->setWordWrap(false);
  table->verticalHeader()->hide();
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table->horizontalHeader()->setSectionResizeMode(StudyTable::description, QHeaderView::Stretch);
  return table;
}

}  // namespace

ArchiveWindow::ArchiveWindow(JobTracker& tracker, QWidget* parent)
    : QDialog(parent),
      m_tracker(tracker),
      m_pages(new QTabWidget),
      m_settings(new ArchiveForm),
      m_query(new QueryForm),
      m_table(new StudyTable(this)),
      m_results(makeTable(*m_table)),
      m_message(new QLabel),
      m_progress(new QProgressBar),
      m_retrieve(new QPushButton(tr("&Retrieve and open"))),
      m_send(new QPushButton(tr("Send &files…"))),
      m_stop(new QPushButton(tr("S&top"))) {
  resize(820, 520);
  m_pages->addTab(buildSearch(), tr("Studies"));
  m_pages->addTab(m_settings, tr("Settings"));
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(m_pages, 1);
  layout->addWidget(buildFoot());
  connectParts();
  connectTracker();
  // Nothing can be asked before somebody has said whom.
  if (m_settings->current().host.empty()) m_pages->setCurrentWidget(m_settings);
  end();
}

QWidget* ArchiveWindow::buildSearch() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->addWidget(m_query);
  layout->addWidget(m_results, 1);
  return page;
}

QWidget* ArchiveWindow::buildFoot() {
  m_message->setWordWrap(true);
  m_message->setTextFormat(Qt::PlainText);
  m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_progress->setTextVisible(false);
  m_progress->setMaximumWidth(140);
  m_send->setToolTip(tr("Puts DICOM files into the archive: nothing else here changes it"));
  for (auto* button : {m_retrieve, m_send, m_stop}) button->setAutoDefault(false);
  auto* foot = new QWidget;
  auto* layout = new QHBoxLayout(foot);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_message, 1);
  layout->addWidget(m_progress);
  layout->addWidget(m_stop);
  layout->addWidget(m_send);
  layout->addWidget(m_retrieve);
  return foot;
}

void ArchiveWindow::connectParts() {
  connect(m_settings, &ArchiveForm::checkRequested, this, &ArchiveWindow::check);
  connect(m_settings, &ArchiveForm::changed, this, &ArchiveWindow::showWhatCanBeDone);
  connect(m_query, &QueryForm::searchRequested, this, &ArchiveWindow::search);
  connect(m_results, &QTableView::doubleClicked, this, &ArchiveWindow::retrieveChosen);
  connect(m_results->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &ArchiveWindow::showWhatCanBeDone);
  connect(m_retrieve, &QPushButton::clicked, this, &ArchiveWindow::retrieveChosen);
  connect(m_send, &QPushButton::clicked, this, &ArchiveWindow::askForFiles);
  connect(m_stop, &QPushButton::clicked, this, &ArchiveWindow::stop);
}

void ArchiveWindow::connectTracker() {
  connect(&m_tracker, &JobTracker::progressed, this,
          [this](const QString& which, const QString& stage, double fraction) {
            if (which != lane) return;
            // As long as nobody knows how much there is, the bar only moves.
            m_progress->setRange(0, fraction > 0 ? progressSteps : 0);
            m_progress->setValue(static_cast<int>(fraction * progressSteps));
            say(coreText(stage.toStdString()));
          });
  connect(&m_tracker, &JobTracker::failed, this, [this](const QString& which, const QString& text) {
    if (which != lane) return;
    end();
    say(text, true);
    m_settings->showAnswer(text);
  });
  connect(&m_tracker, &JobTracker::cancelled, this, [this](const QString& which) {
    if (which != lane) return;
    end();
    say(tr("Stopped"));
  });
  connect(&m_tracker, &JobTracker::finished, this, [this](const QString& which) {
    if (which == lane) end();
  });
}

QString ArchiveWindow::message() const { return m_message->text(); }

void ArchiveWindow::say(const QString& text, bool isFailure) {
  m_message->setText(text);
  // Coloured by the theme's style sheet.
  m_message->setObjectName(isFailure ? "warnings" : QString());
  m_message->style()->unpolish(m_message);
  m_message->style()->polish(m_message);
}

void ArchiveWindow::start(const QString& title) {
  m_isBusy = true;
  say(title);
  m_progress->setRange(0, 0);
  m_progress->show();
  m_settings->setBusy(true);
  m_settings->showAnswer({});
  m_query->setBusy(true);
  showWhatCanBeDone();
}

void ArchiveWindow::end() {
  m_isBusy = false;
  m_progress->hide();
  m_settings->setBusy(false);
  m_query->setBusy(false);
  showWhatCanBeDone();
}

void ArchiveWindow::showWhatCanBeDone() {
  const auto archive = m_settings->current();
  const bool hasArchive = !archive.host.empty();
  setWindowTitle(archive.name.empty()
                     ? tr("Archive")
                     : tr("Archive: %1").arg(QString::fromStdString(archive.name)));
  m_stop->setVisible(m_isBusy);
  m_send->setEnabled(!m_isBusy && hasArchive);
  m_retrieve->setEnabled(!m_isBusy && hasArchive && m_results->selectionModel()->hasSelection());
  const auto hint = tr("Enter an archive's host in the settings.");
  if (!m_isBusy && !hasArchive)
    say(hint);
  else if (message() == hint)
    say({});
}

void ArchiveWindow::check() {
  const auto title = tr("Checking the connection");
  m_tracker.start(lane, title, [this, archive = m_settings->current()](const Job& job) {
    archive::echo(archive, job.context());
    job.deliver([this] {
      m_settings->showAnswer(tr("The archive answers."));
      say(tr("The archive answers."));
    });
  });
  start(title);
}

void ArchiveWindow::search() {
  m_table->show({});
  const auto title = tr("Asking the archive");
  m_tracker.start(
      lane, title,
      [this, archive = m_settings->current(), query = m_query->query()](const Job& job) {
        const auto found = archive::findStudies(archive, query, job.context());
        job.deliver([this, found] { showFound(found); });
      });
  start(title);
}

void ArchiveWindow::showFound(const archive::FoundStudies& found) {
  m_table->show(found.studies);
  m_results->resizeColumnsToContents();
  for (int i = 0; i < StudyTable::columns; ++i)
    if (m_results->columnWidth(i) > widestColumn) m_results->setColumnWidth(i, widestColumn);
  const auto count = tr("Studies: %1").arg(found.studies.size());
  say(found.areMore ? tr("%1, and more that are not shown: narrow the search").arg(count) : count);
  if (found.studies.empty()) return;
  m_results->selectRow(0);
  m_results->setFocus();
  m_retrieve->setDefault(true);
}

void ArchiveWindow::retrieveChosen() {
  const auto rows = m_results->selectionModel()->selectedRows();
  if (m_isBusy || rows.isEmpty()) return;
  const auto study = m_table->study(rows.first().row());
  const auto folder = retrievalFolder() + "/" + QString::fromStdString(study.uid);
  const auto title = tr("Retrieving");
  m_tracker.start(lane, title, [=, this, archive = m_settings->current()](const Job& job) {
    const auto got = archive::retrieve(archive, {study.uid, "", "", study.instances},
                                       folder.toStdString(), job.context());
    job.deliver([this, got, folder] {
      showRetrieved(got);
      if (!got.files.empty()) emit studyRetrieved(folder);
    });
  });
  start(title);
}

void ArchiveWindow::showRetrieved(const archive::Retrieved& got) {
  auto text = tr("Images that came: %1").arg(got.files.size());
  for (const auto& problem : got.problems)
    text += "\n" + tr("Not kept: %1").arg(QString::fromStdString(problem));
  say(text, got.files.empty() || !got.problems.empty());
}

void ArchiveWindow::askForFiles() {
  sendFiles(QFileDialog::getOpenFileNames(this, tr("Send to the archive"), {},
                                          tr("DICOM files (*.dcm);;All files (*)")));
}

void ArchiveWindow::sendFiles(const QStringList& files) {
  if (files.isEmpty() || m_isBusy) return;
  std::vector<std::filesystem::path> paths;
  for (const auto& file : files) paths.emplace_back(file.toStdString());
  const auto title = tr("Sending");
  m_tracker.start(lane, title, [this, paths, archive = m_settings->current()](const Job& job) {
    const auto stored = archive::store(archive, paths, job.context());
    job.deliver([this, stored] {
      auto text = tr("Files that the archive took: %1").arg(stored.count);
      for (const auto& failure : stored.failures)
        text += "\n" + QString::fromStdString(failure.file.filename().string()) + ": " +
                QString::fromStdString(failure.reason);
      say(text, !stored.failures.empty());
    });
  });
  start(title);
}

void ArchiveWindow::stop() { m_tracker.cancel(lane); }

}  // namespace rho::workbench
