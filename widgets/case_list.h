// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
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
};

/// The cases that are open, with a small picture each.
class CaseList : public QWidget {
  Q_OBJECT
 public:
  explicit CaseList(QWidget* parent = nullptr);

  /// Replaces a case of the same key.
  void addCase(const CaseItem& item);
  void setThumbnail(const QString& key, const QImage& thumbnail);
  void setSubtitle(const QString& key, const QString& subtitle);
  bool contains(const QString& key) const;
  int count() const;
  QString current() const;  ///< empty without a case
  /// Marks a case; only a user's choice emits casePicked.
  void select(const QString& key);
  /// As if the user chose the case that many places further on; stops at the ends.
  void step(int places);

 signals:
  void casePicked(const QString& key);

 private:
  QListWidgetItem* find(const QString& key) const;

  QListWidget* m_list;
};

}  // namespace rho::widgets
