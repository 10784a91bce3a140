// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <optional>

class QToolButton;

namespace rho::widgets {

class ElidedLabel;
class WarningMark;

/// The top of a tile: title, subtitle, a mark of warnings and the button of its menu. It is also
/// the handle by which the tile is dragged.
class TileHeader : public QWidget {
  Q_OBJECT
 public:
  explicit TileHeader(QWidget* parent = nullptr);

  void setTitle(const QString& title);
  QString title() const;
  void setSubtitle(const QString& subtitle);
  void setWarnings(const QStringList& warnings);
  /// Told by the tooltip, below the title and the subtitle.
  void setProvenance(const QString& text);
  /// Marks the tile that the keyboard is on.
  void setFocusShown(bool shown);
  /// Where a menu that was asked for by the keyboard belongs.
  QPoint menuPosition() const;

  QSize sizeHint() const override;

 signals:
  void pressed();
  void dragged(QPoint globalPosition);
  void dropped();
  void menuRequested(QPoint globalPosition);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void showToolTip();
  void shareWidth();

  ElidedLabel* m_title;
  ElidedLabel* m_subtitle;
  WarningMark* m_warnings;
  QToolButton* m_menu;
  QString m_provenance;
  std::optional<QPointF> m_pressedAt;
  bool m_dragging = false;
  bool m_focusShown = false;
};

}  // namespace rho::widgets
