// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <memory>

#include "image/acquisition.h"
#include "widgets/view_state.h"

namespace rho::widgets {

/// What the tiles of an image know of it besides its pixels. Perturbed images and maps share it:
/// their values mean the same.
struct PictureOrigin {
  QSize size;               ///< of the image in pixels
  image::UnitWindow first;  ///< how it is shown until somebody chooses another window
  int firstTable = -1;      ///< the same, where the file's first choice is a table
  std::shared_ptr<const image::Acquisition> acquisition;  ///< null where nothing is known

  const image::PixelSpacing* spacing() const {
    return acquisition && acquisition->spacing ? &*acquisition->spacing : nullptr;
  }
  /// The table of this number among the file's choices, or null.
  const image::ValueTable* table(int index) const;
};

/// The view with the window that is really shown: that of the picture is put into numbers, and a
/// table that the picture lacks becomes a window. origin: may be null.
ViewState settled(ViewState view, const PictureOrigin* origin);

/// Shows the file's choice of this number.
ViewState withVoi(ViewState view, const PictureOrigin& origin, int index);
/// Which of the file's choices is shown; -1: none of them.
int voiOf(const ViewState& view, const PictureOrigin& origin);

}  // namespace rho::widgets
