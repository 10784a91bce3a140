// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/card_actions.h"

#include <QFileInfo>
#include <QWidget>
#include <algorithm>

#include "workbench/inspect/inspector.h"
#include "workbench/network/card_dialog.h"

namespace rho::workbench {

CardActions::CardActions(Inspector& inspector, JobTracker& tracker, QWidget& window)
    : QObject(&window), m_inspector(inspector), m_tracker(tracker), m_window(window) {
  connect(&m_inspector, &Inspector::cardNeeded, this, &CardActions::edit);
  connect(&m_inspector, &Inspector::caseChanged, this, &CardActions::showCase);
}

CardDialog* CardActions::dialog() const { return m_dialog; }

void CardActions::editCurrent() {
  const auto& row = m_inspector.current();
  if (row.networkPath.empty()) return;
  const auto path = row.network ? row.network->path().string() : row.networkPath;
  edit(QString::fromStdString(path), QString::fromStdString(row.failure));
}

void CardActions::edit(const QString& path, const QString& reason) {
  if (m_dialog && m_dialog->network() == path) {
    m_dialog->raise();
    return m_dialog->activateWindow();
  }
  delete m_dialog.data();  // its jobs end with it, and the next one has the same lanes
  m_dialog = new CardDialog(m_tracker, path, reason, &m_window);
  connect(m_dialog, &CardDialog::saved, this, &CardActions::takeSaved);
  showCase();
  m_dialog->show();
}

void CardActions::showCase() {
  const auto& opened = m_inspector.opened();
  if (m_dialog)
    m_dialog->followCase(
        {QString::fromStdString(opened.entry.title), opened.image, opened.picture});
}

void CardActions::takeSaved(const QString& path) {
  emit said(tr("The card of %1 holds now.").arg(QFileInfo(path).fileName()));
  const auto& rows = m_inspector.rows();
  const bool isOpen = std::any_of(rows.begin(), rows.end(), [&](const Inspection& row) {
    return row.networkPath == path.toStdString();
  });
  isOpen ? m_inspector.reopenNetwork(path) : emit networkCompleted(path);
}

}  // namespace rho::workbench
