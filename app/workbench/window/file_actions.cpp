// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window/file_actions.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QSettings>
#include <algorithm>
#include <unordered_set>

#include "base/error.h"
#include "workbench/annotate/annotate_texts.h"
#include "workbench/document/document.h"
#include "workbench/document/privacy.h"
#include "workbench/document/session_file.h"
#include "workbench/inspect/inspector.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/network/black_box_consent.h"

namespace rho::workbench {

namespace {

constexpr int mostRecent = 12;
const QString recentKey = "recent files";

}  // namespace

FileActions::FileActions(Document& document, Inspector& inspector, JobTracker& tracker,
                         QMainWindow& window)
    : QObject(&window),
      m_document(document),
      m_inspector(inspector),
      m_tracker(tracker),
      m_window(window) {
  connect(&m_inspector, &Inspector::networkOpened, this, &FileActions::takeNetwork);
  connect(&m_document, &Document::replaced, this, &FileActions::listPlacesAgain);
}

void FileActions::addTo(QMenu& menu) {
  menu.addAction(tr("Open &image…"), QKeySequence::Open, this, &FileActions::askForImages);
  menu.addAction(tr("Open &folder…"), QKeySequence(tr("Ctrl+Shift+D")), this,
                 &FileActions::askForPlace);
  menu.addAction(tr("Open a &prior beside it…"), QKeySequence(tr("Ctrl+Shift+P")), this,
                 &FileActions::askForPrior);
  menu.addAction(tr("Open &network…"), QKeySequence(tr("Ctrl+Shift+O")), this,
                 [this] { askForNetwork(Place::instead); });
  menu.addSeparator();
  menu.addAction(tr("Open s&ession…"), this, &FileActions::askForSession);
  menu.addAction(tr("&Save session"), QKeySequence::Save, this, &FileActions::save);
  menu.addAction(tr("Save session &as…"), QKeySequence(tr("Ctrl+Shift+S")), this,
                 &FileActions::saveAs);
  auto* recent = menu.addMenu(tr("&Recent files"));
  connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(*recent); });
}

bool FileActions::looksLikeNetwork(const QString& path) {
  const QStringList endings = {".safetensors", ".pt", ".pth", ".onnx", ".blackbox.json"};
  return std::any_of(endings.begin(), endings.end(), [&](const QString& ending) {
    return path.endsWith(ending, Qt::CaseInsensitive);
  });
}

bool FileActions::looksLikeImage(const QString& path) {
  return !looksLikeNetwork(path) && !looksLikeSession(path) && !looksLikeProject(path) &&
         !isPlaceOfImages(path);
}

void FileActions::open(const QString& path) {
  if (isPlaceOfImages(path)) return openPlace(path);
  if (looksLikeSession(path)) return openSession(path);
  if (looksLikeNetwork(path)) return openNetwork(path);
  if (looksLikeProject(path)) return emit projectChosen(path);
  openCases({path});
}

void FileActions::openCases(const QStringList& addresses) {
  if (addresses.isEmpty()) return;
  const auto isDemo = [](const QString& address) { return address.startsWith("demo:"); };
  m_document.edit(tr("open %1").arg(QFileInfo(addresses.last()).fileName()), [&](Workspace& w) {
    std::vector<std::string> added;
    for (const auto& address : addresses)
      if (!isDemo(address)) added.push_back(address.toStdString());
    w.cases.add(added);
    const auto chosen = addresses.last().toStdString();
    w.showCase(chosen, chosen == w.currentCase || areOfOneSeries(chosen, w.currentCase));
  });
  for (const auto& address : addresses)
    if (!isDemo(address) && !m_series.contains(address.toStdString())) remember(address);
  m_inspector.apply(m_document.workspace());  // one that failed before is tried again
}

void FileActions::openPlace(const QString& path) {
  m_tracker.start(placeLane, tr("Listing the images"), [this, path](const Job& job) {
    const auto cases = seriesCases(path, job.context());
    job.deliver([this, path, cases] { takePlace(path, cases); });
  });
}

void FileActions::takePlace(const QString& path, const SeriesCases& cases) {
  remember(path);
  std::vector<std::string> addresses;
  for (const auto& one : cases.images) addresses.push_back(one.address);
  learnSeries(cases);
  m_document.edit(tr("open %1").arg(QFileInfo(path).fileName()), [&](Workspace& w) {
    const auto place = path.toStdString();
    if (std::find(w.places.begin(), w.places.end(), place) == w.places.end())
      w.places.push_back(place);
    w.cases.add(addresses);
    w.showCase(addresses.front());
  });
  emit said(cases.summary);
}

void FileActions::learnSeries(const SeriesCases& cases) {
  for (const auto& one : cases.images) m_series[one.address] = one.series;
  emit placeListed(cases);
}

void FileActions::listPlacesAgain() {
  const auto& workspace = m_document.workspace();
  if (workspace.places.empty()) return;
  m_tracker.start(placeLane, tr("Listing the images"),
                  [this, places = workspace.places, cases = workspace.cases](const Job& job) {
                    const std::unordered_set<std::string> known(cases.begin(), cases.end());
                    for (const auto& place : places) {
                      SeriesCases found;
                      try {
                        found = seriesCases(QString::fromStdString(place), job.context());
                      } catch (const Cancelled&) {
                        throw;
                      } catch (const Error&) {
                        continue;  // a place that is gone: its cases say so themselves
                      }
                      std::erase_if(found.images, [&](const SeriesCase& one) {
                        return !known.contains(one.address);
                      });
                      job.deliver([this, found] { learnSeries(found); });
                    }
                  });
}

