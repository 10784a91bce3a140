// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "annotation/history.h"

namespace rho::annotation {

// How answers are written into a file and read from it.

/// Throws BrokenFile naming the word.
Field fieldNamed(const std::string& name);
Field fieldOf(MaskKind kind);
std::string textOf(Verdict verdict);  ///< "1", "0", "-1"

/// Adds an answer to the annotation that it is part of. Throws BrokenFile naming subject.
void apply(const Change& answer, Annotation& annotation, const std::string& subject);

}  // namespace rho::annotation
