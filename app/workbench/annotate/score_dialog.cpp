// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/score_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/field_with_button.h"
#include "widgets/section_label.h"
#include "workbench/annotate/annotate_texts.h"

namespace rho::workbench {

namespace {

constexpr const char* evidenceStrategy = "wrong-evidence";
/// Those that follow from confidences come with them.
constexpr const char* asked[] = {"bald", "fragile", evidenceStrategy, "disagreement"};

QLabel* wrapped(const QString& text) {
  auto* label = new QLabel(text);
  label->setWordWrap(true);
  return label;
}

}  // namespace

ScoreDialog::ScoreDialog(const ProjectFacts& facts, const QString& network, bool isOfProject,
                         QWidget* parent)
    : QDialog(parent), m_allowed(new QLineEdit) {
  setWindowTitle(tr("Ask the network"));
  setMinimumWidth(460);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(8);
  layout->addWidget(wrapped(
      tr("<b>%1</b> is asked about all cases that lack its answers, in the background. What it has "
         "answered stays when you stop it, and it goes on there the next time.")
          .arg(network.toHtmlEscaped())));
  if (!isOfProject && !facts.network.isEmpty())
    layout->addWidget(wrapped(tr("The scores that the queue shows are those of %1 so far. Cases "
                                 "that wait because of them leave the queue.")
                                  .arg(facts.network.toHtmlEscaped())));
  layout->addWidget(new widgets::SectionLabel(tr("Besides confidences and embeddings")));
  for (const auto* id : asked)
    for (const auto& strategy : facts.strategies) {
      if (strategy.id != QLatin1String(id)) continue;
      const auto summary = strategySummary({strategy.id, strategy.title, strategy.summary, true});
      auto* box = new QCheckBox(QString("%1 – %2").arg(strategyText(strategy.id), summary));
      box->setObjectName(strategy.id);
      m_strategies.push_back(box);
      layout->addWidget(box);
      if (strategy.id == QLatin1String(evidenceStrategy)) layout->addWidget(buildAllowed());
    }
  layout->addWidget(wrapped(tr("Each of them takes longer than the confidences do.")));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Ok)->setText(tr("Ask"));
  // Else Enter would cancel once the focus has been there.
  buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
  buttons->button(QDialogButtonBox::Ok)->setDefault(true);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  layout->addStretch(1);
  layout->addWidget(buttons);
  buttons->button(QDialogButtonBox::Ok)->setFocus();
}

QWidget* ScoreDialog::buildAllowed() {
  m_allowed->setObjectName("allowed");
  m_allowed->setPlaceholderText(tr("a picture that is bright where evidence may be"));
  m_allowed->setAccessibleName(tr("Where evidence may be"));
  m_allowed->setToolTip(
      tr("Of the images' size; for those without a picture NAME.mask.png beside them"));
  auto* row =
      new widgets::FieldWithButton(m_allowed, tr("Choose a picture of where evidence may be"));
  connect(row, &widgets::FieldWithButton::clicked, this, [this] {
    const auto path = QFileDialog::getOpenFileName(this, tr("Where evidence may be"),
                                                   m_allowed->text(), tr("Pictures (*.png)"));
    if (!path.isEmpty()) m_allowed->setText(path);
  });
  row->setContentsMargins(24, 0, 0, 0);
  row->setEnabled(false);
  connect(m_strategies.back(), &QCheckBox::toggled, row, &QWidget::setEnabled);
  return row;
}

flagging::ScoringRequest ScoreDialog::request() const {
  flagging::ScoringRequest request;
  for (const auto* box : m_strategies)
    if (box->isChecked()) request.scores.strategies.push_back(box->objectName().toStdString());
  if (m_allowed->isEnabled()) request.allowed = m_allowed->text().trimmed().toStdString();
  return request;
}

}  // namespace rho::workbench