void FileActions::openPrior(const QString& address) {
  const auto text = address.toStdString();
  m_document.edit(
      address.isEmpty() ? tr("close the prior") : tr("open a prior"), [&](Workspace& w) {
        if (w.prior == text) return;
        w.prior = text;
        w.priorView = {};
        // Side by side means large: the image itself beside the prior.
        TileSetting input;
        input.method = TileSetting::input;
        const bool hasInput = std::find(w.tiles.begin(), w.tiles.end(), input) != w.tiles.end();
        if (!text.empty() && hasInput && w.maximised.empty()) w.maximised = input.key();
      });
}

void FileActions::showFrame(int frame) {
  m_document.edit(
      tr("another frame"),
      [&](Workspace& w) { w.showCase(frameAddress(fileOfFrame(w.currentCase), frame), true); },
      Document::Merge::stack);
}

int FileActions::seriesSize(const std::string& address) const {
  const auto found = m_series.find(fileOfFrame(address));
  if (found == m_series.end()) return 1;
  return static_cast<int>(std::count_if(m_series.begin(), m_series.end(), [&](const auto& entry) {
    return entry.second == found->second;
  }));
}

bool FileActions::areOfOneSeries(const std::string& a, const std::string& b) const {
  const auto first = m_series.find(fileOfFrame(a)), second = m_series.find(fileOfFrame(b));
  return first != m_series.end() && second != m_series.end() && first->second == second->second;
}

void FileActions::openNetwork(const QString& path, Place place) {
  m_place = place;
  if (looksLikeBlackBox(path.toStdString())) permitBlackBox(path.toStdString());
  m_inspector.openNetwork(path);
}

void FileActions::takeNetwork(const QString& path) {
  remember(path);
  const auto text = path.toStdString();
  m_document.edit(tr("open %1").arg(QFileInfo(path).fileName()), [&](Workspace& w) {
    if (m_place == Place::instead) w.networks.clear();
    // The bundled network that was alone becomes a row that stays.
    if (m_place == Place::beside && w.networks.empty())
      for (const auto& row : m_inspector.rows())
        if (!row.networkPath.empty()) w.networks.push_back(row.networkPath);
    if (std::find(w.networks.begin(), w.networks.end(), text) == w.networks.end())
      w.networks.push_back(text);
    w.currentNetwork = static_cast<int>(w.networks.size()) - 1;
  });
}

void FileActions::openSession(const QString& path) {
  m_tracker.start(lane, tr("Opening the session"), [this, path](const Job& job) {
    auto workspace = loadSession(path.toStdString());
    job.deliver([this, path, workspace] {
      m_session = path;
      remember(path);
      m_document.replace(workspace);
    });
  });
}

void FileActions::saveSession(const QString& path) {
  m_tracker.start(lane, tr("Saving the session"),
                  [this, path, workspace = m_document.workspace()](const Job& job) {
                    workbench::saveSession(path.toStdString(), workspace);
                    job.deliver([this, path] {
                      m_session = path;
                      remember(path);
                      emit said(tr("Saved as %1").arg(path));
                    });
                  });
}

void FileActions::save() { m_session.isEmpty() ? saveAs() : saveSession(m_session); }

void FileActions::saveAs() {
  auto path = QFileDialog::getSaveFileName(&m_window, tr("Save the session"), m_session,
                                           tr("Sessions (*%1)").arg(sessionEnding));
  if (path.isEmpty()) return;
  if (!looksLikeSession(path)) path += sessionEnding;
  saveSession(path);
}

void FileActions::askForImages() {
  openCases(QFileDialog::getOpenFileNames(
      &m_window, tr("Open images"), {},
      tr("All files (*);;Images (*.dcm *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.npy *.img)")));
}

void FileActions::askForPlace() {
  const auto path = QFileDialog::getExistingDirectory(&m_window, tr("Open a folder of images"));
  if (!path.isEmpty()) openPlace(path);
}

void FileActions::askForPrior() {
  const auto path = QFileDialog::getOpenFileName(&m_window, tr("Open a prior"));
  if (!path.isEmpty()) openPrior(path);
}

void FileActions::askForNetwork(Place place) {
  const auto path = QFileDialog::getOpenFileName(
      &m_window, tr("Open a network"), {},
      tr("Networks (*.safetensors *.pt *.pth *.onnx *.blackbox.json);;All files (*)"));
  if (!path.isEmpty()) openNetwork(path, place);
}

void FileActions::askForSession() {
  const auto path = QFileDialog::getOpenFileName(&m_window, tr("Open a session"), {},
                                                 tr("Sessions (*%1)").arg(sessionEnding));
  if (!path.isEmpty()) openSession(path);
}

void FileActions::remember(const QString& path) {
  if (!remembersFiles()) return;
  QSettings settings;
  auto recent = settings.value(recentKey).toStringList();
  recent.removeAll(path);
  recent.prepend(path);
  settings.setValue(recentKey, recent.mid(0, mostRecent));
}

void FileActions::fillRecent(QMenu& menu) {
  menu.clear();
  const auto recent = QSettings().value(recentKey).toStringList();
  for (const auto& path : recent) {
    auto* action = menu.addAction(menu.fontMetrics().elidedText(path, Qt::ElideMiddle, 480));
    action->setToolTip(path);
    connect(action, &QAction::triggered, this, [this, path] { open(path); });
  }
  if (recent.isEmpty()) menu.addAction(tr("none yet"))->setEnabled(false);
  menu.addSeparator();
  auto* remembers = menu.addAction(tr("Remember files"));
  remembers->setCheckable(true);
  remembers->setChecked(remembersFiles());
  connect(remembers, &QAction::triggered, this, [](bool on) {
    setRemembersFiles(on);
    if (!on) QSettings().remove(recentKey);
  });
}

}  // namespace rho::workbench
