// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <vector>

#include "widgets/confidence_plot.h"
#include "widgets/film_strip.h"
#include "widgets/plot_legend.h"
#include "workbench/inspect/inspection.h"

namespace rho::workbench {

// What the finished points of a sweep mean for the plot, its legend and the film strip.

/// Two curves per class, while the target is raised and while it is lowered; the target's last, on
/// top.
std::vector<widgets::ConfidenceCurve> curvesOf(const Inspection& state);
/// The target and the strongest other classes.
std::vector<widgets::LegendEntry> legendOf(const Inspection& state);
/// What is to be read off the curves: flips, and what else there is.
QStringList notesOf(const Inspection& state);
/// The input at ρ = 0, then filmRhos().
std::vector<widgets::FilmFrame> filmOf(const OpenCase& opened, const Inspection& state,
                                       Direction direction);

}  // namespace rho::workbench
