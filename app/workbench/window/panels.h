// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <array>

#include "workbench/document/workspace.h"

class QAction;
class QMenu;
class QSize;
class QWidget;

namespace rho::workbench {

class Document;

/// The parts of the window around its tiles: which are seen is part of the workspace. In a window
/// that is too small for them they give way, and come one by one when they are asked for.
class Panels : public QObject {
  Q_OBJECT
 public:
  Panels(Document& document, QWidget& cases, QWidget& sweep, QWidget& network,
         QObject* parent = nullptr);

  void addTo(QMenu& menu);
  /// The window has this size now.
  void fit(QSize window);

 private:
  struct Panel {
    QWidget* widget = nullptr;
    QAction* action = nullptr;
    bool isCramped = false;  ///< there is no room for it
    bool isAsked = false;    ///< though there is no room
  };
  bool isWanted(Part part) const;
  void toggle(Part part);
  void show();
  Panel& panel(Part part) { return m_panels[static_cast<std::size_t>(part)]; }
  const Panel& panel(Part part) const { return m_panels[static_cast<std::size_t>(part)]; }

  Document& m_document;
  std::array<Panel, partCount> m_panels;
};

}  // namespace rho::workbench
