// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <optional>

#include "workbench/cases.h"

class QLabel;

namespace rho::widgets {
class CaseList;
class JobStatus;
class MessageBar;
}  // namespace rho::widgets

namespace rho::workbench {

class InspectPage;
class Inspector;
class JobTracker;
class NetworkPanel;

/// The window of the workbench. It shows and asks; the inspector and its jobs do the rest.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(QWidget* parent = nullptr);

  /// A file's address or demo:NAME; files are added to the list.
  void openCase(const QString& address);
  void openNetwork(const QString& path);
  void openFirstDemo();

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  static constexpr const char* thumbnailLane = "thumbnails";

  void buildMenus();
  void buildBody();
  void buildStatusBar();
  void connectJobs();
  void connectInspector();
  void connectPage();
  void addDemoCases();
  void askForImage();
  void askForNetwork();
  void showAnswers();
  void showWaiting();
  void showProbe(std::optional<QPointF> position);
  void cancel();

  // The tracker is the first child: it ends its jobs before what they answer to is gone.
  JobTracker* m_tracker;
  Inspector* m_inspector;
  widgets::MessageBar* m_message;
  widgets::CaseList* m_cases;
  InspectPage* m_page;
  NetworkPanel* m_network;
  QLabel* m_probe;
  widgets::JobStatus* m_job;
  bool m_stopped = false;  ///< by the user: tiles say so until something new is asked
};

}  // namespace rho::workbench
