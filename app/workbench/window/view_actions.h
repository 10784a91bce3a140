// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

#include "widgets/picture_view.h"

class QMenu;

namespace rho::widgets {
class TileGrid;
}

namespace rho::workbench {

class Document;

/// How the tiles are looked at: the keys that readers of X-rays know.
class ViewActions : public QObject {
  Q_OBJECT
 public:
  ViewActions(Document& document, widgets::TileGrid& grid, QObject* parent);

  void addTo(QMenu& menu);

 private:
  void edit(const QString& what, const std::function<void(widgets::ViewState&)>& change);
  void addTools(QMenu& menu);
  void fillWindowPresets(QMenu& menu);

  Document& m_document;
  widgets::TileGrid& m_grid;
};

}  // namespace rho::workbench
