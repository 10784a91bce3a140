// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QString>
#include <filesystem>
#include <functional>

#include "base/job_context.h"

class QPainter;

namespace rho::workbench {

// Drawings as files, made in memory first: what fails leaves no half of a file. Sizes and drawings
// are in the pixels of CSS, 96 to an inch.

using Drawing = std::function<void(QPainter&)>;

inline constexpr int pixelsPerInch = 96;

/// On white. Throws InvalidInput for a picture beyond what files and memory hold.
QImage imageOf(const Drawing& drawing, QSizeF size, double scale);
/// Throws WriteFailed only when the memory is used up.
QByteArray pngOf(const QImage& image);
/// A whole SVG document; its texts are text, in families that the reader's machine has.
QByteArray svgOf(const Drawing& drawing, QSizeF size, const QString& title);
/// A PDF of one page of that size.
QByteArray pdfOf(const Drawing& drawing, QSizeF size, const QString& title);

/// Writes a drawing in the format of the name's ending: .png at twice the size at which it is read,
/// .svg and .pdf with text as text and pictures without loss. The file is replaced as a whole.
/// Throws InvalidInput (another ending), WriteFailed, Cancelled.
void writeDrawing(const std::filesystem::path& path, const Drawing& drawing, QSizeF size,
                  const QString& title, const JobContext& context = {});

/// Renders well on every device.
void prepare(QPainter& painter);
/// Throws WriteFailed; nothing half-written stays.
void writeWhole(const std::filesystem::path& path, const QByteArray& bytes);
/// ".png" of the path, in small letters.
QString endingOf(const std::filesystem::path& path);

}  // namespace rho::workbench
