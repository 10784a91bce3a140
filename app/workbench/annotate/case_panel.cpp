// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/case_panel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QSettings>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/elided_label.h"
#include "widgets/label_buttons.h"
#include "widgets/section_label.h"
#include "workbench/annotate/annotate_texts.h"
#include "workbench/inspect/analysis.h"
#include "workbench/inspect/core_texts.h"

namespace rho::workbench {

namespace {

const QString methodKey = "annotate/method";
const QString usualMethod = "saliency";

/// The digit that gives the label at this place.
QString keyOf(int place) {
  if (place > 9) return {};
  return QString::number((place + 1) % 10);
}

QLabel* smallText() {
  auto* label = new QLabel;
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  return label;
}

}  // namespace

CasePanel::CasePanel(CaseEditor& editor, QWidget* parent)
    : QWidget(parent),
      m_editor(editor),
      m_annotator(new QToolButton),
      m_title(new widgets::ElidedLabel),
      m_reason(new widgets::ElidedLabel(widgets::ElidedLabel::Tone::muted)),
      m_labels(new widgets::LabelButtons),
      m_painting(new QWidget),
      m_paintedFor(new QComboBox),
      m_advancing(new QCheckBox(tr("Go on after a label (A)"))),
      m_buttons(new QVBoxLayout),
      m_comment(new QLineEdit),
      m_methods(new QComboBox),
      m_explains(new QCheckBox(tr("Show it (G)"))),
      m_explanation(smallText()),
      m_progressText(smallText()),
      m_progress(new QProgressBar),
      m_agreement(smallText()) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(9, 9, 9, 9);
  column->setSpacing(7);
  m_annotator->setToolTip(tr("Who annotates; click to change"));
  m_annotator->setFocusPolicy(Qt::TabFocus);
  m_annotator->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  column->addWidget(m_annotator);
  column->addWidget(m_title);
  column->addWidget(m_reason);
  buildAnswer(*column);
  buildExplanation(*column);
  column->addStretch(1);
  buildTeam(*column);
  connect(m_annotator, &QToolButton::clicked, this, &CasePanel::annotatorRequested);
  connect(&m_editor, &CaseEditor::changed, this, &CasePanel::showCase);
  showCase();
}

void CasePanel::buildAnswer(QVBoxLayout& column) {
  column.addSpacing(4);
  column.addWidget(new widgets::SectionLabel(tr("Labels")));
  column.addWidget(m_labels);
  column.addWidget(m_advancing);
  m_paintedFor->setAccessibleName(tr("The class that is painted for"));
  m_paintedFor->setToolTip(tr("Also by Shift and the label's digit; Shift 0 is the whole case"));
  auto* painted = new QVBoxLayout(m_painting);
  painted->setContentsMargins(0, 0, 0, 0);
  painted->setSpacing(5);
  painted->addWidget(new widgets::SectionLabel(tr("Painted for")));
  painted->addWidget(m_paintedFor);
  column.addWidget(m_painting);
  m_comment->setPlaceholderText(tr("Comment (C)"));
  m_comment->setAccessibleName(tr("Comment"));
  m_comment->installEventFilter(this);
  column.addWidget(m_comment);
  m_buttons->setSpacing(4);
  column.addLayout(m_buttons);
  connect(m_labels, &widgets::LabelButtons::chosen, this, &CasePanel::labelChosen);
  connect(m_advancing, &QCheckBox::clicked, this, &CasePanel::advancingToggled);
  connect(m_paintedFor, &QComboBox::activated, this, [this](int place) {
    m_editor.choosePaintedClass(m_paintedFor->itemData(place).toLongLong());
  });
  connect(m_comment, &QLineEdit::editingFinished, this, &CasePanel::commitComment);
  connect(m_comment, &QLineEdit::returnPressed, this, &CasePanel::commentLeft);
}

void CasePanel::buildExplanation(QVBoxLayout& column) {
  m_methods->setAccessibleName(tr("Method of the explanation"));
  m_methods->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_methods->setMinimumContentsLength(8);
  for (const auto& method : Analysis::methods()) {
    m_methods->addItem(coreText(method.title), QString::fromStdString(method.id));
    m_methods->setItemData(m_methods->count() - 1, coreText(method.summary), Qt::ToolTipRole);
  }
  const auto chosen = QSettings().value(methodKey, usualMethod);
  m_methods->setCurrentIndex(std::max(0, m_methods->findData(chosen)));
  column.addSpacing(4);
  column.addWidget(new widgets::SectionLabel(tr("Explanation")));
  column.addWidget(m_methods);
  column.addWidget(m_explains);
  column.addWidget(m_explanation);
  connect(m_explains, &QCheckBox::clicked, this, &CasePanel::explanationToggled);
  connect(m_methods, &QComboBox::activated, this, [this] {
    QSettings().setValue(methodKey, m_methods->currentData());
    emit methodChosen();
  });
}

