// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "workbench/inspect/inspection.h"

namespace rho::widgets {
class ImageTile;
class PictureView;
}  // namespace rho::widgets

namespace rho::workbench {

class Document;
class JobTracker;

/// Another picture beside the case, mostly an earlier one of the same patient, with a view of its
/// own. It shows what the workspace names, and is not seen while that names nothing.
class PriorPane : public QWidget {
  Q_OBJECT
 public:
  static constexpr const char* lane = "prior";

  PriorPane(Document& document, JobTracker& tracker, QWidget* parent = nullptr);

  const OpenCase& opened() const { return m_opened; }
  widgets::PictureView& view() const;
  /// Whether keys and menus mean this picture.
  bool isActive() const { return m_isActive; }
  void setActive(bool on);

 signals:
  void openedChanged();
  void activeChanged();

 private:
  void showWorkspace();
  void open(const std::string& address);
  void showContent();
  void showMenu(QPoint globalPosition);

  Document& m_document;
  JobTracker& m_tracker;
  widgets::ImageTile* m_tile;
  OpenCase m_opened;
  std::string m_requested;
  QString m_failure;
  bool m_isActive = false;
};

}  // namespace rho::workbench
