// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>

#include "widgets/painted_layer.h"
#include "widgets/picture_view.h"

namespace rho::widgets {

/// What the left button does on a picture that is painted on.
enum class PaintTool {
  none,     ///< what PictureView does with it
  brush,    ///< strokes
  polygon,  ///< corners, one by one
  pick      ///< names a pixel
};

/// A picture that is painted on. It draws what is painted and tells what the hand does, in pixels
/// of the picture; whoever owns the layer changes it and says where. All other buttons and the
/// wheel are PictureView's.
class PaintView : public PictureView {
  Q_OBJECT
 public:
  explicit PaintView(QWidget* parent = nullptr);

  void setPainted(const PaintedLayer& layer);
  const PaintedLayer& painted() const { return m_painted; }
  /// Pixels of the layer have changed in their place.
  void repaintPixels(const cv::Rect& pixels);
  void setTool(PaintTool tool);
  PaintTool tool() const { return m_tool; }
  /// Of strokes; radius in pixels of the picture.
  void setBrush(double radius, const QColor& color);
  /// Paints the polygon that is drawn, where it has corners enough.
  void closePolygon();
  /// Drops the polygon, or its last corner; returns whether there was something.
  bool cancelPolygon();
  bool removeCorner();
  /// Of the picture, in pixels.
  QSize gridSize() const;

 signals:
  void brushed(QPointF from, QPointF to);
  void brushEnded();
  void polygonClosed(const QPolygonF& corners);
  void picked(QPointF pixel);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  QPointF pixelAt(QPointF position) const;
  ScreenGrid screenGrid() const;
  void drawPainted(QPainter& painter, const QRect& dirty);
  void drawPolygon(QPainter& painter) const;
  void drawBrush(QPainter& painter) const;
  QRect brushArea(QPointF at) const;
  bool paintsWith(const QMouseEvent& event) const;
  void follow(QPointF at);

  PaintedLayer m_painted;
  QImage m_screen;  ///< the layer as last drawn, in pixels of the screen
  ScreenGrid m_grid;
  PaintTool m_tool = PaintTool::none;
  double m_radius = 8;
  QColor m_color;
  QPolygonF m_corners;              ///< in pixels of the picture
  std::optional<QPointF> m_stroke;  ///< where it has come to, in pixels of the picture
  std::optional<QPointF> m_mouse;   ///< in pixels of the widget
};

}  // namespace rho::widgets
