// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPalette>
#include <QPicture>
#include <QSize>
#include <QString>

namespace rho::widgets {

/// A widget that shows values as a figure, which can also be put on paper.
class Figure {
 public:
  virtual ~Figure() = default;

  virtual QString figureTitle() const = 0;
  /// Whether there are values to show.
  virtual bool hasValues() const = 0;
  /// The figure in lines and text, without its title. size: in points of the picture; font: best
  /// with a size in pixels, so that it is the same on every device.
  virtual QPicture pictureOn(const QPalette& paper, const QFont& font, QSize size) = 0;
};

}  // namespace rho::widgets
