// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "model/model_card.h"
#include "widgets/fact_list.h"
#include "workbench/inspect/inspection.h"

namespace rho::workbench {

/// How the picture was taken: device, size, bits, what its values mean, millimetres and their
/// basis. Nothing of it tells who the patient is.
std::vector<widgets::Fact> imageFacts(const OpenCase& opened);

/// The way of the picture to a network, one step a line.
QStringList networkSteps(const image::Image& image, const model::ModelCard& card);

}  // namespace rho::workbench
