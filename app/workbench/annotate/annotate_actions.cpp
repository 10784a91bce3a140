// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done at the page, in menus and by keys.
#include <QAction>
#include <QListView>
#include <QMenu>
#include <QShortcut>
#include <algorithm>

#include "workbench/annotate/annotate_page.h"
#include "workbench/annotate/case_panel.h"
#include "workbench/annotate/paint_bar.h"
#include "workbench/annotate/queue_list.h"

namespace rho::workbench {

using annotation::State;
using widgets::ViewState;

namespace {

constexpr double opacityStep = 0.05;
constexpr double zoomStep = 1.25;
constexpr int digits = 10;

QKeySequence key(const char* text) { return QKeySequence(QString::fromLatin1(text)); }

}  // namespace

QAction* AnnotatePage::make(const QString& text, const QList<QKeySequence>& keys, Needs needs,
                            std::function<void()> what) {
  auto* action = new QAction(text, this);
  action->setShortcuts(keys);
  addAction(action);
  connect(action, &QAction::triggered, this, [what = std::move(what)] { what(); });
  m_actions.push_back({action, needs});
  return action;
}

void AnnotatePage::buildActions() {
  buildProjectActions();
  buildCaseActions();
  buildPaintActions();
  buildViewActions();
  buildDigits();
}

void AnnotatePage::buildProjectActions() {
  m_fileActions = {make(tr("New annotation project…"), {QKeySequence::New}, Needs::nothing,
                        [this] { askForNewProject(); }),
                   make(tr("Open annotation pro&ject…"), {key("Ctrl+Shift+A")}, Needs::nothing,
                        [this] { askForProject(); })};
  m_projectActions = {
      make(tr("&Annotator…"), {}, Needs::page, [this] { askWho(); }),
      make(tr("&Import images…"), {key("Ctrl+Shift+I")}, Needs::project,
           [this] { askForImages(); }),
      make(tr("&Fill the queue"), {key("Ctrl+Shift+F")}, Needs::project,
           [this] { m_list->fill(); }),
      make(tr("As&k the network…"), {}, Needs::network, [this] { askForQuestion(); }),
      make(tr("Train with these la&bels…"), {}, Needs::project, [this] { askForTrainingSet(); })};
  m_projectActions[3]->setObjectName("ask");
  m_projectActions[4]->setObjectName("train");
  const auto exportAs = [this](const QString& text, ExportFormat format) {
    m_exportActions << make(text, {}, Needs::project, [this, format] { askForExport(format); });
  };
  exportAs(tr("&Table (CSV)…"), ExportFormat::csv);
  exportAs(tr("&COCO…"), ExportFormat::coco);
  exportAs(tr("&Masks…"), ExportFormat::masks);
  exportAs(tr("T&raining set…"), ExportFormat::training);
}

void AnnotatePage::buildCaseActions() {
  const auto submits = [this](const QString& text, const QList<QKeySequence>& keys, Needs needs,
                              State state) {
    auto* action = make(text, keys, needs, [this, state] { submit(state); });
    action->setToolTip(tr("and on to the next case"));
    m_caseActions << action;
    m_panel->addButton(action);
  };
  submits(tr("Done (Ctrl+Enter)"), {key("Ctrl+Return"), key("Ctrl+Enter")}, Needs::picture,
          State::done);
  submits(tr("Uncertain (U)"), {key("U")}, Needs::picture, State::uncertain);
  submits(tr("Skip (S)"), {key("S")}, Needs::shownCase, State::skipped);
  m_caseActions << make(tr("&Comment"), {key("C")}, Needs::shownCase,
                        [this] { m_panel->focusComment(); });
  m_caseActions << make(tr("Go on after a label"), {key("A")}, Needs::page,
                        [this] { setAdvancing(!m_isAdvancing); });
  m_caseActions << make(tr("&Next case"), {key("PgDown")}, Needs::project, [this] { step(1); });
  m_caseActions << make(tr("&Previous case"), {key("PgUp")}, Needs::project, [this] { step(-1); });
  // Arrows are the picture's and the list's alone: everywhere else they mean what they always do.
  const auto byArrow = [this](const QString& text, const QList<QKeySequence>& keys,
                              std::function<void()> what) {
    auto* action = make(text, keys, Needs::project, std::move(what));
    action->setShortcutContext(Qt::WidgetShortcut);
    m_canvas->view().addAction(action);
    m_list->view().addAction(action);
  };
  byArrow(tr("Next case"), {key("Right"), key("Down")}, [this] { step(1); });
  byArrow(tr("Previous case"), {key("Left"), key("Up")}, [this] { step(-1); });
  byArrow(tr("First case"), {key("Home")}, [this] { goToEnd(false); });
  byArrow(tr("Last case"), {key("End")}, [this] { goToEnd(true); });
  m_undo = make(tr("&Undo"), {QKeySequence::Undo}, Needs::project, [this] {
    m_panel->commitComment();
    m_editsSinceStep = 0;
    m_project->undo();
  });
  m_redo = make(tr("&Redo"), {key("Ctrl+Y"), key("Ctrl+Shift+Z")}, Needs::project, [this] {
    m_editsSinceStep = 0;
    m_project->redo();
  });
}

void AnnotatePage::buildPaintActions() {
  for (const auto tool : annotateTools) {
    m_actions.push_back({m_bar->tool(tool), Needs::page});
    m_paintActions << m_bar->tool(tool);
  }
  const auto change = [this](const QString& text, const char* keys, auto changed) {
    m_paintActions << make(text, {key(keys)}, Needs::page, [this, changed] {
      const auto settings = changed(m_canvas->settings());
      setSettings(settings);
    });
  };
  change(tr("&Evidence or not"), "N", [](PaintSettings settings) {
    settings.isEvidence = !settings.isEvidence;
    return settings;
  });
  change(tr("&Smaller"), "[", [](const PaintSettings& settings) { return stepped(settings, -1); });
  change(tr("&Larger"), "]", [](const PaintSettings& settings) { return stepped(settings, 1); });
  const auto atPicture = [this](const QString& text, const QList<QKeySequence>& keys,
                                std::function<void()> what) {
    auto* action = make(text, keys, Needs::picture, std::move(what));
    action->setShortcutContext(Qt::WidgetShortcut);
    m_canvas->view().addAction(action);
  };
  atPicture(tr("Close the polygon, or paint what is marked"), {key("Return"), key("Enter")},
            [this] { m_canvas->finish(); });
  atPicture(tr("Take the last corner back"), {key("Backspace")},
            [this] { m_canvas->view().removeCorner(); });
}

void AnnotatePage::buildViewActions() {
  const auto add = [this](const QString& text, const QList<QKeySequence>& keys, auto change) {
    m_viewActions << make(text, keys, Needs::picture,
                          [this, change] { m_canvas->editView(change); });
  };
  m_viewActions << make(tr("Explanation"), {key("G")}, Needs::page,
                        [this] { setExplaining(!m_isExplaining); });
  add(tr("Explanation stronger"), {key("E")}, [](ViewState& view) {
    view.overlayOpacity = std::min(1.0, view.overlayOpacity + opacityStep);
  });
  add(tr("Explanation weaker"), {key("Q")}, [](ViewState& view) {
    view.overlayOpacity = std::max(0.0, view.overlayOpacity - opacityStep);
  });
  add(tr("Invert"), {key("I")}, [](ViewState& view) { view.invert = !view.invert; });
  add(tr("Fit"), {key("=")}, [](ViewState& view) { view.fit(); });
  add(tr("&Reset"), {key("R")}, [](ViewState& view) {
    const double opacity = view.overlayOpacity;
    view.reset();
    view.overlayOpacity = opacity;
  });
  add(tr("Zoom in"), {QKeySequence::ZoomIn},
      [](ViewState& view) { view = widgets::zoomedAt(view, zoomStep, view.center); });
  add(tr("Zoom out"), {QKeySequence::ZoomOut},
      [](ViewState& view) { view = widgets::zoomedAt(view, 1 / zoomStep, view.center); });
}

/// A digit gives a label; with Shift it chooses what is painted for.
void AnnotatePage::buildDigits() {
  for (int digit = 0; digit < digits; ++digit) {
    const int place = (digit + digits - 1) % digits;
    auto* labels = new QShortcut(QKeySequence(QString::number(digit)), this);
    connect(labels, &QShortcut::activated, this, [this, place] { label(place); });
    auto* paints = new QShortcut(QKeySequence(QString("Shift+%1").arg(digit)), this);
    connect(paints, &QShortcut::activated, this, [this, digit] {
      const auto& classes = m_editor->classes();
      if (digit <= std::ssize(classes))
        m_editor->choosePaintedClass(digit == 0 ? 0
                                                : classes[static_cast<std::size_t>(digit - 1)].id);
    });
  }
}

bool AnnotatePage::isMet(Needs needs) const {
  switch (needs) {
    case Needs::nothing:
      return true;
    case Needs::page:
      return isVisible() && m_facts;
    case Needs::project:
      return isVisible() && m_annotator && !m_isOpening;
    case Needs::network:
      return isMet(Needs::project) && m_network && m_facts->cases > 0;
    case Needs::shownCase:
      return isVisible() && m_editor->current();
    case Needs::picture:
      break;
  }
  return isVisible() && m_editor->current() && m_canvas->hasImage();
}

/// In the Edit menu only while the page is seen: another perspective has an undo of its own.
void AnnotatePage::enableActions() {
  for (const auto& [action, needs] : m_actions) action->setEnabled(isMet(needs));
  if (!m_undo) return;
  m_undo->setEnabled(m_isUndoable && isMet(Needs::project));
  m_redo->setEnabled(m_isRedoable && isMet(Needs::project));
  m_undo->setVisible(isVisible());
  m_redo->setVisible(isVisible());
}

void AnnotatePage::addFilesTo(QMenu& menu) { menu.addActions(m_fileActions); }

void AnnotatePage::addUndoTo(QMenu& menu) { menu.addActions({m_undo, m_redo}); }

void AnnotatePage::addTo(QMenu& menu) {
  menu.addActions(m_projectActions);
  menu.addMenu(tr("E&xport"))->addActions(m_exportActions);
  menu.addSeparator();
  menu.addActions(m_caseActions);
  menu.addSeparator();
  menu.addActions(m_paintActions);
  menu.addSeparator();
  menu.addActions(m_viewActions);
}

}  // namespace rho::workbench
