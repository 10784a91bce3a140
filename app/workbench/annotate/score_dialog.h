// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <vector>

#include "flagging/project_scoring.h"
#include "workbench/annotate/project_desk.h"

class QCheckBox;
class QLineEdit;

namespace rho::workbench {

/// What the open network is asked about the cases of a project.
class ScoreDialog : public QDialog {
  Q_OBJECT
 public:
  /// network: its name.
  ScoreDialog(const ProjectFacts& facts, const QString& network, bool isOfProject, QWidget* parent);

  /// But for the network.
  flagging::ScoringRequest request() const;

 private:
  QWidget* buildAllowed();

  std::vector<QCheckBox*> m_strategies;  ///< their object names are the strategies' ids
  QLineEdit* m_allowed;
};

}  // namespace rho::workbench
