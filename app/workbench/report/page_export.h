// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <filesystem>

#include "base/job_context.h"
#include "workbench/report/exhibit.h"

namespace rho::workbench {

// An exhibit on one white page of its own size: case, tiles side by side (wrapped into lines where
// they are many), words below. May run in a worker.

/// Writes the page: .png at twice the size at which it is read, .svg and .pdf with text as text and
/// pictures without loss. The file is replaced as a whole. Throws InvalidInput (nothing to export,
/// another ending), WriteFailed, Cancelled.
void exportPage(const Exhibit& exhibit, const std::filesystem::path& path,
                const JobContext& context = {});

/// The page as a picture, scale pixels to one of CSS. Throws InvalidInput when there is nothing to
/// show, or when the page is too large for a picture.
QImage pageImage(const Exhibit& exhibit, double scale);

/// The tiles' pictures without a word, each at its own size, on black.
QImage picturesImage(const Exhibit& exhibit);

}  // namespace rho::workbench
