// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>
#include <memory>
#include <vector>

#include "widgets/picture_origin.h"

namespace rho::widgets {

/// One picture of a sweep; null while it is not computed yet.
struct FilmFrame {
  double rho = 0;
  QImage picture;
};

/// The pictures of a sweep in a row, the one at the current ρ framed. Click or arrow keys choose.
class FilmStrip : public QWidget {
  Q_OBJECT
 public:
  explicit FilmStrip(QWidget* parent = nullptr);

  /// By rising ρ.
  void setFrames(std::vector<FilmFrame> frames);
  void setAspectRatio(double ratio);
  /// Frames are shown by the window of this image's own; null: as they are.
  void setOrigin(const std::shared_ptr<const PictureOrigin>& origin);
  void setRho(double rho);
  /// The frame nearest to the current ρ, or -1 without frames.
  int currentFrame() const;

 signals:
  void rhoPicked(double rho);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  double pitch() const;
  QRectF cell(int index) const;
  void fitHeight();
  void pick(int index);
  void pickAt(QPointF position);

  const QPixmap& scaled(std::size_t index, QSize pixels);

  /// A frame's picture as last drawn.
  struct Scaled {
    qint64 of = 0;  ///< QImage::cacheKey
    QPixmap picture;
  };
  std::vector<FilmFrame> m_frames;
  std::vector<Scaled> m_scaled;  ///< as m_frames: moving ρ scales nothing
  std::shared_ptr<const PictureOrigin> m_origin;
  double m_aspectRatio = 1;
  double m_rho = 0;
};

}  // namespace rho::widgets
