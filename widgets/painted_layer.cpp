// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/painted_layer.h"

#include <array>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr int nothing = 0, noEvidence = 2, preview = 3;
constexpr int hatchPitch = 5;  ///< in line widths, as is what follows
constexpr int dotPitch = 3;

QRgb premultiplied(const QColor& color, double opacity) {
  QColor shown = color;
  shown.setAlphaF(static_cast<float>(opacity));
  return qPremultiply(shown.rgba());
}

/// What lies below each pixel of a part of the screen: CV_8UC1 of kinds.
cv::Mat kindsBelow(const PaintedLayer& layer, const ScreenGrid& grid, const QRect& part) {
  const cv::Size size = layer.paint.empty() ? layer.preview.size() : layer.paint.size();
  cv::Mat kinds = cv::Mat::zeros(part.height(), part.width(), CV_8UC1);
  for (int y = 0; y < kinds.rows; ++y) {
    auto* to = kinds.ptr<std::uint8_t>(y);
    const QPointF start = grid.origin + part.left() * grid.right + (part.top() + y) * grid.down;
    const double startX = start.x(), startY = start.y();
    const double stepX = grid.right.x(), stepY = grid.right.y();
    for (int x = 0; x < kinds.cols; ++x) {
      const double column = startX + x * stepX, row = startY + x * stepY;
      if (!(column >= 0 && row >= 0 && column < size.width && row < size.height)) continue;
      const int c = static_cast<int>(column), r = static_cast<int>(row);
      if (!layer.paint.empty()) to[x] = layer.paint.at<std::uint8_t>(r, c);
      if (!layer.preview.empty() && layer.preview.at<std::uint8_t>(r, c) != 0) to[x] = preview;
    }
  }
  return kinds;
}

/// The colours of each kind: of its outline, of its ground, and of the pattern on that.
struct Look {
  QRgb outline = 0, ground = 0, pattern = 0;
};

const std::array<Look, 4>& looks() {
  const auto look = [](const QColor& color, double ground, double pattern) {
    return Look{premultiplied(color, 1), premultiplied(color, ground),
                premultiplied(color, pattern)};
  };
  static const std::array<Look, 4> all = {Look{}, look(evidenceColor(), 0.30, 0.30),
                                          look(noEvidenceColor(), 0.12, 0.70),
                                          look(Qt::white, 0.10, 0.75)};
  return all;
}

bool isOnPattern(int kind, int x, int y, int line) {
  if (kind == noEvidence) return (x + y) % (hatchPitch * line) < line;
  if (kind == preview) return x % (dotPitch * line) < line && y % (dotPitch * line) < line;
  return false;
}

}  // namespace

void drawLayer(const PaintedLayer& layer, const ScreenGrid& grid, const QRect& part, int lineWidth,
               QImage& screen) {
  const QRect area = part & screen.rect();
  if (area.isEmpty()) return;
  const int line = lineWidth;
  const cv::Mat kinds = kindsBelow(layer, grid, area.adjusted(-line, -line, line, line));
  for (int y = 0; y < area.height(); ++y) {
    const auto* above = kinds.ptr<std::uint8_t>(y) + line;
    const auto* here = kinds.ptr<std::uint8_t>(y + line) + line;
    const auto* below = kinds.ptr<std::uint8_t>(y + 2 * line) + line;
    auto* to = reinterpret_cast<QRgb*>(screen.scanLine(area.top() + y)) + area.left();
    for (int x = 0; x < area.width(); ++x) {
      const int kind = here[x];
      to[x] = 0;
      if (kind == nothing || kind > preview) continue;
      const auto& look = looks()[static_cast<std::size_t>(kind)];
      const bool isEdge =
          here[x - line] != kind || here[x + line] != kind || above[x] != kind || below[x] != kind;
      const bool isPattern = isOnPattern(kind, area.left() + x, area.top() + y, line);
      to[x] = isEdge ? look.outline : isPattern ? look.pattern : look.ground;
    }
  }
}

}  // namespace rho::widgets
