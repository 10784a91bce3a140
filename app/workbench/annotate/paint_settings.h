// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <array>

namespace rho::workbench {

/// What the left button does in the Annotate perspective.
enum class AnnotateTool { window, brush, polygon, fill, erase, superpixel, threshold };

inline constexpr std::array annotateTools = {
    AnnotateTool::window, AnnotateTool::brush,      AnnotateTool::polygon,  AnnotateTool::fill,
    AnnotateTool::erase,  AnnotateTool::superpixel, AnnotateTool::threshold};

/// The tool, what it paints, and the one number that each tool has.
struct PaintSettings {
  AnnotateTool tool = AnnotateTool::window;
  bool isEvidence = true;
  double size = 4;        ///< of brush and eraser: diameter in percent of the longer side
  double tolerance = 6;   ///< of filling: grey levels in percent of the range
  double detail = 0;      ///< of superpixels: how many; 0: as many as LIME takes
  double threshold = 50;  ///< of the explanation: percent of its largest value

  bool operator==(const PaintSettings&) const = default;
  /// The number of the tool; nothing for those without one.
  double* number();
  const double* number() const { return const_cast<PaintSettings*>(this)->number(); }
};

/// What the number of a tool may be.
struct NumberRange {
  double least = 0, most = 0;
  QString suffix;
  QString name;
};
NumberRange rangeOf(AnnotateTool tool);

/// Larger (1) or smaller (-1) by a step that suits the number.
PaintSettings stepped(PaintSettings settings, int direction);

QString toolText(AnnotateTool tool);
QString toolHelp(AnnotateTool tool);
QString toolKey(AnnotateTool tool);

}  // namespace rho::workbench
