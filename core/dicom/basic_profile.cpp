// SPDX-License-Identifier: Apache-2.0
#include "dicom/basic_profile.h"

#include <algorithm>
#include <array>
#include <set>

namespace rho::dicom {

namespace {

constexpr auto table = std::to_array<ProfileRow>({
#include "dicom/basic_profile_table.inc"
});

const ProfileRow* rowOf(Tag tag) {
  const auto at =
      std::lower_bound(table.begin(), table.end(), tag,
                       [](const ProfileRow& row, Tag wanted) { return row.tag < wanted; });
  return at != table.end() && at->tag == tag ? &*at : nullptr;
}

Action actionOf(std::string_view code) {
  using enum Action;
  if (code.find('U') != code.npos) return code == "U" ? replaceUid : descend;  // X/Z/U*: sequences
  if (code.find('D') != code.npos) return dummy;
  return code.find('Z') != code.npos ? empty : remove;
}

/// Removed although the table does not name them and their VR would keep them: they lead to orders
/// and machines, or hold a copy of what is removed.
const std::set<Tag>& alsoRemoved() {
  static const std::set<Tag> list = {
      {0x0008, 0x0051},  // Issuer of Accession Number
      {0x0010, 0x0022},  // Type of Patient ID
      {0x0032, 0x1064},  // Requested Procedure Code
      {0x0040, 0x0008},  // Scheduled Protocol Code
      {0x0400, 0x0500},  // Encrypted Attributes
  };
  return list;
}

/// Texts that describe the machine's method or the values, not a person.
const std::set<Tag>& technicalTexts() {
  static const std::set<Tag> list = {
      {0x0008, 0x0070},  // Manufacturer
      {0x0008, 0x1090},  // Manufacturer's Model Name
      {0x0008, 0x0100},  // Code Value
      {0x0008, 0x0102},  // Coding Scheme Designator
      {0x0008, 0x0103},  // Coding Scheme Version
      {0x0008, 0x0104},  // Code Meaning
      {0x0018, 0x1020},  // Software Versions
      {0x0018, 0x1160},  // Filter Type
      {0x0018, 0x1210},  // Convolution Kernel
      {0x0028, 0x0a04},  // Pixel Spacing Calibration Description
      {0x0028, 0x1054},  // Rescale Type
      {0x0028, 0x1055},  // Window Center & Width Explanation
      {0x0028, 0x3003},  // LUT Explanation
      {0x0028, 0x3004},  // Modality LUT Type
      {0x0054, 0x1001},  // Units
  };
  return list;
}

bool isOverlayOrCurve(Tag tag) {
  const auto group = tag.group & 0xff00;
  return group == 0x5000 || group == 0x6000;
}

/// By what kind of value it is, where nothing else is known.
Action actionByKind(Tag tag, const std::string& vr) {
  if (vr == "SQ") return Action::descend;
  if (vr == "UI") return Action::replaceUid;
  static const std::set<std::string> telling = {"PN", "DA", "DT", "TM", "AS", "AE", "LO",
                                                "SH", "LT", "ST", "UT", "UC", "UR", "UN"};
  return telling.contains(vr) && !technicalTexts().contains(tag) ? Action::remove : Action::keep;
}

}  // namespace

std::span<const ProfileRow> profileTable() { return table; }

Action actionFor(Tag tag, const std::string& vr) {
  // Shared functional groups lie in 52xx, and are no curves. Group 4008 is that of reports.
  if (tag.isPrivate() || isOverlayOrCurve(tag) || tag.group == 0x4008 || tag.group == 0x4000 ||
      alsoRemoved().contains(tag))
    return Action::remove;
  // Files of one patient stay together: the table allows both a value of ours.
  if (tag == tags::patientName || tag == tags::patientId) return Action::pseudonym;
  if (const auto* row = rowOf(tag)) return actionOf(row->code);
  return actionByKind(tag, vr);
}

}  // namespace rho::dicom
