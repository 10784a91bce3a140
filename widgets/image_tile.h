// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>

#include "image/color_map.h"
#include "widgets/card.h"
#include "widgets/picture_layers.h"

class QLabel;

namespace rho::widgets {

class ColorBar;
class PictureView;
class TileHeader;

/// What a tile shows.
struct TileContent {
  QString subtitle;      ///< plain text beside the title
  PictureLayers layers;  ///< null: the placeholder is shown
  QString placeholder;
  QString result;  ///< one or two lines below the picture; may hold the simple markup <b>
  struct Scale {
    image::ColorMap colors = image::ColorMap::viridis;
    image::ValueRange range;
  };
  std::optional<Scale> scale;  ///< a colour bar below the picture
  QStringList warnings;        ///< plain sentences; a mark in the header tells that there are some
  QString provenance;          ///< plain lines: method, options, seed, time, hash

  /// All of the picture as it is before anyone touches the window.
  QImage picture() const;
};

/// One view of the case: title, picture, what came out of it, and its colours' scale.
class ImageTile : public Card {
  Q_OBJECT
 public:
  explicit ImageTile(const QString& title, QWidget* parent = nullptr);

  void setContent(const TileContent& content);
  void setTitle(const QString& title);
  QString title() const;
  PictureView& view() const { return *m_view; }
  TileHeader& header() const { return *m_header; }
  /// All but the picture, in pixels: a grid finds the tiles' height with it.
  int heightWithoutPicture() const;

 signals:
  void clicked();
  void focused();                             ///< by the keyboard
  void menuRequested(QPoint globalPosition);  ///< by the header's button, a right click or a key

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void showTexts(const TileContent& content);
  int footerHeight() const;

  TileHeader* m_header;
  PictureView* m_view;
  QLabel* m_result;
  ColorBar* m_bar;
  TileContent m_content;
};

}  // namespace rho::widgets
