// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_list_view.h"

#include <QPainter>

#include "widgets/colors.h"
#include "workbench/train/run_delegate.h"

namespace rho::workbench {

RunListView::RunListView(QWidget* parent) : QListView(parent) {
  setItemDelegate(new RunDelegate(this));
  setFrameShape(QFrame::NoFrame);
  setMouseTracking(true);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMinimumWidth(130);
  setAccessibleName(tr("Runs"));
  setAccessibleDescription(tr("The space bar shows or hides the curves of a run"));
  viewport()->setBackgroundRole(QPalette::Window);  // no ground of its own
}

void RunListView::paintEvent(QPaintEvent* event) {
  QListView::paintEvent(event);
  if (model() && model()->rowCount() > 0) return;
  QPainter painter(viewport());
  painter.setPen(widgets::mutedText(palette()));
  painter.drawText(viewport()->rect().adjusted(8, 12, -8, -8), Qt::AlignHCenter | Qt::TextWordWrap,
                   tr("No runs yet: choose data and a recipe"));
}

}  // namespace rho::workbench
