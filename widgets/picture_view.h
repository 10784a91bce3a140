// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QPointF>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "widgets/measure_tool.h"
#include "widgets/picture_layers.h"

namespace rho::widgets {

/// What dragging with the left button does.
enum class DragTool { window, pan, zoom, measure, none };

/// How large a picture is seen.
struct Magnification {
  double screenPixels = 1;           ///< for one pixel of the picture, along its width
  std::optional<double> lifeFactor;  ///< 1 is as large as the spacing says; none without spacing
};

/// Shows one picture with a crosshair; without a picture, a sentence says why. Positions are
/// relative: (0,0) is the picture's top left corner, (1,1) its bottom right one.
///
/// Left-drag is the tool (window and level at first), middle-drag or Shift+left pans, right-drag
/// and Ctrl+wheel zoom; measurements are moved by their handles whatever the tool is. The view asks
/// by viewChanged() and measured() and draws what it is given: whoever links several views owns
/// their state.
class PictureView : public QWidget {
  Q_OBJECT
 public:
  explicit PictureView(QWidget* parent = nullptr);

  void setLayers(const PictureLayers& layers);
  const PictureLayers& layers() const { return m_layers; }
  /// All of the picture with the window and the overlay as shown, at the base's size; null without
  /// a picture. The same image until something of it changes.
  QImage picture() const;
  void setPlaceholder(const QString& text);
  QString placeholder() const { return m_placeholder; }
  /// Width by height as shown; pictures of a network's input are stretched to the original's.
  void setAspectRatio(double ratio);
  void setCrosshair(std::optional<QPointF> position);
  void setView(const ViewState& view);
  const ViewState& view() const { return m_view; }
  void setLeftTool(DragTool tool);
  /// A larger picture of what lies around the crosshair.
  void setMagnifier(bool on);

  /// What DragTool::measure draws.
  void setMeasuring(image::MeasurementKind kind);
  void setMeasurements(const std::vector<ShownMeasurement>& measurements, int selected = -1);
  /// What is written beside a measurement while it is drawn.
  void setDescriber(std::function<QString(const image::Measurement&)> describe);
  /// Drops what is drawn but not complete; returns whether there was something.
  bool cancelMeasuring();

  /// From positions in the picture to pixels of the widget, and back; also beyond the edges.
  QPointF toWidget(QPointF position) const { return frame().toWidget(position); }
  QPointF toPicture(QPointF pixel) const { return frame().toPicture(pixel); }

  Magnification magnification() const;
  /// The zoom at which one pixel of the picture is one of the screen.
  double zoomToPixels() const;
  /// At which lengths are as large as the spacing says; nothing without one.
  std::optional<double> zoomToLife() const;

 signals:
  void hovered(QPointF position);
  void left();
  void viewChanged(const rho::widgets::ViewState& view);
  /// index: of the measurement that becomes this one; -1: a new one.
  void measured(int index, const rho::image::Measurement& shape);
  void measurementPicked(int index);  ///< -1: the press was on free ground
  void pressed();                     ///< any button
  void doubleClicked();
  void menuRequested(QPoint globalPosition);  ///< a right click without a drag
  void wheelStepped(int steps);               ///< without Ctrl; positive is away from the user

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  struct Drag {
    DragTool tool = DragTool::none;
    Qt::MouseButton button = Qt::NoButton;
    QPointF from;     ///< in pixels of the widget
    QPointF anchor;   ///< the same in the picture as it is turned
    ViewState start;  ///< a drag is measured from its beginning: limits swallow nothing
    bool moved = false;
  };
  DragTool toolFor(const QMouseEvent& event) const;
  ViewState dragged(const Drag& drag, QPointF to) const;
  void hover(QPointF pixel);
  bool pressMeasurement(const QMouseEvent& event);
  void follow(const std::optional<MeasureTool::Edit>& edit);
  void showCursor(QPointF pixel);
  double shownAspectRatio() const;
  QRectF fitted() const;
  PictureFrame frame() const;
  MeasureGround ground() const;
  QSize pictureSize() const;
  const PictureOrigin* origin() const { return m_layers.origin.get(); }
  void paintPicture(QPainter& painter);
  void paintCrosshair(QPainter& painter) const;
  void paintMagnifier(QPainter& painter) const;
  void paintMarks(QPainter& painter) const;
  void paintPlaceholder(QPainter& painter) const;

  PictureLayers m_layers;
  ViewState m_view;
  DragTool m_leftTool = DragTool::window;
  std::optional<Drag> m_drag;
  int m_wheelRest = 0;  ///< of a step, in eighths of a degree: fine wheels send little at a time
  // As last drawn: moving the crosshair composes nothing, another window resamples nothing.
  QPixmap m_shown;
  QImage m_base;
  Orientation m_baseTurned;
  QRect m_shownArea;  ///< in device pixels, as is m_shownPixels
  QRect m_shownPixels;
  mutable QImage m_whole;
  QString m_placeholder;
  double m_aspectRatio = 1;
  std::optional<QPointF> m_crosshair;
  bool m_hasMagnifier = false;
  MeasureTool m_measure;
  image::MeasurementKind m_kind = image::MeasurementKind::length;
  std::vector<ShownMeasurement> m_measurements;
  int m_selected = -1;
  std::function<QString(const image::Measurement&)> m_describe;
};

}  // namespace rho::widgets
