// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <optional>

#include "workbench/window/file_actions.h"

class QLabel;
class QSpinBox;
class QMenu;

namespace rho::widgets {
class CaseList;
class JobStatus;
class MessageBar;
}  // namespace rho::widgets

namespace rho::workbench {

class ActivePicture;
class AnnotatePage;
class CardActions;
class Autosave;
class DeskBar;
class Document;
class ExportActions;
class InspectPage;
class Inspector;
class JobTracker;
class LeftTools;
class MeasureActions;
class NetworkPanel;
class Panels;
class Perspectives;
class PriorPane;
class RobustnessPage;
class TileActions;
class TrainPage;
class TrustChecker;
class ViewActions;
class WindowMenu;

/// The window of the workbench. It puts the parts together: they edit the document, the inspector
/// follows it, and what both hold is shown.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  /// A folder, a session, a network or an image.
  void open(const QString& path);
  /// A file's address or demo:NAME; files are added to the list.
  void openCase(const QString& address);
  void openNetwork(const QString& path);
  void openSession(const QString& path);
  void openFirstDemo();
  /// From now on what is open survives a crash: kept in this folder. Restores what a killed program
  /// left there; returns whether there was something.
  bool keepIn(const QString& folder);
  /// Follows the training runs, and starts those that wait.
  void followRuns();
  /// Shows the robustness of networks.
  void showRobustness();
  /// Leads through the parts of the window.
  void showGuide();
  /// What was open when the program last ended; returns whether there was something.
  bool restoreLastSession();

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  static constexpr const char* thumbnailLane = "thumbnails";
  static constexpr const char* placeThumbnailLane = "thumbnails of a folder";

  void buildMenus();
  void addPerspectives(QMenu& view);
  void enableOnlyIn(QWidget* page, const QList<QAction*>& actions);
  void buildImageMenu();
  void addDeskSwitches(QMenu& menu);
  void buildDeskBar();
  void buildPlotMenu();
  void buildModelMenu();
  void addDevices(QMenu& menu);
  void buildExplainMenu();
  void buildRobustnessMenu();
  void buildTrainMenu();
  void buildAnnotateMenu();
  void buildHelpMenu();
  void buildBody();
  void buildStatusBar();
  void buildSeed();
  void connectJobs();
  void connectInspector();
  void connectPage();
  void connectDesk();
  void connectRobustness();
  void connectTraining();
  void connectAnnotating();
  /// Of the perspective that is seen.
  void showTitle();
  void addDemoCases();
  void drawThumbnails(const char* lane, const QStringList& addresses);
  void takePlace(const SeriesCases& cases);
  void tellStack();
  void showCaseMenu(const QString& address, QPoint position);
  /// Through the images of a stack; positive is onwards. Whether there was another one.
  bool stepStack(int images);
  void stepImage(int images);
  /// By which the list of cases knows a case: of a frame, its file.
  QString listKey(const std::string& address) const;
  void showCases();
  void showAnswers();
  void showPrediction();
  void showWaiting();
  void forgetFailure(const QString& lane);
  void showProbe(QPointF position, const QString& tile, const QString& row);
  void chooseTarget(int classIndex);
  void cancel();

  // The tracker is the first child: it ends its jobs before what they answer to is gone.
  JobTracker* m_tracker;
  Document* m_document;
  Inspector* m_inspector;
  widgets::MessageBar* m_message;
  widgets::CaseList* m_cases;
  InspectPage* m_page;
  RobustnessPage* m_robustness;
  TrainPage* m_train;
  AnnotatePage* m_annotate;
  NetworkPanel* m_network;
  TrustChecker* m_trust;
  PriorPane* m_prior;
  ActivePicture* m_picture;
  WindowMenu* m_windows;
  LeftTools* m_leftTools;
  MeasureActions* m_measures;
  DeskBar* m_deskBar;
  FileActions* m_files;
  CardActions* m_cards;
  ViewActions* m_views;
  TileActions* m_tiles;
  ExportActions* m_exports;
  Perspectives* m_perspectives;
  Panels* m_panels;
  Autosave* m_autosave = nullptr;
  QLabel* m_probe;
  QLabel* m_device;
  QSpinBox* m_seed;
  widgets::JobStatus* m_job;
  QString m_failedLane;    ///< of the failure that the message bar tells
  bool m_stopped = false;  ///< by the user: tiles say so until something new is asked
};

}  // namespace rho::workbench
