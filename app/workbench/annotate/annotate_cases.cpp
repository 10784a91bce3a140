// SPDX-License-Identifier: GPL-3.0-or-later
// Case by case: how the page comes to one, what is said of it, and how it goes on.
#include <QFileInfo>
#include <QListView>
#include <QSettings>
#include <algorithm>
#include <utility>

#include "widgets/message_bar.h"
#include "workbench/annotate/annotate_page.h"
#include "workbench/annotate/case_panel.h"
#include "workbench/annotate/queue_list.h"

namespace rho::workbench {

using annotation::Id;
using annotation::State;
using widgets::MessageBar;

void AnnotatePage::connectCases() {
  connect(m_list, &QueueList::chosen, this, &AnnotatePage::goTo);
  connect(m_project, &ProjectThread::shown, this, &AnnotatePage::takeShown);
  connect(m_project, &ProjectThread::wentBack, this, &AnnotatePage::takeStep);
  connect(m_images, &CaseImages::ready, this, &AnnotatePage::takeImage);
  connect(m_images, &CaseImages::failed, this, [this](Id id, const QString& text) {
    if (id != m_wanted) return;
    m_canvas->setEmpty(text + "\n\n" + tr("Skip the case with S, or look for its file."));
    if (m_incoming) m_editor->setCase(*std::exchange(m_incoming, std::nullopt));
  });
  connect(m_editor, &CaseEditor::edited, this, [this](const Edit& edit) {
    ++m_editsSinceStep;
    m_project->write(edit);
    tellRow();
    if (edit.changes.empty() && edit.paint.empty()) return;
    m_isUndoable = true;  // also before it is written: requests keep their order
    m_isRedoable = false;
    enableActions();
  });
  connect(m_editor, &CaseEditor::changed, this, &AnnotatePage::explain);
  connect(m_panel, &CasePanel::labelChosen, this, &AnnotatePage::label);
  connect(m_panel, &CasePanel::explanationToggled, this, &AnnotatePage::setExplaining);
  connect(m_panel, &CasePanel::methodChosen, this, &AnnotatePage::explain);
  connect(m_panel, &CasePanel::advancingToggled, this, &AnnotatePage::setAdvancing);
  connect(m_canvas, &CaseCanvas::explanationWanted, this, &AnnotatePage::explain);
  connect(m_explainer, &CaseExplainer::networkChanged, this, &AnnotatePage::explain);
  connect(m_explainer, &CaseExplainer::explained, this, [this](const CaseExplanation& found) {
    m_canvas->setExplanation(found);
    m_panel->setExplanation(m_isExplaining,
                            tr("For %1, which the network gives %2.")
                                .arg(found.className)
                                .arg(static_cast<double>(found.confidence), 0, 'f', 2));
  });
}

/// The list shows what is written a moment later.
void AnnotatePage::tellRow() {
  const auto* shown = m_editor->current();
  const auto* row = shown ? m_list->row(m_list->placeOf(shown->image.id)) : nullptr;
  if (!row || row->state == shown->own.annotation.state) return;
  auto changed = *row;
  changed.state = shown->own.annotation.state;
  m_list->updateRow(changed);
}

void AnnotatePage::goTo(Id id) {
  if (m_isOpening || !m_annotator || id == m_wanted) return;
  m_panel->commitComment();
  m_editor->leave();
  m_incoming.reset();
  m_image.reset();
  m_wanted = id;
  m_list->select(id);
  m_project->show(id);
  if (const auto* row = m_list->row(m_list->placeOf(id))) m_images->want(id, row->path);
  if (!m_image && m_wanted == id) m_canvas->setEmpty(tr("Opening the case…"));
}

/// The case's answers and its picture come in any order; nothing can be said before both are seen.
void AnnotatePage::takeShown(const AnnotatedCase& shown) {
  const auto id = shown.image.id;
  if (id != m_wanted) return;
  if (id == m_editor->caseId()) return m_editor->setCase(shown);
  m_incoming = shown;
  if (!m_image) m_images->want(id, QString::fromStdString(shown.image.path));
  begin();
}

void AnnotatePage::takeImage(const CaseImage& image) {
  if (image.id != m_wanted) return;
  m_image = image;
  begin();
}

void AnnotatePage::begin() {
  if (!m_incoming || !m_image) return;
  const auto shown = *std::exchange(m_incoming, std::nullopt);
  m_canvas->setImage(*m_image);
  m_editor->setCase(shown);
  if (!m_list->view().hasFocus()) m_canvas->view().setFocus();  // keys mean the case
  if (shown.size() != m_image->grey.size())
    m_message->say(MessageBar::Kind::failure,
                   tr("%1 has %2×%3 pixels, not %4×%5 as when it was imported: it cannot be "
                      "painted on.")
                       .arg(QFileInfo(QString::fromStdString(shown.image.path)).fileName())
                       .arg(m_image->grey.cols)
                       .arg(m_image->grey.rows)
                       .arg(shown.image.width)
                       .arg(shown.image.height));
  const auto* next = m_list->row(m_list->nextOpen(m_list->placeOf(shown.image.id)));
  if (next && next->id != shown.image.id) m_images->expect(next->id, next->path);
}

/// Undo goes to where it happened. What was done meanwhile is shown by asking again.
void AnnotatePage::takeStep(const AnnotatedCase& shown) {
  const auto id = shown.image.id;
  if (id == m_wanted) {
    if (m_editsSinceStep > 0) return m_project->show(id);
    if (id == m_editor->caseId()) return m_editor->setCase(shown);
  }
  m_editor->leave();
  m_image.reset();
  m_incoming = shown;
  m_wanted = id;
  m_list->select(id);
  m_images->want(id, QString::fromStdString(shown.image.path));
}

void AnnotatePage::step(int places) {
  const int from = m_list->placeOf(m_wanted);
  const int last = static_cast<int>(m_list->rows().size()) - 1;
  if (const auto* row = m_list->row(std::clamp(from + places, 0, std::max(0, last)))) goTo(row->id);
}

void AnnotatePage::goToEnd(bool last) {
  const int place = last ? static_cast<int>(m_list->rows().size()) - 1 : 0;
  if (const auto* row = m_list->row(place)) goTo(row->id);
}

void AnnotatePage::goOn() {
  const auto* next = m_list->row(m_list->nextOpen(m_list->placeOf(m_wanted)));
  next && next->id != m_wanted ? goTo(next->id) : showEmpty();
}

void AnnotatePage::submit(State state) {
  if (!m_editor->current()) return;
  m_panel->commitComment();
  const bool lacksLabel =
      !m_editor->isMultiLabel() && presentClass(m_editor->current()->own.annotation) == 0;
  if (state == State::done && lacksLabel)
    return m_message->say(MessageBar::Kind::notice,
                          tr("Give a label first, or skip the case with S."));
  m_editor->setState(state);
  goOn();
}

void AnnotatePage::label(int place) {
  if (!isMet(Needs::picture) || place >= std::ssize(m_editor->classes())) return;
  if (!m_isAdvancing || m_editor->isMultiLabel()) return m_editor->toggleLabel(place);
  m_panel->commitComment();
  m_editor->labelAndFinish(place);
  goOn();
}

/// By the network of Inspect: for the class that is given, else for what it predicts.
void AnnotatePage::explain() {
  const bool isNeeded = m_isExplaining || m_canvas->settings().tool == AnnotateTool::threshold;
  const auto* shown = m_editor->current();
  if (!isNeeded || !shown || !m_canvas->hasImage()) return;
  if (!m_explainer->hasNetwork())
    return m_panel->setExplanation(m_isExplaining,
                                   tr("Open a network under Model: it is explained."));
  QString className;
  const auto present = presentClass(shown->own.annotation);
  for (const auto& one : m_editor->classes())
    if (one.id == present) className = QString::fromStdString(one.name);
  m_panel->setExplanation(m_isExplaining, tr("Computing…"));
  m_explainer->explain(*m_canvas->image(), m_panel->method(), className);
}

void AnnotatePage::setExplaining(bool on) {
  m_isExplaining = on;
  m_panel->setExplanation(on, {});
  m_canvas->setOverlay(on);
  explain();
}

void AnnotatePage::setAdvancing(bool on) {
  m_isAdvancing = on;
  QSettings().setValue("annotate/go on", on);
  m_panel->setAdvancing(on);
}

}  // namespace rho::workbench
