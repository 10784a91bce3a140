// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <vector>

#include "workbench/annotate/project_desk.h"

class QCheckBox;
class QSpinBox;
class QVBoxLayout;

namespace rho::workbench {

/// What the next cases of the queue are chosen by: one strategy or several, spread or not, and the
/// seed. Pops up.
class QueueForm : public QFrame {
  Q_OBJECT
 public:
  explicit QueueForm(QWidget* parent = nullptr);

  /// What was chosen stays as far as the project's scores allow it.
  void setFacts(const ProjectFacts& facts);
  /// But for the number of cases.
  annotation::QueueRequest request() const;
  /// "entropy + fragile, diverse"
  QString summary() const;
  void choose(const QStringList& strategies);
  void setDefaults();

 signals:
  void changed();

 private:
  void addStrategies(const ProjectFacts& facts);
  void toggled(QCheckBox* box);
  QStringList chosen() const;

  QString m_project;  ///< its UUID
  QVBoxLayout* m_strategies;
  std::vector<QCheckBox*> m_boxes;  ///< their object names are the strategies' ids
  QCheckBox* m_diverse;
  QCheckBox* m_largest;
  QSpinBox* m_seed;
};

}  // namespace rho::workbench
