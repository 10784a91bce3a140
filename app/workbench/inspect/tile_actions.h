// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>
#include <functional>

#include "workbench/document/workspace.h"

class QMenu;
class QWidget;

namespace rho::workbench {

class Document;
class Inspector;

/// Adds, changes, moves and removes tiles of the grid. Menus follow from the methods' own
/// descriptions.
class TileActions : public QObject {
  Q_OBJECT
 public:
  TileActions(Document& document, Inspector& inspector, QWidget& window);

  /// Everything about the grid, for the menu bar.
  void addTo(QMenu& menu);
  /// Everything about one tile; id: its key.
  void fillTileMenu(QMenu& menu, const QString& id);
  /// A form for the tile's options.
  void editOptions(const QString& id);
  void removeTile(const QString& id);

 private:
  void fillMethods(QMenu& menu);
  void fillClasses(QMenu& menu, const QString& id, const TileSetting& tile);
  void addTile(const TileSetting& tile);
  /// Replaces the tile; what shows the same as another tile is dropped.
  void changeTile(const QString& id, const QString& what,
                  const std::function<void(TileSetting&)>& change);
  void moveTile(const QString& id, int places);
  const TileSetting* find(const QString& id) const;

  Document& m_document;
  Inspector& m_inspector;
  QWidget& m_window;
};

}  // namespace rho::workbench
