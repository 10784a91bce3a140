// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dicom/data_set.h"

namespace rho::dicom {

/// What becomes of an attribute (PS3.15, E.1).
enum class Action {
  keep,
  remove,      ///< X
  empty,       ///< Z
  pseudonym,   ///< D: a text that follows from the value and the key
  replaceUid,  ///< U
  descend      ///< a sequence: its items are treated in turn
};

/// The basic profile: what the table of PS3.15 names, and beyond it every name, date, time, free
/// text and private attribute that is not known to be technical. So an attribute that is newer than
/// this table is removed rather than kept.
Action actionFor(Tag tag, const std::string& vr);

}  // namespace rho::dicom
