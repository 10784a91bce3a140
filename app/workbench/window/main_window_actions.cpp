// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does when it is asked, and what it shows meanwhile.
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QResizeEvent>
#include <QUrl>
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "widgets/case_list.h"
#include "widgets/picture_view.h"
#include "widgets/tile_grid.h"
#include "workbench/annotate/annotate_page.h"
#include "workbench/desk/prior_pane.h"
#include "workbench/document/autosave.h"
#include "workbench/document/document.h"
#include "workbench/inspect/decision_texts.h"
#include "workbench/inspect/inspect_page.h"
#include "workbench/inspect/inspector.h"
#include "workbench/inspect/probe.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/network/device_menu.h"
#include "workbench/network/network_panel.h"
#include "workbench/window/main_window.h"
#include "workbench/window/panels.h"
#include "workbench/window/perspectives.h"
#include "workbench/window/window_guide.h"

namespace rho::workbench {

void MainWindow::addDemoCases() {
  QStringList addresses;
  for (const auto& entry : demoEntries()) {
    addresses << QString::fromStdString(entry.address);
    m_cases->addCase({addresses.last(),
                      QString::fromStdString(entry.title),
                      QString::fromStdString(entry.description),
                      {}});
  }
  drawThumbnails(thumbnailLane, addresses);
}

void MainWindow::drawThumbnails(const char* lane, const QStringList& addresses) {
  m_tracker->start(lane, tr("Drawing the cases"), [this, addresses](const Job& job) {
    for (qsizetype i = 0; i < addresses.size(); ++i) {
      const auto& address = addresses[i];
      job.context().step(i, addresses.size());
      try {
        const auto picture = thumbnailOf(workbench::openCase(address.toStdString()), thumbnailSide);
        job.deliver([this, address, picture] { m_cases->setThumbnail(address, picture); });
      } catch (const Cancelled&) {
        throw;
      } catch (const Error&) {  // said in full when the case is opened
        job.deliver([this, address] { m_cases->setSubtitle(address, tr("cannot be opened")); });
      }
    }
  });
}

/// The list shows what is not kept: patients' names and descriptions.
void MainWindow::takePlace(const SeriesCases& cases) {
  QStringList addresses;
  for (const auto& one : cases.images) {
    addresses << QString::fromStdString(one.address);
    m_cases->addCase({addresses.last(), one.title, one.subtitle, {}, one.study, one.blindStudy});
  }
  drawThumbnails(placeThumbnailLane, addresses);
  tellStack();
}

/// Whether the wheel goes through the images of a stack.
void MainWindow::tellStack() {
  const auto& opened = m_inspector->opened();
  m_page->setInStack(opened.frames() > 1 || m_files->seriesSize(opened.entry.address) > 1);
}

void MainWindow::showCaseMenu(const QString& address, QPoint position) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("&Open"), this, [this, address] { openCase(address); });
  menu->addAction(tr("Open &beside the case, as a prior"), this,
                  [this, address] { m_files->openPrior(address); });
  menu->popup(position);
}

bool MainWindow::stepStack(int images) {
  const auto& opened = m_inspector->opened();
  if (opened.frames() > 1) {
    const int frame = std::clamp(opened.frame() + images, 0, opened.frames() - 1);
    if (frame == opened.frame()) return false;
    m_files->showFrame(frame);
    return true;
  }
  const auto& cases = m_document->workspace().cases;
  const auto& current = m_document->workspace().currentCase;
  const auto at = std::find(cases.begin(), cases.end(), current) - cases.begin() + images;
  if (at < 0 || at >= static_cast<std::ptrdiff_t>(cases.size())) return false;
  const auto& next = cases[static_cast<std::size_t>(at)];
  if (!m_files->areOfOneSeries(current, next)) return false;
  openCase(QString::fromStdString(next));
  return true;
}

/// The next image: of the file, else of the list.
void MainWindow::stepImage(int images) {
  const bool inFile = m_inspector->opened().frames() > 1;
  if (!inFile || !stepStack(images)) m_cases->step(images);
}

