// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "widgets/picture_view.h"
#include "widgets/tile_layout.h"

class QScrollArea;

namespace rho::widgets {

class DropMark;
class ImageTile;
class RowLabel;
struct TileContent;

/// A row of tiles; its label is shown where there are several.
struct TileRow {
  QString id;
  QString label;

  bool operator==(const TileRow& other) const = default;
};

/// Tiles of one image side by side: they share the view, the crosshair and the aspect ratio, and
/// one of them is selected. With several rows, every row has a tile of each id; where a function
/// takes a row, an empty one means the first. Tiles never get narrower than TileLayout::narrowest:
/// rows wrap, and what does not fit is scrolled to.
class TileGrid : public QWidget {
  Q_OBJECT
 public:
  explicit TileGrid(QWidget* parent = nullptr);

  /// Adds a tile to the end of every row. An id that is there already gets the title.
  void addTile(const QString& id, const QString& title);
  void removeTile(const QString& id);
  /// Ids from left to right.
  QStringList tiles() const;
  /// Sorts the tiles; ids that order lacks stay behind the others.
  void setOrder(const QStringList& order);
  /// Tiles of rows that stay keep their content. Without any row, there is one without a name.
  void setRows(const std::vector<TileRow>& rows);

  void setContent(const QString& id, const TileContent& content, const QString& row = {});
  void setAspectRatio(double ratio);
  void select(const QString& id, const QString& row = {});
  QString selected() const { return m_selected.id; }
  QString selectedRow() const { return m_selected.row; }
  /// One tile fills the grid; an empty id brings all of them back. Without a row, a tile of that id
  /// that fills the grid already stays.
  void setMaximised(const QString& id, const QString& row = {});
  /// The id of the tile that fills the grid, or empty.
  QString maximised() const { return m_maximised.id; }
  void setView(const ViewState& view);
  const ViewState& view() const { return m_view; }
  /// What dragging with the left button does in every tile.
  void setLeftTool(DragTool tool);
  /// What DragTool::measure draws.
  void setMeasuring(image::MeasurementKind kind);
  /// In every tile: they are of the image, not of one picture of it.
  void setMeasurements(const std::vector<ShownMeasurement>& measurements, int selected = -1);
  void setDescriber(const std::function<QString(const image::Measurement&)>& describe);
  /// Drops what is drawn but not complete; returns whether there was something.
  bool cancelMeasuring();
  /// A larger picture around the crosshair, in every tile.
  void setMagnifier(bool on);
  /// A tile that is seen: the one that fills the grid, else the selected one, else the first; null
  /// without tiles.
  ImageTile* leadingTile() const;
  /// Null when there is no such tile.
  ImageTile* tile(const QString& id, const QString& row = {}) const;

  QSize sizeHint() const override;

 signals:
  void hovered(QPointF position, const QString& id, const QString& row);  ///< as PictureView's
  void left();
  void viewChanged(const rho::widgets::ViewState& view);  ///< by the user, not by setView()
  void tileSelected(const QString& id, const QString& row);
  void tileMoved(int from, int to);  ///< by the user; the tile was at from and is now at to
  void tileMenuRequested(const QString& id, QPoint globalPosition, const QString& row);
  void maximisedChanged(const QString& id, const QString& row);  ///< by the user; may be empty
  void wheelStepped(int steps, const QString& id);
  void measured(int index, const rho::image::Measurement& shape);  ///< as PictureView's
  void measurementPicked(int index);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Address {
    QString id;
    QString row;
    bool operator==(const Address& other) const = default;
    bool operator<(const Address& other) const {
      return std::tie(row, id) < std::tie(other.row, other.id);
    }
  };
  struct Column {
    QString id;
    QString title;
  };
  struct Shift {
    int from = 0;
    int gap = 0;  ///< before which tile it would land
  };

  Address address(const QString& id, const QString& row) const;
  std::optional<std::size_t> columnOf(const QString& id) const;
  std::size_t rowOf(const QString& id) const;
  void makeTiles();
  void makeTile(const Address& at, const QString& title);
  void dropTilesWithoutPlace();
  void connectTile(ImageTile* tile, const Address& at);
  void connectView(PictureView& view, const Address& at);
  void pick(const Address& at);
  void toggleMaximised(const Address& at);
  void setCrosshair(std::optional<QPointF> position);

  TileLayout layoutFor(int width) const;
  void arrange();
  void arrangeTiles(const TileLayout& layout);
  void arrangeMaximised();
  void updateTabOrder();

  bool handleKey(const Address& at, const QKeyEvent& event);
  void focusNeighbour(const Address& at, int sideways, int downwards);
  void moveTile(int from, int to);
  void showShift(const QString& id, QPoint globalPosition);
  void finishShift();
  void cancelShift();

  QScrollArea* m_scroll;
  QWidget* m_content;
  DropMark* m_dropMark;
  std::vector<Column> m_columns;
  std::vector<TileRow> m_rows{TileRow{}};
  std::vector<RowLabel*> m_labels;
  std::map<Address, ImageTile*> m_tiles;
  TileLayout m_layout;  ///< as last arranged
  Address m_selected;
  Address m_maximised;  ///< empty while all are seen
  std::optional<Shift> m_shift;
  bool m_shiftCancelled = false;  ///< until the button is released
  ViewState m_view;
  DragTool m_leftTool = DragTool::window;
  image::MeasurementKind m_measuring = image::MeasurementKind::length;
  std::vector<ShownMeasurement> m_measurements;
  int m_selectedMeasurement = -1;
  std::function<QString(const image::Measurement&)> m_describe;
  bool m_hasMagnifier = false;
  double m_aspectRatio = 1;  ///< of the picture before it is turned
};

}  // namespace rho::widgets
