// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "workbench/train/run_proposal.h"
#include "workbench/train/run_request.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace rho::workbench {

class AddressField;
class JobTracker;
class RecipeEditor;

/// Everything that a new run needs to be told.
class NewRunForm : public QWidget {
  Q_OBJECT
 public:
  NewRunForm(JobTracker& tracker, QWidget* parent = nullptr);

  /// Where new runs are put.
  void setRunsFolder(const QString& folder);
  /// Whether another run has to end first.
  void setBusy(bool busy);
  /// Names a folder for the next run, unless the user has named one.
  void proposeFolder();
  void chooseRecipe(const QString& pathOrName);
  void setData(const QString& address);
  /// Fills in what somebody proposes; the user has the last word.
  void propose(const RunProposal& proposal);
  RecipeEditor& editor() const { return *m_editor; }

 signals:
  void startRequested(const QString& folder, const rho::workbench::RunRequest& request);
  /// New runs are to be made there from now on.
  void runsFolderChosen(const QString& folder);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* buildFields();
  QWidget* buildRecipe();
  QWidget* buildFolder();
  QWidget* buildBefore();
  void fillRecipes(const std::vector<std::string>& names);
  void showRecipe(const QString& pathOrName);
  void showWhatIsMissing();
  void start();

  JobTracker& m_tracker;
  QString m_runsFolder;
  QString m_proposed;  ///< the folder that the user has not changed
  bool m_isFilled = false;
  QComboBox* m_recipes;
  QLabel* m_summary;
  AddressField* m_data;
  AddressField* m_validation;
  QComboBox* m_devices;
  QSpinBox* m_epochs;
  QSpinBox* m_seed;
  RunProposal m_proposal;       ///< that the form was filled from
  QLabel* m_note;               ///< on the data that were proposed
  QWidget* m_before = nullptr;  ///< what concerns the network before
  QCheckBox* m_starts;
  QCheckBox* m_compares;
  QLineEdit* m_folder;
  QLabel* m_missing;
  QPushButton* m_start;
  RecipeEditor* m_editor;
};

}  // namespace rho::workbench
