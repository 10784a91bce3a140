// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

namespace rho::widgets {

/// The image at 1/2^level of its width and height, by averaging; level 0 is the image itself.
/// Levels are made once for all who show the image (QImage::cacheKey) and forgotten when others
/// need the memory. For Grayscale16, RGB888 and formats of four bytes. From any thread.
QImage mipLevel(const QImage& image, int level);

/// Makes all levels that a screen may need, so that the first to draw the image need not.
void prepareMipLevels(const QImage& image);

}  // namespace rho::widgets
