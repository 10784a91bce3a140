// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QString>
#include <optional>
#include <vector>

#include "image/measurement.h"
#include "widgets/picture_frame.h"

namespace rho::widgets {

/// A measurement, and what is written beside it.
struct ShownMeasurement {
  image::Measurement shape;
  QString text;

  bool operator==(const ShownMeasurement&) const = default;
};

/// Where measuring happens.
struct MeasureGround {
  PictureFrame frame;
  const image::PixelSpacing* spacing = nullptr;
  const std::vector<ShownMeasurement>& measurements;
};

/// Makes measurements of presses, moves and releases, in pixels of the widget: new ones point by
/// point, by drags or by clicks, old ones by their handles or as a whole by their lines.
class MeasureTool {
 public:
  struct Edit {
    int index = -1;  ///< of the measurement that becomes shape; -1: a new one
    image::Measurement shape;
  };

  /// What a press on free ground begins; none: nothing.
  void setKind(std::optional<image::MeasurementKind> kind);
  std::optional<image::MeasurementKind> kind() const { return m_kind; }

  /// Whether the press belongs to a measurement. free: whether new ones may begin here.
  bool press(const MeasureGround& ground, QPointF at, bool free);
  /// Also without a button: between clicks the next point follows the mouse.
  std::optional<Edit> move(const MeasureGround& ground, QPointF at);
  std::optional<Edit> release(const MeasureGround& ground, QPointF at);
  /// Drops what is not complete; returns whether there was something.
  bool cancel();

  /// What is being drawn, or null.
  const image::Measurement* pending() const { return m_pending ? &*m_pending : nullptr; }
  /// The one that a press took hold of, until the next one.
  int grabbed() const { return m_grab ? m_grab->index : -1; }
  /// Whether a press here would take hold of something.
  static bool isOverSomething(const MeasureGround& ground, QPointF at);

 private:
  struct Grab {
    int index = -1;
    int handle = -1;  ///< -1: all of it
    QPointF from;
    image::Measurement start;
  };
  static std::optional<Grab> grabAt(const MeasureGround& ground, QPointF at);
  void placeRubber(const MeasureGround& ground, QPointF at);
  std::optional<Edit> fixPoint();

  std::optional<image::MeasurementKind> m_kind;
  std::optional<image::Measurement> m_pending;  ///< its last point follows the mouse
  std::optional<Grab> m_grab;
  QPointF m_pressedAt;
  bool m_isFirstPress = false;  ///< of the pending line
  bool m_rests = false;         ///< between the two lines of a ratio: no point follows
};

/// The lines of a measurement in pixels of the widget, one polygon each.
std::vector<std::vector<QPointF>> linesOf(const image::Measurement& shape,
                                          const PictureFrame& frame);

}  // namespace rho::widgets
