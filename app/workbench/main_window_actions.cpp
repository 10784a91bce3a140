// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does when it is asked: dialogs, drag and drop, what it shows meanwhile.
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QUrl>
#include <algorithm>
#include <cmath>

#include "widgets/case_list.h"
#include "workbench/inspect_page.h"
#include "workbench/inspector.h"
#include "workbench/job_tracker.h"
#include "workbench/main_window.h"
#include "workbench/network_panel.h"

namespace rho::workbench {

namespace {

bool looksLikeNetwork(const QString& path) {
  const QStringList endings = {".safetensors", ".pt", ".pth"};
  return std::any_of(endings.begin(), endings.end(), [&](const QString& ending) {
    return path.endsWith(ending, Qt::CaseInsensitive);
  });
}

/// The value at a relative position, or nothing outside.
std::optional<float> valueAt(const cv::Mat& plane, QPointF position) {
  const int x = static_cast<int>(position.x() * plane.cols);
  const int y = static_cast<int>(position.y() * plane.rows);
  if (x < 0 || y < 0 || x >= plane.cols || y >= plane.rows) return std::nullopt;
  return plane.at<float>(y, x);
}

QString pixelText(const cv::Mat& pixels, int x, int y) {
  if (pixels.channels() == 1) return QString::number(pixels.at<float>(y, x), 'f', 3);
  const auto color = pixels.at<cv::Vec3f>(y, x);
  return QString("%1 %2 %3")
      .arg(color[0], 0, 'f', 2)
      .arg(color[1], 0, 'f', 2)
      .arg(color[2], 0, 'f', 2);
}

}  // namespace

void MainWindow::addDemoCases() {
  for (const auto& entry : demoEntries())
    m_cases->addCase({QString::fromStdString(entry.address),
                      QString::fromStdString(entry.title),
                      QString::fromStdString(entry.description),
                      {}});
  m_tracker->start(thumbnailLane, tr("Drawing the demo cases"), [this](const Job& job) {
    for (const auto& entry : demoEntries()) {
      job.context().throwIfStopped();
      const auto picture = thumbnailOf(workbench::openCase(entry.address), thumbnailSide);
      job.deliver([this, key = QString::fromStdString(entry.address), picture] {
        m_cases->setThumbnail(key, picture);
      });
    }
  });
}

void MainWindow::openCase(const QString& address) {
  const auto entry = entryFor(address.toStdString());
  if (!m_cases->contains(address))
    m_cases->addCase({address, QString::fromStdString(entry.title), {}, {}});
  m_cases->select(address);
  m_inspector->openCase(entry);
}

void MainWindow::openNetwork(const QString& path) { m_inspector->openNetwork(path); }

void MainWindow::openFirstDemo() {
  for (const auto& entry : demoEntries())
    if (entry.network == defaultNetwork && entry.title.starts_with("pneumonia"))
      return openCase(QString::fromStdString(entry.address));
}

void MainWindow::askForImage() {
  const auto path = QFileDialog::getOpenFileName(
      this, tr("Open an image"), {},
      tr("Images (*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.npy);;All files (*)"));
  if (!path.isEmpty()) openCase(path);
}

void MainWindow::askForNetwork() {
  const auto path = QFileDialog::getOpenFileName(
      this, tr("Open a network"), {}, tr("Networks (*.safetensors *.pt *.pth);;All files (*)"));
  if (!path.isEmpty()) openNetwork(path);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls()) {
    if (!url.isLocalFile()) continue;
    const QString path = url.toLocalFile();
    looksLikeNetwork(path) ? openNetwork(path) : openCase(path);
  }
  event->acceptProposedAction();
}

void MainWindow::showAnswers() {
  m_page->show(m_inspector->state());
  m_network->showAnswers(m_inspector->state(), m_page->rho(), m_page->direction());
}

void MainWindow::showWaiting() {
  const auto& state = m_inspector->state();
  const auto busy = [this](const char* lane) { return m_tracker->isBusy(lane); };
  if (busy(Inspector::caseLane))
    m_page->setWaitingText(tr("Opening the case…"));
  else if (state.image.empty())
    m_page->setWaitingText(tr("Choose a case, or drop an image here"));
  else if (busy(Inspector::networkLane))
    m_page->setWaitingText(tr("Opening the network…"));
  else if (!state.network)
    m_page->setWaitingText(tr("Open a network to see this"));
  else if (busy(Inspector::analysisLane))
    m_page->setWaitingText(tr("Computing…"));
  else
    m_page->setWaitingText(m_stopped ? tr("Stopped. Move ρ to go on.") : tr("No result"));
}

void MainWindow::showProbe(std::optional<QPointF> position) {
  const auto& state = m_inspector->state();
  if (!position || state.image.empty()) return m_probe->clear();
  const cv::Mat& pixels = state.image.pixels();
  const int x = std::clamp(static_cast<int>(position->x() * pixels.cols), 0, pixels.cols - 1);
  const int y = std::clamp(static_cast<int>(position->y() * pixels.rows), 0, pixels.rows - 1);
  QString text = tr("x %1, y %2 · value %3").arg(x).arg(y).arg(pixelText(pixels, x, y));
  if (const Frame* frame = state.nearest(m_page->direction(), m_page->rho()))
    if (const auto value = valueAt(frame->differenceValues, *position))
      text += tr(" · map %1%2").arg(*value < 0 ? "−" : "+").arg(std::abs(*value), 0, 'f', 3);
  m_probe->setText(text);
}

}  // namespace rho::workbench
