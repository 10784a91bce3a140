// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/queue_choice.h"

#include <QScreen>
#include <QWheelEvent>
#include <algorithm>

#include "workbench/annotate/queue_form.h"

namespace rho::workbench {

QueueChoice::QueueChoice(QWidget* parent) : QComboBox(parent), m_form(new QueueForm(this)) {
  setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
  setMinimumContentsLength(8);
  setAccessibleName(m_form->accessibleName());
  addItem(QString());
  connect(m_form, &QueueForm::changed, this, &QueueChoice::showSummary);
}

void QueueChoice::showSummary() {
  const auto summary = m_form->summary();
  setItemText(0, summary);
  setToolTip(summary);
  setAccessibleDescription(summary);
}

/// Above the field where there is no room below, as lists of a combo box do.
void QueueChoice::showPopup() {
  m_form->adjustSize();
  const auto room = screen()->availableGeometry();
  auto place = mapToGlobal(QPoint(0, height()));
  if (place.y() + m_form->height() > room.bottom())
    place = mapToGlobal(QPoint(0, -m_form->height()));
  place.setX(
      std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - m_form->width())));
  m_form->move(place.x(), std::max(room.top(), place.y()));
  m_form->show();
  m_form->setFocus();
}

/// There is nothing to step through.
void QueueChoice::wheelEvent(QWheelEvent* event) { event->ignore(); }

}  // namespace rho::workbench
