// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <optional>

#include "image/color_map.h"
#include "widgets/card.h"

class QLabel;

namespace rho::widgets {

class ColorBar;
class ElidedLabel;
class PictureView;

/// What a tile shows. Texts may hold the simple markup <b>.
struct TileContent {
  QString subtitle;  ///< beside the title
  QImage picture;    ///< null: the placeholder is shown
  QString placeholder;
  QString result;  ///< one or two lines below the picture
  struct Scale {
    image::ColorMap colors = image::ColorMap::viridis;
    image::ValueRange range;
  };
  std::optional<Scale> scale;  ///< a colour bar below the picture
};

/// One view of the case: title, picture, what came out of it, and its colours' scale.
class ImageTile : public Card {
  Q_OBJECT
 public:
  explicit ImageTile(const QString& title, QWidget* parent = nullptr);

  void setContent(const TileContent& content);
  QString title() const;
  PictureView& view() const { return *m_view; }
  /// All but the picture, in pixels: a grid finds the tiles' height with it.
  int heightWithoutPicture() const;

 signals:
  void clicked();

 protected:
  void mousePressEvent(QMouseEvent* event) override;

 private:
  int footerHeight() const;

  ElidedLabel* m_title;
  ElidedLabel* m_subtitle;
  PictureView* m_view;
  QLabel* m_result;
  ColorBar* m_bar;
};

}  // namespace rho::widgets
