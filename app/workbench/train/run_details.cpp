// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_details.h"

#include <QAction>
#include <QCoreApplication>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "widgets/elided_label.h"
#include "widgets/fact_list.h"
#include "widgets/fonts.h"
#include "widgets/section_label.h"
#include "workbench/train/run_quantities.h"
#include "workbench/train/run_texts.h"

namespace rho::workbench {

namespace {

/// The figures of a run, the latest ones.
class RunFactTexts {
  Q_DECLARE_TR_FUNCTIONS(RunFactTexts)
 public:
  explicit RunFactTexts(const RunRecord& run) : m_run(run) {}

  std::vector<widgets::Fact> facts() {
    add(tr("State"), phaseText(m_run.phase), phaseExplanation(m_run.phase));
    if (m_run.epochs > 0) add(tr("Epoch"), tr("%1 of %2").arg(m_run.epoch).arg(m_run.epochs));
    addFigures();
    addPace();
    add(tr("Recipe"), QString::fromStdString(m_run.recipe));
    add(tr("Data"), QString::fromStdString(m_run.data));
    add(tr("Validation"), QString::fromStdString(m_run.validation));
    add(tr("Device"), QString::fromStdString(m_run.device));
    add(tr("Asked for"), QString::fromStdString(m_run.since).replace('T', ' ').remove('Z'),
        tr("<p>Universal time</p>"));
    add(tr("Folder"), QString::fromStdString(m_run.folder));
    return std::move(m_facts);
  }

 private:
  void add(const QString& name, const QString& value, const QString& explanation = {}) {
    if (!value.isEmpty()) m_facts.push_back({name, value, explanation});
  }

  void addFigures() {
    for (const auto& quantity : runQuantities()) {
      double value = notANumber;
      for (const auto& report : m_run.reports)  // the latest that tells it
        if (quantity.reported && std::isfinite(report.*quantity.reported))
          value = report.*quantity.reported;
      if (quantity.measured && !quantity.reported && !m_run.measurements.empty())
        value = m_run.measurements.back().*quantity.measured;
      if (!std::isfinite(value) || value == 0) continue;
      add(quantityText(quantity.title), QString::number(value, 'g', 4),
          quantityText(quantity.explanation));
    }
  }

  void addPace() {
    if (!m_run.reports.empty())
      add(tr("Trained for"), durationText(m_run.reports.back().seconds),
          tr("<p>Over all its sittings</p>"));
    if (const auto left = m_run.secondsLeft()) add(tr("Time left"), durationText(*left));
  }

  const RunRecord& m_run;
  std::vector<widgets::Fact> m_facts;
};

/// Why it ended, and what of its files cannot be read.
QString troublesOf(const RunRecord& run) {
  QStringList troubles;
  if (!run.reason.empty()) troubles << QString::fromStdString(run.reason);
  if (run.phase == RunPhase::failed && run.reason.empty())
    troubles << RunDetails::tr("The program ended without a word.");
  if (run.phase == RunPhase::interrupted) troubles << phaseExplanation(run.phase);
  if (!run.unreadableFile.empty()) troubles << QString::fromStdString(run.unreadableFile);
  if (run.unreadableLines > 0)
    troubles << RunDetails::tr("%n lines of its log cannot be read.", nullptr, run.unreadableLines);
  return troubles.join("\n");
}

}  // namespace

RunDetails::RunDetails(QWidget* parent)
    : QScrollArea(parent),
      m_name(new widgets::ElidedLabel),
      m_reason(new QLabel),
      m_facts(new widgets::FactList),
      m_buttons(new QVBoxLayout) {
  m_reason->setWordWrap(true);
  m_reason->setTextFormat(Qt::PlainText);
  m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_reason->setFont(widgets::scaled(font(), 0.92));
  m_reason->setObjectName("warnings");  // coloured by the theme's style sheet
  QFont bold = font();
  bold.setBold(true);
  m_name->setFont(bold);
  m_buttons->setSpacing(5);
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(9, 9, 9, 9);
  layout->setSpacing(7);
  layout->addWidget(new widgets::SectionLabel(tr("Run")));
  layout->addWidget(m_name);
  layout->addWidget(m_reason);
  layout->addWidget(m_facts);
  layout->addSpacing(4);
  layout->addLayout(m_buttons);
  layout->addStretch(1);
  setWidget(content);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMinimumWidth(180);
  showRun(nullptr);
}

void RunDetails::showRun(const RunRecordPtr& run) {
  m_name->setText(run ? QString::fromStdString(run->name) : tr("none is chosen"));
  const auto troubles = run ? troublesOf(*run) : QString();
  m_reason->setText(troubles);
  m_reason->setVisible(!troubles.isEmpty());
  m_facts->setFacts(run ? RunFactTexts(*run).facts() : std::vector<widgets::Fact>());
}

void RunDetails::addButton(QAction* action) {
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  button->setFocusPolicy(Qt::StrongFocus);
  const auto follow = [action, button] { button->setVisible(action->isEnabled()); };
  connect(action, &QAction::changed, button, follow);
  follow();
  m_buttons->addWidget(button);
}

}  // namespace rho::workbench
