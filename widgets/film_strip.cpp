// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/film_strip.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/colors.h"
#include "widgets/picture_layers.h"

namespace rho::widgets {

namespace {

constexpr double gap = 4;
constexpr double frameWidth = 2;
constexpr double shortest = 36;
constexpr double tallest = 120;

}  // namespace

FilmStrip::FilmStrip(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Pictures of the sweep over ρ"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FilmStrip::setFrames(std::vector<FilmFrame> frames) {
  m_frames = std::move(frames);
  m_scaled.resize(m_frames.size());
  fitHeight();
  update();
}

void FilmStrip::setAspectRatio(double ratio) {
  m_aspectRatio = ratio > 0 ? ratio : 1;
  fitHeight();
  update();
}

void FilmStrip::setOrigin(const std::shared_ptr<const PictureOrigin>& origin) {
  if (origin == m_origin) return;
  m_origin = origin;
  m_scaled.assign(m_frames.size(), {});
  update();
}

void FilmStrip::setRho(double rho) {
  if (rho == m_rho) return;
  m_rho = rho;
  update();
}

int FilmStrip::currentFrame() const {
  const auto nearest = std::min_element(m_frames.begin(), m_frames.end(),
                                        [this](const FilmFrame& a, const FilmFrame& b) {
                                          return std::abs(a.rho - m_rho) < std::abs(b.rho - m_rho);
                                        });
  return nearest == m_frames.end() ? -1 : static_cast<int>(nearest - m_frames.begin());
}

double FilmStrip::pitch() const {
  return (width() - 2 * frameWidth + gap) /
         static_cast<double>(std::max<std::size_t>(m_frames.size(), 1));
}

QRectF FilmStrip::cell(int index) const {
  const double cellHeight = height() - 2 * frameWidth;
  const double cellWidth = std::min(pitch() - gap, cellHeight * m_aspectRatio);
  return {frameWidth + index * pitch() + (pitch() - gap - cellWidth) / 2, frameWidth, cellWidth,
          cellHeight};
}

/// As high as the pictures are when they fill the width.
void FilmStrip::fitHeight() {
  const double natural = (pitch() - gap) / m_aspectRatio;
  setFixedHeight(static_cast<int>(std::clamp(natural, shortest, tallest) + 2 * frameWidth));
}

void FilmStrip::resizeEvent(QResizeEvent*) { fitHeight(); }

void FilmStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  const int current = currentFrame();
  for (int i = 0; i < static_cast<int>(m_frames.size()); ++i) {
    const auto& frame = m_frames[static_cast<std::size_t>(i)];
    const QRectF area = cell(i);
    if (frame.picture.isNull()) {
      painter.fillRect(area, palette().color(QPalette::AlternateBase));
    } else {
      const QSize pixels = (area.size() * devicePixelRatioF()).toSize();
      const auto& picture = scaled(static_cast<std::size_t>(i), pixels);
      painter.drawPixmap(area, picture, picture.rect());
    }
    if (i != current) continue;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 2, 2);
  }
}

const QPixmap& FilmStrip::scaled(std::size_t index, QSize pixels) {
  const QImage& image = m_frames[index].picture;
  auto& kept = m_scaled[index];
  const bool known = kept.of == image.cacheKey() && kept.picture.size() == pixels;
  if (known || pixels.isEmpty()) return kept.picture;
  PictureLayers layers;
  layers.base = image;
  layers.origin = m_origin;
  kept.picture = QPixmap::fromImage(composedRegion(layers, {}, QRectF(0, 0, 1, 1), pixels));
  kept.of = image.cacheKey();
  return kept.picture;
}

void FilmStrip::pick(int index) {
  if (m_frames.empty()) return;
  const int last = static_cast<int>(m_frames.size()) - 1;
  const double rho = m_frames[static_cast<std::size_t>(std::clamp(index, 0, last))].rho;
  setRho(rho);
  emit rhoPicked(rho);
}

void FilmStrip::pickAt(QPointF position) {
  if (m_frames.empty()) return;
  pick(static_cast<int>(position.x() * static_cast<double>(m_frames.size()) / width()));
}

void FilmStrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) pickAt(event->position());
}

void FilmStrip::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons().testFlag(Qt::LeftButton)) pickAt(event->position());
}

void FilmStrip::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return pick(currentFrame() - 1);
    case Qt::Key_Right:
      return pick(currentFrame() + 1);
    case Qt::Key_Home:
      return pick(0);
    case Qt::Key_End:
      return pick(static_cast<int>(m_frames.size()) - 1);
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace rho::widgets
