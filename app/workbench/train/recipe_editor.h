// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "workbench/train/recipe_check.h"

class QLabel;

namespace rho::widgets {
class JsonEditor;
}

namespace rho::workbench {

class JobTracker;

/// A recipe's JSON, which is checked while it is edited: the line of a mistake is marked, and what
/// is wrong stands below.
class RecipeEditor : public QWidget {
  Q_OBJECT
 public:
  RecipeEditor(JobTracker& tracker, QWidget* parent = nullptr);

  void setText(const QString& text);
  QString text() const;
  /// Of the text as it is; a mistake of its own while it has not been checked yet.
  const RecipeCheck& check() const { return m_check; }

 signals:
  void checked();

 private:
  static constexpr const char* lane = "recipe check";
  void checkSoon();
  void take(const RecipeCheck& check);

  JobTracker& m_tracker;
  widgets::JsonEditor* m_editor;
  QLabel* m_message;
  RecipeCheck m_check;
};

}  // namespace rho::workbench
