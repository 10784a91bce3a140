// SPDX-License-Identifier: GPL-3.0-or-later
// What the page has to do with the project's file.
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <algorithm>
#include <utility>

#include "widgets/message_bar.h"
#include "workbench/annotate/annotate_page.h"
#include "workbench/annotate/annotate_texts.h"
#include "workbench/annotate/annotator_dialog.h"
#include "workbench/annotate/case_panel.h"
#include "workbench/annotate/case_scoring.h"
#include "workbench/annotate/new_project_dialog.h"
#include "workbench/annotate/queue_list.h"

namespace rho::workbench {

using widgets::MessageBar;

namespace {

const QString lastProjectKey = "annotate/last project";
const QString nameKey = "annotate/annotator";

/// Of this project, on this computer.
QString nameKeyOf(const QString& uuid) { return "annotate/annotators/" + uuid; }

}  // namespace

void AnnotatePage::connectProject() {
  connect(m_project, &ProjectThread::opened, this, &AnnotatePage::takeProject);
  connect(m_project, &ProjectThread::factsChanged, this, [this](const ProjectFacts& facts) {
    const bool hasNewClasses = m_facts && facts.classes.size() != m_facts->classes.size();
    m_facts = facts;
    m_list->setFacts(facts);
    enableActions();
    if (!hasNewClasses) return;
    showEmpty();
    m_editor->setProject(facts.settings.isMultiLabel, facts.classes);
  });
  connect(m_project, &ProjectThread::joined, this, &AnnotatePage::takeAnnotator);
  connect(m_project, &ProjectThread::listed, this, &AnnotatePage::takeRows);
  connect(m_project, &ProjectThread::rowChanged, m_list, &QueueList::updateRow);
  connect(m_project, &ProjectThread::progressChanged, m_panel, &CasePanel::setProgress);
  connect(m_project, &ProjectThread::agreementCounted, m_panel, &CasePanel::setAgreement);
  connect(m_project, &ProjectThread::historyChanged, this, [this](bool canUndo, bool canRedo) {
    m_isUndoable = canUndo;
    m_isRedoable = canRedo;
    enableActions();
  });
  connect(m_project, &ProjectThread::imported, this,
          [this](const annotation::ImportResult& result) {
            m_message->say(MessageBar::Kind::notice, importText(result));
            listAgain();
          });
  connect(m_project, &ProjectThread::filled, this, [this](const annotation::FilledBatch& batch) {
    m_message->say(MessageBar::Kind::notice, filledText(batch));
    m_list->setFilter(CaseFilter::queue);
    listAgain();
  });
  connect(m_project, &ProjectThread::exported, this,
          [this](const QString& place, const annotation::ExportResult& result) {
            m_message->say(
                MessageBar::Kind::notice,
                tr("%1: %2 cases, %3 masks.").arg(place).arg(result.cases).arg(result.masks));
          });
  connect(m_project, &ProjectThread::working, this, [this](const QString& stage, double fraction) {
    m_isWorking = true;
    m_list->setWorking(stage, fraction);
  });
  connect(m_project, &ProjectThread::rested, this, [this] {
    m_isWorking = false;
    m_list->setWorking({}, 0);
  });
  connect(m_project, &ProjectThread::failed, this, [this](const QString& text) {
    m_message->say(MessageBar::Kind::failure, text);
    if (std::exchange(m_isOpening, false)) listAgain();
  });
  connect(m_project, &ProjectThread::writesFailed, this, &AnnotatePage::tellWrites);
  connect(m_project, &ProjectThread::writesSucceeded, this, [this] {
    m_hasUnwritten = false;
    m_message->say(MessageBar::Kind::notice, tr("Everything is on the disk now."));
  });
  connect(m_list, &QueueList::filterChosen, this, &AnnotatePage::listAgain);
  connect(m_list, &QueueList::fillRequested, m_project, &ProjectThread::fill);
  connect(m_list, &QueueList::stopRequested, m_project, &ProjectThread::stop);
}

void AnnotatePage::createProject(const NewProject& request) {
  m_scoring->stop();
  m_restores = false;
  emit wanted();
  showEmpty();
  m_isOpening = true;
  m_toImport = request.images;
  m_project->create(request);
}

void AnnotatePage::openProject(const QString& file) {
  m_restores = false;
  emit wanted();
  const auto path = QFileInfo(file).absoluteFilePath();
  if (m_facts && QFileInfo(m_facts->file).absoluteFilePath() == path) return;
  m_scoring->stop();
  showEmpty();
  m_isOpening = true;
  m_toImport.clear();
  m_project->open(path);
}

void AnnotatePage::takeProject(const ProjectFacts& facts) {
  m_isOpening = false;
  m_message->dismiss();
  m_list->clear();
  m_images->clear();
  m_explainer->forget();
  m_annotator.reset();
  m_isUndoable = m_isRedoable = false;
  m_facts = facts;
  m_editor->setProject(facts.settings.isMultiLabel, facts.classes);
  m_list->setFacts(facts);
  m_list->setFilter(CaseFilter::queue);
  m_panel->setAnnotator(tr("Annotator…"));
  showEmpty();
  QSettings().setValue(lastProjectKey, facts.file);
  emit projectOpened(facts.file);
  const auto remembered = QSettings().value(nameKeyOf(facts.uuid)).toString();
  const bool isKnown =
      std::any_of(facts.annotators.begin(), facts.annotators.end(),
                  [&](const auto& one) { return QString::fromStdString(one.name) == remembered; });
  isKnown ? join(remembered, annotation::Role::reader) : askWho();
}

void AnnotatePage::askWho() {
  if (!m_facts) return;
  const auto name = m_annotator ? QString::fromStdString(m_annotator->name)
                                : QSettings().value(nameKey).toString();
  auto* dialog = new AnnotatorDialog(m_facts->annotators, name, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this,
          [this, dialog] { join(dialog->name(), dialog->role()); });
  dialog->open();
}

void AnnotatePage::join(const QString& name, annotation::Role role) {
  showEmpty();  // what was not taken of the time belongs to whoever spent it
  m_project->join(name, role);
}

void AnnotatePage::takeAnnotator(const annotation::Annotator& annotator) {
  m_annotator = annotator;
  const auto name = QString::fromStdString(annotator.name);
  QSettings().setValue(nameKey, name);
  QSettings().setValue(nameKeyOf(m_facts->uuid), name);
  m_panel->setAnnotator(QString("%1 · %2").arg(name, roleText(annotator.role)));
  if (!m_toImport.isEmpty()) m_project->importImages(std::exchange(m_toImport, {}));
  m_project->countAgreement();
  listAgain();
}

void AnnotatePage::listAgain() {
  if (m_annotator) m_project->list(m_list->filter());
}

void AnnotatePage::takeRows(CaseFilter filter, const std::vector<CaseRow>& rows) {
  if (filter != m_list->filter()) return;
  m_list->setRows(rows);
  if (m_wanted != 0 && m_list->placeOf(m_wanted) >= 0) {
    m_list->select(m_wanted);
    return refresh();
  }
  const int first = m_list->nextOpen(-1);
  const auto* row = m_list->row(std::max(0, first));
  row ? goTo(row->id) : showEmpty();
}

/// Nothing is lost: it is tried again until it succeeds.
void AnnotatePage::tellWrites(const QString& message, int unwritten) {
  m_hasUnwritten = true;
  m_message->say(MessageBar::Kind::failure,
                 tr("Steps that are not on the disk yet: %1. They are kept and tried again. %2")
                     .arg(unwritten)
                     .arg(message));
}

void AnnotatePage::askForNewProject() {
  emit wanted();
  auto* dialog = new NewProjectDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] { createProject(dialog->request()); });
  dialog->open();
}

void AnnotatePage::askForProject() {
  const auto path = QFileDialog::getOpenFileName(
      this, tr("Open an annotation project"), {},
      tr("Annotation projects (*%1);;All files (*)").arg(projectEnding));
  if (!path.isEmpty()) openProject(path);
}

void AnnotatePage::askForImages() {
  const auto folder = QFileDialog::getExistingDirectory(this, tr("Import a folder of images"));
  if (!folder.isEmpty()) m_project->importImages(folder);
}

void AnnotatePage::askForExport(ExportFormat format) {
  const bool isFile = format == ExportFormat::csv || format == ExportFormat::coco;
  const auto filter = format == ExportFormat::csv ? tr("Table (*.csv)") : tr("COCO (*.json)");
  const auto place = isFile
                         ? QFileDialog::getSaveFileName(this, tr("Export annotations"), {}, filter)
                         : QFileDialog::getExistingDirectory(this, tr("Export into a folder"));
  if (!place.isEmpty()) m_project->exportTo(format, place);
}

}  // namespace rho::workbench
