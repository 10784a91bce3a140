// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/measure_tool.h"

#include <QLineF>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace rho::widgets {

namespace {

using image::MeasurementKind;

constexpr double handleReach = 9;  ///< logical pixels
constexpr double lineReach = 5;
constexpr double dragDistance = 4;  ///< a shorter one is a click
constexpr int ellipseCorners = 64;

double distanceTo(QPointF a, QPointF b, QPointF at) {
  const QPointF line = b - a;
  const double length = QPointF::dotProduct(line, line);
  const double along =
      length > 0 ? std::clamp(QPointF::dotProduct(at - a, line) / length, 0.0, 1.0) : 0;
  return QLineF(at, a + along * line).length();
}

bool isNearLine(const image::Measurement& shape, const PictureFrame& frame, QPointF at) {
  for (const auto& line : linesOf(shape, frame))
    for (std::size_t i = 1; i < line.size(); ++i)
      if (distanceTo(line[i - 1], line[i], at) <= lineReach) return true;
  return false;
}

std::vector<QPointF> ellipse(const image::Measurement& shape, const PictureFrame& frame) {
  const auto &a = shape.points[0], &b = shape.points[1];
  const cv::Point2d middle = (a + b) / 2, radius = (b - a) / 2;
  std::vector<QPointF> line;
  for (int i = 0; i <= ellipseCorners; ++i) {
    const double turn = 2 * std::numbers::pi * i / ellipseCorners;
    line.push_back(frame.ofPixel(
        {middle.x + radius.x * std::cos(turn), middle.y + radius.y * std::sin(turn)}));
  }
  return line;
}

}  // namespace

std::vector<std::vector<QPointF>> linesOf(const image::Measurement& shape,
                                          const PictureFrame& frame) {
  if (shape.kind == MeasurementKind::ellipse && shape.isComplete()) return {ellipse(shape, frame)};
  std::vector<QPointF> points;
  for (const auto& point : handlesOf(shape)) points.push_back(frame.ofPixel(point));
  if (shape.kind == MeasurementKind::ratio && points.size() > 2)
    return {{points[0], points[1]}, {points.begin() + 2, points.end()}};
  if (shape.isRegion() && !points.empty()) points.push_back(points.front());
  return {points};
}

void MeasureTool::setKind(std::optional<MeasurementKind> kind) {
  if (kind != m_kind) cancel();
  m_kind = kind;
}

std::optional<MeasureTool::Grab> MeasureTool::grabAt(const MeasureGround& ground, QPointF at) {
  // The newest lies on top.
  for (int index = static_cast<int>(ground.measurements.size()) - 1; index >= 0; --index) {
    const auto& shape = ground.measurements[static_cast<std::size_t>(index)].shape;
    const auto handles = handlesOf(shape);
    for (std::size_t i = 0; i < handles.size(); ++i)
      if (QLineF(ground.frame.ofPixel(handles[i]), at).length() <= handleReach)
        return Grab{index, static_cast<int>(i), at, shape};
    if (isNearLine(shape, ground.frame, at)) return Grab{index, -1, at, shape};
  }
  return {};
}

bool MeasureTool::isOverSomething(const MeasureGround& ground, QPointF at) {
  return grabAt(ground, at).has_value();
}

bool MeasureTool::press(const MeasureGround& ground, QPointF at, bool free) {
  m_pressedAt = at;
  m_isFirstPress = false;
  if (m_pending && !m_rests) {
    placeRubber(ground, at);
    return true;
  }
  m_grab = m_pending ? std::nullopt : grabAt(ground, at);
  if (m_grab) return true;
  if (!m_kind || !free) return false;
  if (!m_pending) m_pending = image::Measurement{*m_kind, {}};
  const auto point = ground.frame.pixelAt(at);
  m_pending->points.insert(m_pending->points.end(), 2, point);
  m_isFirstPress = true;
  m_rests = false;
  return true;
}

void MeasureTool::placeRubber(const MeasureGround& ground, QPointF at) {
  *m_pending = withHandle(*m_pending, m_pending->isRegion() ? 2 : m_pending->points.size() - 1,
                          ground.frame.pixelAt(at), ground.spacing);
}

std::optional<MeasureTool::Edit> MeasureTool::move(const MeasureGround& ground, QPointF at) {
  if (m_grab) {
    const auto& start = m_grab->start;
    if (m_grab->handle >= 0)
      return Edit{m_grab->index, withHandle(start, static_cast<std::size_t>(m_grab->handle),
                                            ground.frame.pixelAt(at), ground.spacing)};
    const QPointF by = ground.frame.toPicture(at) - ground.frame.toPicture(m_grab->from);
    const cv::Size2d size(ground.frame.size.width(), ground.frame.size.height());
    return Edit{m_grab->index, moved(start, {by.x() * size.width, by.y() * size.height}, size)};
  }
  if (m_pending && !m_rests) placeRubber(ground, at);
  return {};
}

std::optional<MeasureTool::Edit> MeasureTool::release(const MeasureGround& ground, QPointF at) {
  if (m_grab) {
    const bool isMoved = m_grab->from != at;
    const auto edit = isMoved ? move(ground, at) : std::nullopt;
    m_grab.reset();
    return edit;
  }
  if (!m_pending || m_rests) return {};
  // A click leaves the point to the mouse until the next click.
  if (m_isFirstPress && QLineF(m_pressedAt, at).length() < dragDistance) return {};
  placeRubber(ground, at);
  return fixPoint();
}

std::optional<MeasureTool::Edit> MeasureTool::fixPoint() {
  if (m_pending->isComplete()) {
    const Edit edit{-1, *m_pending};
    m_pending.reset();
    const auto& p = edit.shape.points;
    if (std::equal(p.begin() + 1, p.end(), p.begin())) return {};  // two clicks at one place
    return edit;
  }
  m_rests = m_pending->kind == MeasurementKind::ratio && m_pending->points.size() == 2;
  if (!m_rests) m_pending->points.push_back(m_pending->points.back());
  return {};
}

bool MeasureTool::cancel() {
  const bool any = m_pending.has_value();
  m_pending.reset();
  m_rests = false;
  return any;
}

}  // namespace rho::widgets
