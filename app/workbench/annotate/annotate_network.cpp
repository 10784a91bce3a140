// SPDX-License-Identifier: GPL-3.0-or-later
// What the page has to do with the network of Inspect: its scores, and training it again.
#include <QFileInfo>
#include <QPointer>
#include <utility>

#include "widgets/message_bar.h"
#include "workbench/annotate/annotate_page.h"
#include "workbench/annotate/annotate_texts.h"
#include "workbench/annotate/case_scoring.h"
#include "workbench/annotate/queue_list.h"
#include "workbench/annotate/score_dialog.h"
#include "workbench/annotate/training_set_dialog.h"
#include "workbench/inspect/analysis.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/train/run_places.h"

namespace rho::workbench {

using widgets::MessageBar;

namespace {

QString nameOf(const std::shared_ptr<const Analysis>& network) {
  return network ? QString::fromStdString(network->card().name) : QString();
}

}  // namespace

void AnnotatePage::connectNetwork() {
  connect(m_list, &QueueList::askRequested, this, &AnnotatePage::askForQuestion);
  connect(m_list, &QueueList::stopAskingRequested, m_scoring, &CaseScoring::stop);
  connect(m_scoring, &CaseScoring::progressed, m_list, &QueueList::setAsking);
  connect(m_scoring, &CaseScoring::ended, this, [this] { m_list->setAsking(std::nullopt); });
  connect(m_scoring, &CaseScoring::finished, this, [this](const flagging::ScoringResult& result) {
    m_message->say(MessageBar::Kind::notice, scoredText(result));
  });
  connect(m_scoring, &CaseScoring::failed, this,
          [this](const QString& text) { m_message->say(MessageBar::Kind::failure, text); });
  // Flags of another network have expired.
  connect(m_project, &ProjectThread::casesListed, this, &AnnotatePage::listAgain);
  connect(m_project, &ProjectThread::trainingSetMade, this, &AnnotatePage::takeTrainingSet);
}

void AnnotatePage::askForQuestion() {
  if (!isMet(Needs::network) || m_scoring->isRunning()) return;
  const auto hash = QString::fromStdString(m_network->card().sha256);
  auto* dialog = new ScoreDialog(*m_facts, nameOf(m_network), hash == m_facts->networkHash, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] { ask(dialog->request()); });
  dialog->open();
}

void AnnotatePage::ask(const flagging::ScoringRequest& request) {
  if (!m_network) return;
  NetworkQuestion question{request, m_network->card().sha256, m_network->card().name};
  question.request.network = m_network->path().string();
  question.request.device = m_network->device();
  m_scoring->start(question);
}

void AnnotatePage::askForTrainingSet() {
  if (!isMet(Needs::project)) return;
  auto* dialog = new TrainingSetDialog(nameOf(m_network), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    m_retrained = m_network;
    m_project->makeTrainingSet({dialog->folder(), dialog->heldOut(),
                                m_retrained ? std::optional(m_retrained->card()) : std::nullopt});
  });
  const QFileInfo project(m_facts->file);
  m_tracker.start("training set folder", {},
                  [dialog = QPointer(dialog), runs = project.absolutePath(),
                   name = tr("%1-training").arg(project.completeBaseName())](const Job& job) {
                    job.deliver([dialog, folder = freeFolder(runs, name)] {
                      if (dialog && dialog->folder().isEmpty()) dialog->setFolder(folder);
                    });
                  });
  dialog->open();
}

void AnnotatePage::takeTrainingSet(const TrainingSet& set) {
  const auto before = std::exchange(m_retrained, nullptr);
  const auto& exported = set.exported;
  if (exported.cases == 0) {
    m_message->say(MessageBar::Kind::failure,
                   tr("No case is judged yet, so that there is nothing to learn from."));
    return;
  }
  emit trainingWanted({QString::fromStdString(exported.address), set.recipe,
                       before ? QString::fromStdString(before->path().string()) : QString(),
                       nameOf(before), trainingSetText(exported), set.canStart,
                       exported.heldOut > 0 && !m_facts->settings.isMultiLabel});
}

}  // namespace rho::workbench
