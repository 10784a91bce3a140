// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "annotation/agreement.h"
#include "workbench/annotate/case_editor.h"
#include "workbench/annotate/case_index.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QToolButton;
class QVBoxLayout;

namespace rho::widgets {
class ElidedLabel;
class LabelButtons;
}  // namespace rho::widgets

namespace rho::workbench {

/// What the annotator says of the case, and how far the work is.
class CasePanel : public QWidget {
  Q_OBJECT
 public:
  explicit CasePanel(CaseEditor& editor, QWidget* parent = nullptr);

  void setAnnotator(const QString& text);
  void setProgress(const ReadingProgress& progress);
  void setAgreement(const annotation::Agreement& agreement);
  /// Whether labels can be given: the picture is seen.
  void setLabelling(bool on);
  /// What the overlay shows, or why there is none.
  void setExplanation(bool isShown, const QString& text);
  void setAdvancing(bool on);
  std::string method() const;  ///< of explanations
  /// A comment that is still being written counts.
  void commitComment();
  void focusComment();
  void addButton(QAction* action);

 signals:
  void annotatorRequested();
  void labelChosen(int place);
  void explanationToggled(bool on);
  void methodChosen();
  void advancingToggled(bool on);
  void agreementRequested();
  void commentLeft();  ///< the hand goes back to the picture

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void buildAnswer(QVBoxLayout& column);
  void buildExplanation(QVBoxLayout& column);
  void buildTeam(QVBoxLayout& column);
  void showCase();
  void showPaintedClasses();

  CaseEditor& m_editor;
  QToolButton* m_annotator;
  widgets::ElidedLabel* m_title;
  widgets::ElidedLabel* m_reason;
  widgets::LabelButtons* m_labels;
  QWidget* m_painting;
  QComboBox* m_paintedFor;
  QCheckBox* m_advancing;
  QVBoxLayout* m_buttons;
  QLineEdit* m_comment;
  QComboBox* m_methods;
  QCheckBox* m_explains;
  QLabel* m_explanation;
  QLabel* m_progressText;
  QProgressBar* m_progress;
  QLabel* m_agreement;
  annotation::Id m_shown = 0;  ///< the case whose comment is in the field
};

}  // namespace rho::workbench
