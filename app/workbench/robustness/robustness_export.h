// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPicture>
#include <QSize>
#include <QString>
#include <filesystem>
#include <vector>

#include "base/job_context.h"
#include "workbench/robustness/measurement.h"

namespace rho::workbench {

/// A figure as it was drawn for paper.
struct DrawnFigure {
  QString title;
  QPicture picture;
  QSize size;
};

/// Everything that is written of a measurement.
struct RobustnessExport {
  MeasureRequest request;
  std::vector<NetworkMeasurement> networks;
  std::vector<SampleImage> samples;
  std::vector<DrawnFigure> figures;
};

/// Writes by the ending: .csv, one line for each image and network; .png, .svg or .pdf, the figures
/// below each other; .html, figures and tables in one file that needs no other. The file is
/// replaced as a whole. May run in a worker. Throws InvalidInput (nothing measured, another
/// ending), WriteFailed, Cancelled.
void exportRobustness(const RobustnessExport& content, const std::filesystem::path& path,
                      const JobContext& context = {});

}  // namespace rho::workbench
