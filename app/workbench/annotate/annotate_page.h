// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "workbench/annotate/case_canvas.h"
#include "workbench/annotate/case_editor.h"
#include "workbench/annotate/project_thread.h"
#include "workbench/train/run_proposal.h"

class QAction;
class QMenu;
class QStackedWidget;

namespace rho::widgets {
class MessageBar;
}

namespace rho::workbench {

class CasePanel;
class CaseScoring;
class PaintBar;
class QueueList;

/// The Annotate perspective: cases of a project on the left, the one that is judged in the middle,
/// what the annotator says of it on the right. The project lives in a thread of its own: what is
/// done here shows at once and is written there.
class AnnotatePage : public QWidget {
  Q_OBJECT
 public:
  explicit AnnotatePage(JobTracker& tracker, QWidget* parent = nullptr);
  ~AnnotatePage() override;

  void addFilesTo(QMenu& menu);
  void addUndoTo(QMenu& menu);
  void addTo(QMenu& menu);

  void createProject(const NewProject& request);
  void openProject(const QString& file);
  /// From now on the project that was open last comes back when the page is seen first.
  void restoreLastProject() { m_restores = true; }
  void setNetwork(std::shared_ptr<const Analysis> network);
  /// Drops what is drawn, or stops what takes long; whether there was something.
  bool cancel();
  /// Whether everything could be written; asked a second time, it gives in.
  bool mayClose();
  /// Of lanes that nobody waits for.
  static bool isBackground(const QString& lane);
  /// For the window; empty without a project.
  QString title() const;

  ProjectThread& project() const { return *m_project; }
  CaseEditor& editor() const { return *m_editor; }
  CaseCanvas& canvas() const { return *m_canvas; }
  QueueList& list() const { return *m_list; }
  CasePanel& panel() const { return *m_panel; }
  PaintBar& bar() const { return *m_bar; }
  CaseScoring& scoring() const { return *m_scoring; }
  widgets::MessageBar& message() const { return *m_message; }
  const ProjectFacts* facts() const { return m_facts ? &*m_facts : nullptr; }

 signals:
  void wanted();  ///< something is to be seen here
  void titleChanged();
  void projectOpened(const QString& file);
  void trainingWanted(const rho::workbench::RunProposal& proposal);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  enum class Needs { nothing, page, project, network, shownCase, picture };

  // annotate_page.cpp
  void build();
  QWidget* buildWelcome();
  QWidget* buildWork();
  void connectParts();
  void refresh();
  void showEmpty();
  QString emptyText() const;
  void setSettings(const PaintSettings& settings);

  // annotate_project.cpp
  void connectProject();
  void takeProject(const ProjectFacts& facts);
  void takeAnnotator(const annotation::Annotator& annotator);
  void takeRows(CaseFilter filter, const std::vector<CaseRow>& rows);
  void tellWrites(const QString& message, int unwritten);
  void askForNewProject();
  void askForProject();
  void askWho();
  void join(const QString& name, annotation::Role role);
  void askForImages();
  void askForExport(ExportFormat format);
  void listAgain();

  // annotate_network.cpp
  void connectNetwork();
  void askForQuestion();
  void ask(const flagging::ScoringRequest& request);
  void askForTrainingSet();
  void takeTrainingSet(const TrainingSet& set);

  // annotate_cases.cpp
  void connectCases();
  void goTo(annotation::Id id);
  void step(int places);
  void goToEnd(bool last);
  void goOn();
  void begin();
  void takeShown(const AnnotatedCase& shown);
  void takeStep(const AnnotatedCase& shown);
  void takeImage(const CaseImage& image);
  void submit(annotation::State state);
  void label(int place);
  void explain();
  void setExplaining(bool on);
  void setAdvancing(bool on);
  void tellRow();

  // annotate_actions.cpp
  void buildActions();
  void buildProjectActions();
  void buildCaseActions();
  void buildPaintActions();
  void buildViewActions();
  void buildDigits();
  QAction* make(const QString& text, const QList<QKeySequence>& keys, Needs needs,
                std::function<void()> what);
  void enableActions();
  bool isMet(Needs needs) const;

  struct NeedyAction {
    QAction* action = nullptr;
    Needs needs = Needs::nothing;
  };

  JobTracker& m_tracker;
  ProjectThread* m_project;
  CaseEditor* m_editor;
  CaseImages* m_images;
  CaseExplainer* m_explainer;
  CaseScoring* m_scoring;
  std::shared_ptr<const Analysis> m_network;    ///< of Inspect
  std::shared_ptr<const Analysis> m_retrained;  ///< when the training set was asked for
  widgets::MessageBar* m_message;
  QStackedWidget* m_views;
  QueueList* m_list;
  PaintBar* m_bar;
  CaseCanvas* m_canvas;
  CasePanel* m_panel;

  std::optional<ProjectFacts> m_facts;
  std::optional<annotation::Annotator> m_annotator;
  QString m_toImport;                       ///< as soon as somebody annotates
  annotation::Id m_wanted = 0;              ///< the case that is shown, or about to be
  std::optional<AnnotatedCase> m_incoming;  ///< of it, until its image is there
  std::optional<CaseImage> m_image;         ///< the same the other way round, and from then on
  int m_editsSinceStep = 0;                 ///< since undo or redo was asked for
  bool m_isUndoable = false, m_isRedoable = false;
  bool m_hasUnwritten = false;
  bool m_isOpening = false;  ///< another project: nothing is done to the one that is here
  bool m_isWorking = false;  ///< something takes long
  bool m_isExplaining = false;
  bool m_isAdvancing = true;
  bool m_restores = false;

  std::vector<NeedyAction> m_actions;
  QAction* m_undo = nullptr;
  QAction* m_redo = nullptr;
  QList<QAction*> m_fileActions, m_projectActions, m_exportActions, m_caseActions, m_paintActions,
      m_viewActions;
};

}  // namespace rho::workbench
