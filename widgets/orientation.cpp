// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/orientation.h"

#include <QTransform>

namespace rho::widgets {

QPointF Orientation::shown(QPointF position) const {
  QPointF at(isMirrored ? 1 - position.x() : position.x(), position.y());
  for (int i = 0; i < quarters; ++i) at = {1 - at.y(), at.x()};
  return at;
}

QPointF Orientation::original(QPointF shown) const {
  QPointF at = shown;
  for (int i = 0; i < quarters; ++i) at = {at.y(), 1 - at.x()};
  return {isMirrored ? 1 - at.x() : at.x(), at.y()};
}

QRectF Orientation::original(const QRectF& shown) const {
  return QRectF(original(shown.topLeft()), original(shown.bottomRight())).normalized();
}

QImage Orientation::applied(const QImage& picture) const {
  if (isUpright()) return picture;
  const QImage mirrored = isMirrored ? picture.mirrored(true, false) : picture;
  return quarters == 0 ? mirrored : mirrored.transformed(QTransform().rotate(90 * quarters));
}

}  // namespace rho::widgets
