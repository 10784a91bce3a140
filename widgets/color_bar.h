// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "image/color_map.h"

namespace rho::widgets {

/// What the ends of a picture's colours stand for. Empty until a scale is set.
class ColorBar : public QWidget {
  Q_OBJECT
 public:
  explicit ColorBar(QWidget* parent = nullptr);

  void setScale(image::ColorMap colors, image::ValueRange range);
  void clear();

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Scale {
    image::ColorMap colors;
    image::ValueRange range;
  };
  std::optional<Scale> m_scale;
};

}  // namespace rho::widgets
