// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fact_list.h"

#include <QFormLayout>

#include "widgets/elided_label.h"
#include "widgets/fonts.h"

namespace rho::widgets {

FactList::FactList(QWidget* parent) : QWidget(parent), m_rows(new QFormLayout(this)) {
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setHorizontalSpacing(10);
  m_rows->setVerticalSpacing(2);
}

void FactList::setFacts(const std::vector<Fact>& facts) {
  if (m_facts == facts) return;
  m_facts = facts;
  while (m_rows->rowCount() > 0) m_rows->removeRow(0);
  for (const auto& fact : facts) {
    auto* name = new ElidedLabel(ElidedLabel::Tone::muted);
    auto* value = new ElidedLabel;
    name->setText(fact.name);
    value->setText(fact.value);
    for (auto* label : {name, value}) {
      label->setFont(scaled(font(), 0.92));
      label->setExplanation(fact.explanation);
    }
    name->setMinimumWidth(name->sizeHint().width());
    m_rows->addRow(name, value);
  }
}

}  // namespace rho::widgets
