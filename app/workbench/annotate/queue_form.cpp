// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/queue_form.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "widgets/section_label.h"
#include "workbench/annotate/annotate_texts.h"

namespace rho::workbench {

namespace {

const QString byChance = "random";

}  // namespace

QueueForm::QueueForm(QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_strategies(new QVBoxLayout),
      m_diverse(new QCheckBox(tr("Spread over different images"))),
      m_largest(new QCheckBox(tr("The largest label counts"))),
      m_seed(new QSpinBox) {
  setAttribute(Qt::WA_NoMouseReplay);  // the click that closes it must not open it again
  setFrameShape(QFrame::StyledPanel);
  setAccessibleName(tr("What the next cases are chosen by"));
  m_diverse->setObjectName("diverse");
  m_diverse->setToolTip(
      tr("k-center over the network's embeddings, among the ten times as many cases that score "
         "best: no five copies of one mistake"));
  m_largest->setToolTip(tr("Of several labels, instead of their mean"));
  m_seed->setRange(0, std::numeric_limits<int>::max());
  m_seed->setToolTip(
      tr("Of chance, also between equal scores: the same seed chooses the same cases"));
  auto* seedLabel = new QLabel(tr("Seed"));
  seedLabel->setBuddy(m_seed);
  auto* usual = new QPushButton(tr("Defaults"));
  usual->setAutoDefault(true);
  auto* bottom = new QHBoxLayout;
  bottom->addWidget(seedLabel);
  bottom->addWidget(m_seed, 1);
  bottom->addWidget(usual);
  m_strategies->setSpacing(3);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 10, 12, 10);
  layout->setSpacing(6);
  layout->addWidget(new widgets::SectionLabel(tr("Chosen by; several by their mean rank")));
  layout->addLayout(m_strategies);
  layout->addSpacing(2);
  layout->addWidget(m_diverse);
  layout->addWidget(m_largest);
  layout->addLayout(bottom);
  for (auto* box : {m_diverse, m_largest})
    connect(box, &QCheckBox::toggled, this, &QueueForm::changed);
  connect(m_seed, &QSpinBox::valueChanged, this, &QueueForm::changed);
  connect(usual, &QPushButton::clicked, this, &QueueForm::setDefaults);
}

void QueueForm::setFacts(const ProjectFacts& facts) {
  if (m_boxes.empty()) addStrategies(facts);
  for (auto* box : m_boxes)
    for (const auto& strategy : facts.strategies)
      if (strategy.id == box->objectName()) {
        box->setEnabled(strategy.isScored);
        box->setToolTip(strategySummary(strategy));
      }
  m_diverse->setEnabled(!facts.network.isEmpty());
  m_largest->setVisible(facts.settings.isMultiLabel);
  if (m_project != facts.uuid) setDefaults();
  m_project = facts.uuid;
  choose(chosen());
  if (!m_diverse->isEnabled()) m_diverse->setChecked(false);
  emit changed();
}

void QueueForm::addStrategies(const ProjectFacts& facts) {
  for (const auto& strategy : facts.strategies) {
    auto* box = new QCheckBox(strategyText(strategy.id));
    box->setObjectName(strategy.id);
    m_boxes.push_back(box);
    m_strategies->addWidget(box);
    connect(box, &QCheckBox::clicked, this, [this, box] { toggled(box); });
  }
}

/// Chance alone gives way to what is chosen, and comes back when nothing is.
void QueueForm::toggled(QCheckBox* box) {
  auto strategies = chosen();
  if (box->isChecked() && box->objectName() != byChance && strategies.size() == 2)
    strategies.removeAll(byChance);
  choose(strategies);
}

QStringList QueueForm::chosen() const {
  QStringList strategies;
  for (const auto* box : m_boxes)
    if (box->isChecked()) strategies << box->objectName();
  return strategies;
}

/// As far as they can be; by chance where none is left.
void QueueForm::choose(const QStringList& strategies) {
  bool isAny = false;
  for (auto* box : m_boxes) {
    box->setChecked(box->isEnabled() && strategies.contains(box->objectName()));
    isAny = isAny || box->isChecked();
  }
  for (auto* box : m_boxes)
    if (!isAny && box->objectName() == byChance) box->setChecked(true);
  emit changed();
}

void QueueForm::setDefaults() {
  m_diverse->setChecked(false);
  m_largest->setChecked(false);
  m_seed->setValue(0);
  choose({byChance});
}

annotation::QueueRequest QueueForm::request() const {
  annotation::QueueRequest request;
  request.strategies.clear();
  for (const auto& strategy : chosen()) request.strategies.push_back(strategy.toStdString());
  request.isDiverse = m_diverse->isChecked();
  request.seed = static_cast<std::uint64_t>(m_seed->value());
  request.aggregate = m_largest->isChecked() && !m_largest->isHidden()
                          ? annotation::Aggregate::max
                          : annotation::Aggregate::mean;
  return request;
}

QString QueueForm::summary() const {
  QStringList names;
  for (const auto& strategy : chosen()) names << strategyText(strategy);
  QString text = names.join(" + ");
  if (m_diverse->isChecked()) text += ", " + strategyText("diverse");
  if (m_seed->value() > 0) text += ", " + tr("seed %1").arg(m_seed->value());
  return text;
}

}  // namespace rho::workbench
