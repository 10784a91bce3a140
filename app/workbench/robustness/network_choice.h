// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QStringList>
#include <QWidget>

class QListWidget;
class QListWidgetItem;

namespace rho::workbench {

/// The networks that can be measured, with those checked that will be.
class NetworkChoice : public QWidget {
  Q_OBJECT
 public:
  explicit NetworkChoice(QWidget* parent = nullptr);

  /// Those that are open in Inspect are checked, unless the user has decided otherwise.
  void setOpen(const QStringList& paths);
  /// Adds a network, checked.
  void add(const QString& path);
  QStringList chosen() const;
  void setChosen(const QString& path, bool on);
  /// What is known of a network: its labels, where it has several that do not exclude each other.
  void setLabels(const QString& path, const QStringList& labels);
  /// Of those that are chosen, as far as they are known; each once.
  QStringList labels() const;

 public slots:
  void askForNetworks();
  void removeCurrent();

 signals:
  void changed();

 private:
  QListWidgetItem* itemOf(const QString& path) const;
  QListWidgetItem* makeItem(const QString& path);

  QListWidget* m_list;
  QSet<QString> m_decided;  ///< by the user
  QSet<QString> m_bundled;
  QHash<QString, QStringList> m_labels;
};

}  // namespace rho::workbench
