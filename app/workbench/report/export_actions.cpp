// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/export_actions.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMainWindow>
#include <QMenu>
#include <QStandardPaths>

#include "workbench/document/document.h"
#include "workbench/inspect/inspector.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/report/dicom_dialog.h"
#include "workbench/report/page_export.h"
#include "workbench/trust/trust_checker.h"

namespace rho::workbench {

namespace {

constexpr double clipboardScale = 2;

}  // namespace

ExportActions::ExportActions(Document& document, Inspector& inspector, const TrustChecker& trust,
                             JobTracker& tracker, QMainWindow& window)
    : QObject(&window),
      m_document(document),
      m_inspector(inspector),
      m_trust(trust),
      m_tracker(tracker),
      m_window(window),
      m_dicomFolder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)) {}

void ExportActions::addTo(QMenu& menu) {
  auto* sub = menu.addMenu(tr("E&xport"));
  sub->addAction(tr("&Picture of the grid…"), QKeySequence(tr("Ctrl+E")), this,
                 [this] { askForPicture({}); });
  sub->addAction(tr("&Arrays…"), this, [this] { askForArrays({}); });
  sub->addAction(tr("&Curves…"), this, &ExportActions::askForCurves);
  sub->addAction(tr("&Report…"), QKeySequence(tr("Ctrl+Shift+R")), this,
                 &ExportActions::askForReport);
  addDicomTo(*sub);
  menu.addAction(tr("&Copy the grid"), QKeySequence::Copy, this, [this] { copy(); });
}

void ExportActions::addDicomTo(QMenu& menu) {
  using Kind = DicomChoice::Kind;
  menu.addSeparator();
  menu.setToolTipsVisible(true);
  const auto add = [&](const QString& name, const QString& help, Kind kind) {
    auto* action = menu.addAction(name, this, [this, kind] { askForDicom(kind); });
    const auto refresh = [this, action, help] {
      const bool fits = isOfDicomFile(m_inspector.opened());
      action->setEnabled(fits);
      action->setToolTip(fits ? help
                              : tr("The case is no DICOM image: such a file would have no study "
                                   "and no source to refer to"));
    };
    connect(&m_inspector, &Inspector::caseChanged, action, refresh);
    refresh();
  };
  add(tr("&DICOM capture…"), tr("The tiles as a Secondary Capture of the image's study"),
      Kind::capture);
  add(tr("DICOM &text report…"), tr("Decision, methods and measurements as a structured report"),
      Kind::report);
}

void ExportActions::addTileActions(QMenu& menu, const QString& tile) {
  menu.addAction(tr("Cop&y"), this, [this, tile] { copy(tile); });
  menu.addAction(tr("&Picture…"), this, [this, tile] { askForPicture(tile); });
  menu.addAction(tr("&Arrays…"), this, [this, tile] { askForArrays(tile); });
}

Snapshot ExportActions::snapshot() const {
  const auto& workspace = m_document.workspace();
  const auto& rows = m_inspector.rows();
  const int last = static_cast<int>(rows.size()) - 1;
  return {workspace, m_inspector.opened(), rows, std::clamp(workspace.currentNetwork, 0, last),
          m_trust.state()};
}

void ExportActions::write(const QString& title, const QString& path,
                          std::function<void(const Snapshot&, const Job&)> work) {
  m_tracker.start(lane, title, [this, path, work, state = snapshot()](const Job& job) {
    work(state, job);
    job.deliver([this, path] { emit said(tr("Saved as %1").arg(path)); });
  });
}

void ExportActions::exportPicture(const QString& path, const QString& tile) {
  write(tr("Exporting a picture"), path, [path, tile](const Snapshot& state, const Job& job) {
    exportPage(exhibitOf(state, tile.toStdString()), path.toStdString(), job.context());
  });
}

void ExportActions::exportArrays(const QString& path, const QString& tile) {
  write(tr("Exporting arrays"), path, [path, tile](const Snapshot& state, const Job&) {
    workbench::exportArrays(arraysOf(state, tile.toStdString()), path.toStdString());
  });
}

void ExportActions::exportCurves(const QString& path) {
  write(tr("Exporting the curves"), path, [path](const Snapshot& state, const Job& job) {
    workbench::exportCurves(curvePageOf(state), path.toStdString(), job.context());
  });
}

void ExportActions::exportReport(const QString& path) {
  write(tr("Writing the report"), path, [path](const Snapshot& state, const Job& job) {
    writeReport(reportOf(state), path.toStdString(), job.context());
  });
}

void ExportActions::exportDicom(const DicomChoice& choice) {
  const auto path = QString::fromStdString(choice.path.string());
  write(tr("Writing a DICOM file"), path, [choice](const Snapshot& state, const Job& job) {
    workbench::exportDicom(state, choice, job.context());
  });
}

void ExportActions::copy(const QString& tile) {
  m_tracker.start(lane, tr("Copying"), [this, tile, state = snapshot()](const Job& job) {
    const auto picture = pageImage(exhibitOf(state, tile.toStdString()), clipboardScale);
    job.deliver([this, picture] {
      QGuiApplication::clipboard()->setImage(picture);
      emit said(tr("Copied"));
    });
  });
}

QString ExportActions::askForPath(const QString& title, const QString& filter,
                                  const QString& ending) {
  const auto name = QString::fromStdString(m_inspector.opened().entry.title);
  auto path = QFileDialog::getSaveFileName(&m_window, title, name + ending, filter);
  if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty()) path += ending;
  return path;
}

void ExportActions::askForPicture(const QString& tile) {
  const auto path =
      askForPath(tr("Export a picture"), tr("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"), ".png");
  if (!path.isEmpty()) exportPicture(path, tile);
}

void ExportActions::askForArrays(const QString& tile) {
  const auto path = askForPath(tr("Export arrays"), tr("NumPy (*.npz)"), ".npz");
  if (!path.isEmpty()) exportArrays(path, tile);
}

void ExportActions::askForCurves() {
  const auto path = askForPath(tr("Export the curves"),
                               tr("PNG (*.png);;SVG (*.svg);;PDF (*.pdf);;Table (*.csv)"), ".png");
  if (!path.isEmpty()) exportCurves(path);
}

void ExportActions::askForReport() {
  const auto path = askForPath(tr("Write a report"), tr("HTML (*.html);;PDF (*.pdf)"), ".html");
  if (!path.isEmpty()) exportReport(path);
}

DicomDialog* ExportActions::askForDicom(DicomChoice::Kind kind) {
  const auto& taken = m_inspector.opened().image.info().acquisition;
  const bool mayHaveText = !taken || taken->hasBurnedInText != false;
  auto* dialog = new DicomDialog(kind, m_dicomFolder, mayHaveText, &m_window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    const auto choice = dialog->choice();
    m_dicomFolder = QString::fromStdString(choice.path.parent_path().string());
    exportDicom(choice);
  });
  dialog->open();
  return dialog;
}

}  // namespace rho::workbench
