// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUndoStack>
#include <functional>

#include "workbench/document/workspace.h"

namespace rho::workbench {

/// The workspace and its history. Every panel changes it here and nowhere else, so that undo, the
/// session and its autosave see everything.
class Document : public QObject {
  Q_OBJECT
 public:
  /// Changes of one kind in a row are one step of undo until the gesture ends; none never merges.
  enum class Merge { none, rho, view, measurement, stack };

  explicit Document(QObject* parent = nullptr);

  const Workspace& workspace() const { return m_workspace; }
  /// what: for the Edit menu, as in "Undo move ρ". Nothing happens where nothing changes.
  void edit(const QString& what, const std::function<void(Workspace&)>& change,
            Merge merge = Merge::none);
  /// The slider was let go, the mouse button released: what follows is another step.
  void endGesture() { ++m_gesture; }
  /// Another workspace altogether: it starts a new history.
  void replace(Workspace workspace);
  QUndoStack& history() { return m_history; }

 signals:
  void changed();
  void replaced();  ///< by another workspace altogether; after changed()

 private:
  class Edit;
  void set(const Workspace& workspace);

  Workspace m_workspace;
  QUndoStack m_history;
  int m_gesture = 0;
};

}  // namespace rho::workbench
