// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "workbench/annotate/project_desk.h"
#include "workbench/annotate/queue_model.h"

class QComboBox;
class QLabel;
class QListView;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace rho::workbench {

class CaseThumbnails;
class JobTracker;
class QueueChoice;

/// The cases of a project under a filter, and how the queue is filled.
class QueueList : public QWidget {
  Q_OBJECT
 public:
  explicit QueueList(JobTracker& tracker, QWidget* parent = nullptr);

  CaseFilter filter() const;
  void setFilter(CaseFilter filter);
  void setFacts(const ProjectFacts& facts);
  void setRows(std::vector<CaseRow> rows);
  void updateRow(const CaseRow& row) { m_model->updateRow(row); }
  /// Shows what takes long; an empty stage ends it.
  void setWorking(const QString& stage, double fraction);
  /// How far a network has been asked about the cases; nothing while it is not.
  void setAsking(std::optional<double> fraction);
  /// Whether there is a network to ask.
  void setAskable(bool on);
  void clear();

  const std::vector<CaseRow>& rows() const { return m_model->rows(); }
  const CaseRow* row(int place) const;
  int placeOf(annotation::Id id) const { return m_model->placeOf(id); }
  /// Marks a case; only a user's choice emits chosen().
  void select(annotation::Id id);
  /// The first open case behind this place, then from the beginning; -1 without one.
  int nextOpen(int place) const;
  QListView& view() const { return *m_view; }
  QueueChoice& choice() const { return *m_choice; }
  QPushButton& askButton() const { return *m_ask; }
  /// By what is chosen here.
  void fill();

 signals:
  void filterChosen(rho::workbench::CaseFilter filter);
  void chosen(rho::annotation::Id id);
  void fillRequested(const rho::annotation::QueueRequest& request);
  void stopRequested();
  void askRequested();
  void stopAskingRequested();

 private:
  QWidget* buildFilling();
  void enableAsking();

  QueueModel* m_model;
  CaseThumbnails* m_thumbnails;
  QComboBox* m_filters;
  QListView* m_view;
  QLabel* m_count;
  QueueChoice* m_choice;
  QSpinBox* m_batch;
  QPushButton* m_fill;
  QPushButton* m_ask;
  QProgressBar* m_progress;
  QPushButton* m_stop;
  bool m_isQuiet = false;  ///< while the program selects
  bool m_isAsking = false, m_isAskable = false, m_hasCases = false;
};

}  // namespace rho::workbench
