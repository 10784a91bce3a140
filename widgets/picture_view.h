// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPixmap>
#include <QPointF>
#include <QWidget>
#include <optional>

namespace rho::widgets {

/// Shows one picture as large as fits, with a crosshair; without a picture, a sentence says why.
/// Positions are relative: (0,0) is the picture's top left corner, (1,1) its bottom right one.
class PictureView : public QWidget {
  Q_OBJECT
 public:
  explicit PictureView(QWidget* parent = nullptr);

  void setPicture(const QImage& picture);
  const QImage& picture() const { return m_picture; }
  void setPlaceholder(const QString& text);
  QString placeholder() const { return m_placeholder; }
  /// Width by height as shown; pictures of a network's input are stretched to the original's.
  void setAspectRatio(double ratio);
  void setCrosshair(std::optional<QPointF> position);

 signals:
  void hovered(QPointF position);
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  QRectF target() const;
  void paintPicture(QPainter& painter);
  void paintCrosshair(QPainter& painter) const;
  void paintPlaceholder(QPainter& painter) const;

  QImage m_picture;
  QPixmap m_scaled;  // as last shown: scaling is not repeated for every move of the crosshair
  QString m_placeholder;
  double m_aspectRatio = 1;
  std::optional<QPointF> m_crosshair;
};

}  // namespace rho::widgets
