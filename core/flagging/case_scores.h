// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job_context.h"
#include "flagging/score_request.h"
#include "image/image.h"
#include "model/model.h"

namespace rho::flagging {

/// allowed: where evidence may be (bright), of the image's size; empty: not known, and
/// "wrong-evidence" does not apply. Throws InvalidInput for a mask of another size or without any
/// choice, and Cancelled.
CaseScores scoresOf(const model::Model& model, const image::Image& image,
                    const image::Image& allowed, const ScoreRequest& request,
                    const JobContext& context = {});

}  // namespace rho::flagging
