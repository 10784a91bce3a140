// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QTimer>
#include <deque>
#include <set>

#include "annotation/annotation.h"

namespace rho::workbench {

class JobTracker;

/// Draws small pictures of cases in jobs; those asked for last come first, because they are seen.
class CaseThumbnails : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* lane = "annotate thumbnails";

  explicit CaseThumbnails(JobTracker& tracker, QObject* parent = nullptr);

  void want(annotation::Id id, const QString& path);
  void clear();

 signals:
  /// A null image where the file cannot be read.
  void drawn(rho::annotation::Id id, const QImage& thumbnail);

 private:
  struct Wanted {
    annotation::Id id = 0;
    QString path;
  };
  void start();
  void take(annotation::Id id, const QImage& thumbnail);

  JobTracker& m_tracker;
  QTimer m_soon;  ///< a list asks for many at once
  std::deque<Wanted> m_wanted;
  std::set<annotation::Id> m_known;  ///< asked for
};

}  // namespace rho::workbench
