// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/document.h"

#include <QUndoCommand>

namespace rho::workbench {

/// Workspaces are small: each step keeps both in full.
class Document::Edit : public QUndoCommand {
 public:
  Edit(Document& document, Workspace before, Workspace after, Merge merge, const QString& what)
      : QUndoCommand(what),
        m_document(document),
        m_before(std::move(before)),
        m_after(std::move(after)),
        m_merge(merge),
        m_gesture(document.m_gesture) {}

  void undo() override { m_document.set(m_before); }
  void redo() override { m_document.set(m_after); }
  int id() const override { return m_merge == Merge::none ? -1 : static_cast<int>(m_merge); }
  bool mergeWith(const QUndoCommand* next) override {
    const auto* later = static_cast<const Edit*>(next);
    if (later->m_gesture != m_gesture) return false;
    m_after = later->m_after;
    setObsolete(m_before == m_after);
    return true;
  }

 private:
  Document& m_document;
  Workspace m_before, m_after;
  Merge m_merge;
  int m_gesture;
};

Document::Document(QObject* parent) : QObject(parent) {
  constexpr int steps = 500;
  m_history.setUndoLimit(steps);
}

void Document::edit(const QString& what, const std::function<void(Workspace&)>& change,
                    Merge merge) {
  Workspace next = m_workspace;
  change(next);
  if (next == m_workspace) return;
  m_history.push(new Edit(*this, m_workspace, std::move(next), merge, what));
}

void Document::replace(Workspace workspace) {
  m_history.clear();
  set(workspace);
  emit replaced();
}

void Document::set(const Workspace& workspace) {
  m_workspace = workspace;
  emit changed();
}

}  // namespace rho::workbench
