// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QWidget>
#include <map>
#include <optional>
#include <vector>

class QGridLayout;

namespace rho::widgets {

class ImageTile;
struct TileContent;

/// Tiles of one image side by side: they share the crosshair and the aspect ratio, and one of them
/// is selected.
class TileGrid : public QWidget {
  Q_OBJECT
 public:
  explicit TileGrid(QWidget* parent = nullptr);

  void addTile(const QString& id, const QString& title);
  void setContent(const QString& id, const TileContent& content);
  void setAspectRatio(double ratio);
  void select(const QString& id);
  QString selected() const { return m_selected; }
  /// Null when there is no such tile.
  ImageTile* tile(const QString& id) const;

 signals:
  void hovered(QPointF position);  ///< relative, as PictureView's
  void left();
  void tileSelected(const QString& id);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void setCrosshair(std::optional<QPointF> position);
  void arrange();

  QGridLayout* m_layout;
  std::vector<QString> m_order;
  std::map<QString, ImageTile*> m_tiles;
  QString m_selected;
  double m_aspectRatio = 1;
};

}  // namespace rho::widgets
