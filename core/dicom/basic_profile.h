// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "dicom/data_set.h"

namespace rho::dicom {

/// What becomes of an attribute (PS3.15, E.1).
enum class Action {
  keep,
  remove,      ///< X
  empty,       ///< Z
  dummy,       ///< D: a value of its kind that says nothing
  pseudonym,   ///< D: a text that follows from the value and the key
  replaceUid,  ///< U
  descend      ///< a sequence: its items are treated in turn
};

/// A row of Table E.1-1: "X", "Z", "D", "U", or what depends on the kind of object, as "X/Z/D".
struct ProfileRow {
  Tag tag;
  std::string_view code;
};

/// All of them but those of curves, overlays and private attributes, by tag.
std::span<const ProfileRow> profileTable();

/// The basic profile: what the table says, where it leaves a choice the action after which every
/// kind of object stays valid (a dummy, else an empty value); and beyond it every name, date, time,
/// free text, overlay, curve and private attribute that is not known to be technical. So an
/// attribute that is newer than the table is removed rather than kept.
Action actionFor(Tag tag, const std::string& vr);

}  // namespace rho::dicom
