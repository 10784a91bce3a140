// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

#include "widgets/view_state.h"

class QAction;
class QKeySequence;
class QMenu;

namespace rho::workbench {

class ActivePicture;
class LeftTools;
class WindowMenu;

/// How the active picture is looked at: the keys that readers of X-rays know.
class ViewActions : public QObject {
  Q_OBJECT
 public:
  ViewActions(ActivePicture& picture, WindowMenu& windows, LeftTools& tools, QObject* parent);

  void addTo(QMenu& menu);
  /// Turning and flipping, for a menu of their own.
  void addTurnsTo(QMenu& menu);
  /// The actions that a bar of buttons shows, by what they do.
  QAction* flipSideways() const { return m_flipSideways; }
  QAction* flipUpsideDown() const { return m_flipUpsideDown; }
  QAction* turn() const { return m_turn; }
  QAction* onePixel() const { return m_onePixel; }
  QAction* lifeSize() const { return m_lifeSize; }
  QAction* invert() const { return m_invert; }

 private:
  using Change = std::function<void(widgets::ViewState&)>;
  QAction* make(const QString& text, const QList<QKeySequence>& keys, const QString& what,
                const Change& change);
  void buildTurns();
  void buildScales();
  void enableLifeSize();

  ActivePicture& m_picture;
  WindowMenu& m_windows;
  LeftTools& m_tools;
  QAction *m_flipSideways = nullptr, *m_flipUpsideDown = nullptr, *m_turn = nullptr;
  QAction *m_turnBack = nullptr, *m_onePixel = nullptr, *m_lifeSize = nullptr;
  QAction* m_invert = nullptr;
};

}  // namespace rho::workbench
