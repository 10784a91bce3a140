// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <map>

#include "workbench/desk/series_cases.h"
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
  static constexpr const char* placeLane = "folder";

  FileActions(Document& document, Inspector& inspector, JobTracker& tracker, QMainWindow& window);

  void addTo(QMenu& menu);
  /// By what it is: a folder or DICOMDIR, by its name a session, a network or an annotation
  /// project, else an image.
  void open(const QString& path);
  void openCases(const QStringList& addresses);
  /// All images of a folder or a DICOMDIR; the first one is shown.
  void openPlace(const QString& path);
  /// Another image beside the case; an empty address takes it away.
  void openPrior(const QString& address);
  /// Another image of the stack that the case is in: a frame of its file.
  void showFrame(int frame);
  /// How many images the series of an image has; 1 where it came alone.
  int seriesSize(const std::string& address) const;
  /// Whether both are images of one series.
  bool areOfOneSeries(const std::string& a, const std::string& b) const;
  enum class Place { instead, beside };
  void openNetwork(const QString& path, Place place = Place::instead);
  /// One that could not be opened when it was chosen last: where it was to go.
  void openNetworkAgain(const QString& path) { openNetwork(path, m_place); }
  void openSession(const QString& path);
  void saveSession(const QString& path);
  /// Puts it on top of the recent files.
  static void remember(const QString& path);
  static bool looksLikeNetwork(const QString& path);
  /// Whatever has no name of another kind.
  static bool looksLikeImage(const QString& path);

 signals:
  /// Before they are in the document, or again after a session was opened.
  void placeListed(const rho::workbench::SeriesCases& cases);
  void said(const QString& message);        ///< for the message bar: nothing went wrong
  void projectChosen(const QString& path);  ///< an annotation project

 public slots:
  void askForNetwork(Place place);

 private:
  void askForImages();
  void askForPlace();
  void askForPrior();
  void askForSession();
  void takePlace(const QString& path, const SeriesCases& cases);
  /// A session knows its cases, not which of them are one series: that is read again.
  void listPlacesAgain();
  void learnSeries(const SeriesCases& cases);
  void save();
  void saveAs();
  void takeNetwork(const QString& path);
  void fillRecent(QMenu& menu);

  Document& m_document;
  Inspector& m_inspector;
  JobTracker& m_tracker;
  QMainWindow& m_window;
  Place m_place = Place::instead;               ///< of the network that is being opened
  std::map<std::string, std::string> m_series;  ///< of the images of places, by address
  QString m_session;                            ///< the file of File, Save; empty: none yet
};

}  // namespace rho::workbench
