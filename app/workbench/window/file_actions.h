// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "workbench/document/workspace.h"

class QMainWindow;
class QMenu;

namespace rho::workbench {

class Document;
class Inspector;
class JobTracker;

/// Images, networks and sessions: opened, kept, listed as recent. Files are read and written by
/// jobs.
class FileActions : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* lane = "session";

  FileActions(Document& document, Inspector& inspector, JobTracker& tracker, QMainWindow& window);

  void addTo(QMenu& menu);
  /// By what the name says it is: a session, a network, else an image.
  void open(const QString& path);
  void openCases(const QStringList& addresses);
  enum class Place { instead, beside };
  void openNetwork(const QString& path, Place place = Place::instead);
  void openSession(const QString& path);
  void saveSession(const QString& path);
  /// Puts it on top of the recent files.
  static void remember(const QString& path);
  static bool looksLikeNetwork(const QString& path);
  /// Whatever has no name of another kind.
  static bool looksLikeImage(const QString& path);

 signals:
  void caseAdded(const QString& address);
  void said(const QString& message);  ///< for the message bar: nothing went wrong

 public slots:
  void askForNetwork(Place place);

 private:
  void askForImages();
  void askForSession();
  void save();
  void saveAs();
  void takeNetwork(const QString& path);
  void fillRecent(QMenu& menu);

  Document& m_document;
  Inspector& m_inspector;
  JobTracker& m_tracker;
  QMainWindow& m_window;
  Place m_place = Place::instead;  ///< of the network that is being opened
  QString m_session;               ///< the file of File, Save; empty: none yet
};

}  // namespace rho::workbench
