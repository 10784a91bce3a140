// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "widgets/picture_origin.h"

namespace rho::workbench {

/// A window that can be chosen from the menu or by a digit.
struct WindowChoice {
  QString name;
  int voi = -1;              ///< which of the file's choices; -1: the window below
  image::UnitWindow window;  ///< on the values of the image

  widgets::ViewState applied(const widgets::ViewState& view,
                             const widgets::PictureOrigin& origin) const;
};

/// As many as there are digits.
inline constexpr std::size_t mostWindowChoices = 9;

/// The file's windows and tables as it calls them, the full range, and the usual ones: of CT lung,
/// bone, soft tissue and brain, of others parts of the range.
std::vector<WindowChoice> windowChoices(const widgets::PictureOrigin& origin);

}  // namespace rho::workbench
