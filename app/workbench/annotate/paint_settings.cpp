// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/paint_settings.h"

#include <QCoreApplication>
#include <algorithm>

namespace rho::workbench {

namespace {

struct PaintText {
  Q_DECLARE_TR_FUNCTIONS(PaintText)
};

constexpr double growth = 1.25;          ///< of sizes, which look even in ratios
constexpr double usualSuperpixels = 60;  ///< where as many as LIME takes are to become more or less

}  // namespace

double* PaintSettings::number() {
  switch (tool) {
    case AnnotateTool::brush:
    case AnnotateTool::erase:
      return &size;
    case AnnotateTool::fill:
      return &tolerance;
    case AnnotateTool::superpixel:
      return &detail;
    case AnnotateTool::threshold:
      return &threshold;
    case AnnotateTool::window:
    case AnnotateTool::polygon:
      break;
  }
  return nullptr;
}

NumberRange rangeOf(AnnotateTool tool) {
  switch (tool) {
    case AnnotateTool::fill:
      return {0, 60, QStringLiteral(" %"), PaintText::tr("tolerance")};
    case AnnotateTool::superpixel:
      return {0, 2000, {}, PaintText::tr("superpixels")};
    case AnnotateTool::threshold:
      return {1, 100, QStringLiteral(" %"), PaintText::tr("threshold")};
    default:
      return {0.2, 40, QStringLiteral(" %"), PaintText::tr("size")};
  }
}

PaintSettings stepped(PaintSettings settings, int direction) {
  auto* number = settings.number();
  if (!number) return settings;
  const auto range = rangeOf(settings.tool);
  switch (settings.tool) {
    case AnnotateTool::threshold:
      *number += 5 * direction;
      break;
    case AnnotateTool::fill:
      *number += direction;
      break;
    case AnnotateTool::superpixel:
      if (*number == 0) *number = usualSuperpixels;
      [[fallthrough]];
    default:
      *number *= direction > 0 ? growth : 1 / growth;
  }
  const double least = settings.tool == AnnotateTool::superpixel ? 4 : range.least;
  *number = std::clamp(*number, least, range.most);
  return settings;
}

QString toolText(AnnotateTool tool) {
  switch (tool) {
    case AnnotateTool::window:
      return PaintText::tr("Window");
    case AnnotateTool::brush:
      return PaintText::tr("Brush");
    case AnnotateTool::polygon:
      return PaintText::tr("Polygon");
    case AnnotateTool::fill:
      return PaintText::tr("Fill");
    case AnnotateTool::erase:
      return PaintText::tr("Erase");
    case AnnotateTool::superpixel:
      return PaintText::tr("Superpixel");
    case AnnotateTool::threshold:
      break;
  }
  return PaintText::tr("Explanation");
}

QString toolHelp(AnnotateTool tool) {
  switch (tool) {
    case AnnotateTool::window:
      return PaintText::tr("A drag changes window and level");
    case AnnotateTool::brush:
      return PaintText::tr("A drag paints; [ and ] change its size");
    case AnnotateTool::polygon:
      return PaintText::tr(
          "Clicks set corners; Enter or a double-click closes, Backspace takes "
          "the last one back, Esc all of them");
    case AnnotateTool::fill:
      return PaintText::tr(
          "A click paints what looks alike up to the next edge; [ and ] change "
          "how alike");
    case AnnotateTool::erase:
      return PaintText::tr("A drag takes paint away; [ and ] change its size");
    case AnnotateTool::superpixel:
      return PaintText::tr(
          "A click paints a superpixel, or takes its paint away; [ and ] change "
          "how many there are");
    case AnnotateTool::threshold:
      break;
  }
  return PaintText::tr("Enter paints where the explanation is strong; [ and ] change how strong");
}

QString toolKey(AnnotateTool tool) {
  static constexpr const char* keys = "WBPFXKT";
  return QString(QLatin1Char(keys[static_cast<int>(tool)]));
}

}  // namespace rho::workbench
