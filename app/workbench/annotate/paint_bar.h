// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>
#include <map>

#include "workbench/annotate/paint_settings.h"

class QAction;
class QDoubleSpinBox;

namespace rho::workbench {

/// The tools above the picture: what the left button does, what it paints, how large.
class PaintBar : public QToolBar {
  Q_OBJECT
 public:
  explicit PaintBar(QWidget* parent = nullptr);

  const PaintSettings& settings() const { return m_settings; }
  void setSettings(const PaintSettings& settings);
  /// By their letters; also for the menu.
  QAction* tool(AnnotateTool tool) const { return m_tools.at(tool); }
  QAction* evidence() const { return m_evidence; }
  QAction* noEvidence() const { return m_noEvidence; }

 signals:
  void settingsChanged(const rho::workbench::PaintSettings& settings);
  void numberEntered();  ///< the hand goes back to the picture

 private:
  QAction* addTool(AnnotateTool tool);
  QAction* addKind(const QString& text, bool isEvidence);
  void nameButton(QAction* action);
  void change(const PaintSettings& settings);
  void showSettings();

  PaintSettings m_settings;
  std::map<AnnotateTool, QAction*> m_tools;
  QAction* m_evidence;
  QAction* m_noEvidence;
  QDoubleSpinBox* m_number;
  QAction* m_numberEntry;  ///< that shows it
};

}  // namespace rho::workbench