QString MainWindow::listKey(const std::string& address) const {
  const auto key = QString::fromStdString(address);
  return m_cases->contains(key) ? key : QString::fromStdString(fileOfFrame(address));
}

void MainWindow::open(const QString& path) { m_files->open(path); }

void MainWindow::openCase(const QString& address) { m_files->openCases({address}); }

void MainWindow::openNetwork(const QString& path) { m_files->openNetwork(path); }

void MainWindow::openSession(const QString& path) { m_files->openSession(path); }

void MainWindow::openFirstDemo() {
  for (const auto& entry : demoEntries())
    if (entry.network == defaultNetwork && entry.title.starts_with("pneumonia"))
      return openCase(QString::fromStdString(entry.address));
}

void MainWindow::showGuide() {
  auto* guide = makeWindowGuide(*this, *m_cases, *m_page, *m_network);
  connect(guide, &widgets::Guide::finished, guide, &QObject::deleteLater);
  guide->begin();
  rememberFirstRun();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  QStringList images;
  for (const QUrl& url : event->mimeData()->urls()) {
    const QString path = url.toLocalFile();
    if (path.isEmpty()) continue;
    FileActions::looksLikeImage(path) ? images.append(path) : m_files->open(path);
  }
  m_files->openCases(images);
  event->acceptProposedAction();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  event->setAccepted(m_annotate->mayClose());
  if (event->isAccepted() && m_autosave) m_autosave->finish();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  m_panels->fit(event->size());
}

void MainWindow::showCases() {
  const auto& workspace = m_document->workspace();
  for (const auto& address : workspace.cases) {
    const auto key = QString::fromStdString(address);
    if (!m_cases->contains(key))
      m_cases->addCase({key, QString::fromStdString(entryFor(address).title), {}, {}});
  }
  m_cases->select(listKey(workspace.currentCase));
}

void MainWindow::showAnswers() {
  const auto& workspace = m_document->workspace();
  const auto& current = m_inspector->current();
  m_network->showAnswers(current, workspace);
  m_network->showPicture(m_inspector->opened(), current);
  if (current.network) m_device->setText(deviceText(current.network->device()));
}

void MainWindow::showPrediction() {
  showAnswers();
  const auto decision = decisionText(m_inspector->current(), 1);
  if (decision.isEmpty()) return;
  m_cases->setSubtitle(listKey(m_inspector->opened().entry.address), decision);
}

void MainWindow::showWaiting() {
  const bool opened = !m_inspector->opened().image.empty();
  if (m_tracker->isBusy(Inspector::caseLane))
    m_page->setWaitingText(tr("Opening the case…"));
  else if (!opened)
    m_page->setWaitingText(tr("Choose a case, or drop an image here"));
  else if (!m_inspector->current().network)
    m_page->setWaitingText(tr("Opening the network…"));
  else if (m_inspector->isBusy())
    m_page->setWaitingText(tr("Computing…"));
  else
    m_page->setWaitingText(m_stopped ? tr("Stopped. Move ρ to go on.") : tr("No result"));
}

void MainWindow::showProbe(QPointF position, const QString& tile, const QString& row) {
  const auto& rows = m_inspector->rows();
  const auto index = static_cast<std::size_t>(row.toInt());
  const auto& inspection = index < rows.size() ? rows[index] : m_inspector->current();
  m_probe->setText(probeText(position, tile.toStdString(), m_inspector->opened(), inspection,
                             m_document->workspace()));
}

void MainWindow::chooseTarget(int classIndex) {
  const auto name = m_inspector->current().className(classIndex);
  m_document->edit(tr("choose a class"), [&](Workspace& w) { w.target = name; });
}

/// What is being drawn goes first; computing goes on then.
void MainWindow::cancel() {
  if (m_perspectives->currentWidget() == m_annotate && m_annotate->cancel()) return;
  const bool drawn = m_page->grid().cancelMeasuring();
  if (m_prior->view().cancelMeasuring() || drawn) return;
  m_stopped = m_tracker->isBusy();
  m_tracker->cancelAll();
}

}  // namespace rho::workbench
