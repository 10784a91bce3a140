// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/field_with_button.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace rho::widgets {

FieldWithButton::FieldWithButton(QWidget* field, const QString& help, QWidget* parent)
    : QWidget(parent), m_button(new QToolButton) {
  m_button->setText(QStringLiteral("…"));
  m_button->setToolTip(help);
  m_button->setAccessibleName(help);
  m_button->setFocusPolicy(Qt::StrongFocus);
  connect(m_button, &QToolButton::clicked, this, &FieldWithButton::clicked);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(field, 1);
  layout->addWidget(m_button);
  setFocusProxy(field);
  setFocusPolicy(field->focusPolicy());  // else the letter of its label leads nowhere
}

}  // namespace rho::widgets
