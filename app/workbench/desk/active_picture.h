// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

#include "workbench/document/document.h"
#include "workbench/inspect/inspection.h"

namespace rho::widgets {
class PictureView;
class TileGrid;
}  // namespace rho::widgets

namespace rho::workbench {

class Inspector;
class PriorPane;

/// The picture that keys and menus change: the case's in all of its tiles, or the prior beside
/// them, whichever was touched last.
class ActivePicture : public QObject {
  Q_OBJECT
 public:
  ActivePicture(Document& document, Inspector& inspector, widgets::TileGrid& grid, PriorPane& prior,
                QObject* parent);

  Document& document() const { return m_document; }
  const OpenCase& opened() const;
  /// Its address; empty without a picture.
  const std::string& address() const;
  const widgets::ViewState& state() const;
  /// A view that shows it; null without tiles.
  widgets::PictureView* view() const;
  /// One step of undo, clamped to what is legal.
  void edit(const QString& what, const std::function<void(widgets::ViewState&)>& change);

 signals:
  void changed();  ///< another picture, or another one is meant

 private:
  Document& m_document;
  Inspector& m_inspector;
  widgets::TileGrid& m_grid;
  PriorPane& m_prior;
};

}  // namespace rho::workbench
