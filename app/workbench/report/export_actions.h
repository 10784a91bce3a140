// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

#include "workbench/report/dicom_export.h"

class QAction;
class QMainWindow;
class QMenu;

namespace rho::workbench {

class DicomDialog;
class Document;
class Inspector;
class Job;
class JobTracker;
class TrustChecker;

/// Pictures, arrays and reports of what is on screen, to files and to the clipboard.
class ExportActions : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* lane = "export";

  ExportActions(Document& document, Inspector& inspector, const TrustChecker& trust,
                JobTracker& tracker, QMainWindow& window);

  void addTo(QMenu& menu);
  /// tile: its key.
  void addTileActions(QMenu& menu, const QString& tile);

  // tile: only this one; empty: all.
  void exportPicture(const QString& path, const QString& tile = {});
  void exportArrays(const QString& path, const QString& tile = {});
  void exportCurves(const QString& path);
  void exportReport(const QString& path);
  void exportDicom(const DicomChoice& choice);
  void copy(const QString& tile = {});

  void askForCurves();
  /// Shows the dialog, which deletes itself.
  DicomDialog* askForDicom(DicomChoice::Kind kind);

 signals:
  void said(const QString& message);

 private:
  Snapshot snapshot() const;
  QString askForPath(const QString& title, const QString& filter, const QString& ending);
  void askForPicture(const QString& tile);
  void askForArrays(const QString& tile);
  void askForReport();
  void addDicomTo(QMenu& menu);
  void write(const QString& title, const QString& path,
             std::function<void(const Snapshot&, const Job&)> work);

  Document& m_document;
  Inspector& m_inspector;
  const TrustChecker& m_trust;
  JobTracker& m_tracker;
  QMainWindow& m_window;
  QString m_dicomFolder;  ///< where the last DICOM object went
};

}  // namespace rho::workbench
