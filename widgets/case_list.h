// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QImage>
#include <QSet>
#include <QWidget>

class QListWidget;
class QListWidgetItem;

namespace rho::widgets {

/// One case of the list.
struct CaseItem {
  QString key;  ///< what opens it: a file's address
  QString title;
  QString subtitle;
  QImage thumbnail;  ///< null until it is drawn
  /// A heading above the cases that follow each other with the same one; empty: none. It may name
  /// a patient: the blind one stands in its place where names are hidden.
  QString heading = {}, blindHeading = {};
};

/// The cases that are open, with a small picture each.
class CaseList : public QWidget {
  Q_OBJECT
 public:
  explicit CaseList(QWidget* parent = nullptr);

  /// Replaces a case of the same key; its heading stays.
  void addCase(const CaseItem& item);
  void setThumbnail(const QString& key, const QImage& thumbnail);
  void setSubtitle(const QString& key, const QString& subtitle);
  bool contains(const QString& key) const;
  int count() const;
  QString current() const;  ///< empty without a case
  /// Whether headings hide names.
  void setBlind(bool on);
  /// Marks a case; only a user's choice emits casePicked.
  void select(const QString& key);
  /// As if the user chose the case that many places further on; stops at the ends.
  void step(int places);

 signals:
  void casePicked(const QString& key);
  void menuRequested(const QString& key, QPoint globalPosition);

 private:
  QListWidgetItem* find(const QString& key) const { return m_rows.value(key); }
  void addHeading(const CaseItem& item);
  void showHeading(QListWidgetItem& row) const;

  QListWidget* m_list;
  QHash<QString, QListWidgetItem*> m_rows;  ///< of the cases
  QSet<QString> m_headed;                   ///< keys of the cases below a heading
  QString m_lastHeading;
  bool m_isBlind = false;
};

}  // namespace rho::widgets