void CasePanel::buildTeam(QVBoxLayout& column) {
  m_progress->setTextVisible(false);
  m_progress->setMaximumHeight(6);
  m_progress->setAccessibleName(tr("Progress"));
  auto* count = new QToolButton;
  count->setText(QStringLiteral("↻"));
  count->setAutoRaise(true);
  count->setFocusPolicy(Qt::TabFocus);
  count->setToolTip(tr("Count the agreement of the readers again"));
  count->setAccessibleName(count->toolTip());
  auto* head = new QHBoxLayout;
  head->addWidget(new widgets::SectionLabel(tr("Agreement")), 1);
  head->addWidget(count);
  column.addWidget(new widgets::SectionLabel(tr("Progress")));
  column.addWidget(m_progressText);
  column.addWidget(m_progress);
  column.addLayout(head);
  column.addWidget(m_agreement);
  connect(count, &QToolButton::clicked, this, &CasePanel::agreementRequested);
}

void CasePanel::addButton(QAction* action) {
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  button->setFocusPolicy(Qt::TabFocus);
  m_buttons->addWidget(button);
}

void CasePanel::setAnnotator(const QString& text) {
  m_annotator->setText(text);
  m_annotator->setAccessibleName(tr("Annotator: %1").arg(text));
}

void CasePanel::setProgress(const ReadingProgress& progress) {
  m_progressText->setText(progressText(progress));
  m_progress->setRange(0, std::max(1, progress.flagged));
  m_progress->setValue(progress.finished);
}

void CasePanel::setAgreement(const annotation::Agreement& agreement) {
  const auto lines = agreementTexts(agreement);
  m_agreement->setText(lines.isEmpty() ? tr("No two readers are done with the same cases.")
                                       : lines.join('\n'));
}

void CasePanel::setLabelling(bool on) {
  m_labels->setEnabled(on);
  m_comment->setEnabled(on || m_editor.current());
  m_paintedFor->setEnabled(on);
}

void CasePanel::setExplanation(bool isShown, const QString& text) {
  m_explains->setChecked(isShown);
  m_explanation->setText(text);
  m_explanation->setVisible(!text.isEmpty());
}

void CasePanel::setAdvancing(bool on) { m_advancing->setChecked(on); }

std::string CasePanel::method() const { return m_methods->currentData().toString().toStdString(); }

void CasePanel::commitComment() {
  if (m_shown != 0 && m_shown == m_editor.caseId()) m_editor.setComment(m_comment->text());
}

void CasePanel::focusComment() { m_comment->setFocus(Qt::ShortcutFocusReason); }

/// Esc leaves the comment and keeps it.
bool CasePanel::eventFilter(QObject* watched, QEvent* event) {
  const bool isKey = event->type() == QEvent::ShortcutOverride;
  if (watched == m_comment && isKey && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    emit commentLeft();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void CasePanel::showCase() {
  const auto* shown = m_editor.current();
  m_advancing->setVisible(!m_editor.isMultiLabel());
  m_painting->setVisible(m_editor.isMultiLabel());
  std::vector<widgets::LabelChoice> choices;
  for (const auto& one : m_editor.classes())
    choices.push_back({QString::fromStdString(one.name), keyOf(static_cast<int>(choices.size())),
                       shown && isGiven(shown->own.annotation, one.id),
                       m_editor.isPainted(one.id)});
  m_labels->setChoices(choices);
  showPaintedClasses();
  m_title->setText(shown ? QFileInfo(QString::fromStdString(shown->image.path)).fileName()
                         : QString());
  QStringList reason;
  if (shown && shown->flag) reason << reasonText(*shown->flag);
  if (shown)
    reason << stateMark(shown->own.annotation.state) + stateText(shown->own.annotation.state);
  m_reason->setText(reason.join(" · "));
  const bool isWriting = m_comment->hasFocus() && m_shown == m_editor.caseId();
  m_shown = m_editor.caseId();
  if (!isWriting)
    m_comment->setText(shown ? QString::fromStdString(shown->own.annotation.comment) : QString());
}

void CasePanel::showPaintedClasses() {
  const QSignalBlocker quiet(m_paintedFor);
  m_paintedFor->clear();
  m_paintedFor->addItem(tr("the case as a whole"), QVariant::fromValue<qlonglong>(0));
  for (const auto& one : m_editor.classes())
    m_paintedFor->addItem(QString::fromStdString(one.name), QVariant::fromValue<qlonglong>(one.id));
  m_paintedFor->setCurrentIndex(
      m_paintedFor->findData(QVariant::fromValue<qlonglong>(m_editor.paintedClass())));
}

}  // namespace rho::workbench
