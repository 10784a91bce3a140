// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <utility>
#include <vector>

#include "widgets/fact_list.h"
#include "widgets/orientation.h"
#include "workbench/trust/trust_question.h"

namespace rho::workbench {

/// What to be careful about with this image, one sentence each: polarity, not such an image.
QStringList rangeWarnings(const TrustState& state);

// In short, with all of it in the explanation, which is plain text. orientation: of the picture on
// the screen, for the words of its places.

/// Whether the image is one that the network was made for.
std::vector<widgets::Fact> rangeFacts(const trust::RangeFinding& range);
/// What raises and what lowers the finding, and where.
std::vector<widgets::Fact> pushFacts(const std::vector<trust::Push>& pushes,
                                     const widgets::Orientation& orientation);
/// How small a change turns the decision, among images of the same kind.
std::vector<widgets::Fact> standingFacts(const trust::Standing& standing);
std::vector<widgets::Fact> shareFacts(const trust::Findings& findings);

/// All of it in full, for reports: name and sentence.
std::vector<std::pair<QString, QString>> trustFacts(const TrustState& state,
                                                    const widgets::Orientation& orientation);

}  // namespace rho::workbench
