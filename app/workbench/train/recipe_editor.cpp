// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/recipe_editor.h"

#include <QLabel>
#include <QVBoxLayout>

#include "widgets/card.h"
#include "widgets/colors.h"
#include "widgets/json_editor.h"
#include "widgets/section_label.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

RecipeEditor::RecipeEditor(JobTracker& tracker, QWidget* parent)
    : QWidget(parent),
      m_tracker(tracker),
      m_editor(new widgets::JsonEditor),
      m_message(new QLabel) {
  m_editor->setAccessibleName(tr("The recipe's JSON"));
  m_message->setWordWrap(true);
  m_message->setTextFormat(Qt::PlainText);
  m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* card = new widgets::Card;
  auto* inner = new QVBoxLayout(card);
  inner->setContentsMargins(3, 8, 3, 3);
  inner->addWidget(m_editor);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(new widgets::SectionLabel(tr("Recipe")));
  layout->addWidget(card, 1);
  layout->addWidget(m_message);
  connect(m_editor, &QPlainTextEdit::textChanged, this, &RecipeEditor::checkSoon);
}

void RecipeEditor::setText(const QString& text) { m_editor->setPlainText(text); }

QString RecipeEditor::text() const { return m_editor->toPlainText(); }

void RecipeEditor::checkSoon() {
  m_check = {.mistake = tr("not checked yet").toStdString()};
  m_tracker.start(lane, {}, [this, text = text().toStdString()](const Job& job) {
    const auto check = checkRecipe(text);
    job.deliver([this, check] { take(check); });
  });
}

void RecipeEditor::take(const RecipeCheck& check) {
  m_check = check;
  const bool right = check.mistake.empty();
  const auto mistake = QString::fromStdString(check.mistake);
  m_editor->setMistake(check.line);
  m_message->setText(right            ? tr("✓ The recipe is complete.")
                     : check.line > 0 ? tr("Line %1: %2").arg(check.line).arg(mistake)
                                      : mistake);
  QPalette colors = palette();
  colors.setColor(QPalette::WindowText,
                  right ? widgets::mutedText(palette()) : widgets::failure(palette()));
  m_message->setPalette(colors);
  emit checked();
}

}  // namespace rho::workbench
