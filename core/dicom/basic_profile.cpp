// SPDX-License-Identifier: Apache-2.0
#include "dicom/basic_profile.h"

#include <map>
#include <set>

namespace rho::dicom {

namespace {

/// Attributes whose VR alone would decide otherwise, or that must stay in place with another value.
const std::map<Tag, Action>& named() {
  using enum Action;
  static const std::map<Tag, Action> table = {
      // Needed by the image's definition: emptied or replaced rather than removed.
      {{0x0008, 0x0020}, empty},      // Study Date
      {{0x0008, 0x0023}, empty},      // Content Date
      {{0x0008, 0x0030}, empty},      // Study Time
      {{0x0008, 0x0033}, empty},      // Content Time
      {{0x0008, 0x0050}, empty},      // Accession Number
      {{0x0008, 0x0090}, empty},      // Referring Physician's Name
      {{0x0010, 0x0010}, pseudonym},  // Patient's Name
      {{0x0010, 0x0020}, pseudonym},  // Patient ID
      {{0x0010, 0x0030}, empty},      // Patient's Birth Date
      {{0x0010, 0x0040}, empty},      // Patient's Sex
      {{0x0020, 0x0010}, empty},      // Study ID
      {{0x0040, 0x2016}, empty},      // Placer Order Number
      {{0x0040, 0x2017}, empty},      // Filler Order Number
      // Sequences about people, orders and what came before.
      {{0x0008, 0x0051}, remove},  // Issuer of Accession Number
      {{0x0008, 0x0082}, remove},  // Institution Code
      {{0x0008, 0x0096}, remove},  // Referring Physician Identification
      {{0x0008, 0x009d}, remove},  // Consulting Physician Identification
      {{0x0008, 0x1049}, remove},  // Physicians of Record Identification
      {{0x0008, 0x1052}, remove},  // Performing Physician Identification
      {{0x0008, 0x1062}, remove},  // Physicians Reading Study Identification
      {{0x0008, 0x1072}, remove},  // Operator Identification
      {{0x0008, 0x1084}, remove},  // Admitting Diagnoses Code
      {{0x0008, 0x1110}, remove},  // Referenced Study
      {{0x0008, 0x1111}, remove},  // Referenced Performed Procedure Step
      {{0x0008, 0x1120}, remove},  // Referenced Patient
      {{0x0010, 0x0050}, remove},  // Patient's Insurance Plan Code
      {{0x0010, 0x0101}, remove},  // Patient's Primary Language Code
      {{0x0010, 0x1002}, remove},  // Other Patient IDs
      {{0x0020, 0x3401}, remove},  // Modifying Device ID
      {{0x0032, 0x1064}, remove},  // Requested Procedure Code
      {{0x0038, 0x0004}, remove},  // Referenced Patient Alias
      {{0x0040, 0x0008}, remove},  // Scheduled Protocol Code
      {{0x0040, 0x0275}, remove},  // Request Attributes
      {{0x0040, 0x1101}, remove},  // Person Identification Code
      {{0x0040, 0xa078}, remove},  // Author Observer
      {{0x0040, 0xa07a}, remove},  // Participant
      {{0x0040, 0xa07c}, remove},  // Custodial Organization
      {{0x0040, 0xa088}, remove},  // Verifying Observer Identification Code
      {{0x0040, 0xa073}, remove},  // Verifying Observer
      {{0x0040, 0xa730}, remove},  // Content (of a report)
      {{0x0070, 0x0001}, remove},  // Graphic Annotation
      {{0x0088, 0x0200}, remove},  // Icon Image: the picture of another frame
      {{0x0400, 0x0402}, remove},  // Referenced Digital Signature
      {{0x0400, 0x0403}, remove},  // Referenced SOP Instance MAC
      {{0x0400, 0x0500}, remove},  // Encrypted Attributes
      {{0x0400, 0x0550}, remove},  // Modified Attributes
      {{0x0400, 0x0561}, remove},  // Original Attributes
      {{0xfffa, 0xfffa}, remove},  // Digital Signatures
      // Codes and numbers that tell of a person or of one machine.
      {{0x0010, 0x0022}, remove},      // Type of Patient ID
      {{0x0010, 0x2203}, remove},      // Patient's Sex Neutered
      {{0x0010, 0x21a0}, remove},      // Smoking Status
      {{0x0010, 0x21c0}, remove},      // Pregnancy Status
      {{0x0010, 0x1020}, remove},      // Patient's Size
      {{0x0010, 0x1030}, remove},      // Patient's Weight
      {{0x0018, 0x1000}, remove},      // Device Serial Number
      {{0x0018, 0x1002}, replaceUid},  // Device UID
      {{0x0018, 0x1008}, remove},      // Gantry ID
      {{0x0020, 0x9158}, remove},      // Frame Comments
      {{0x0028, 0x4000}, remove},      // Image Presentation Comments
      // Sequences that describe the picture or how it was taken.
      {{0x0008, 0x2112}, descend},  // Source Image
      {{0x0008, 0x1140}, descend},  // Referenced Image
      {{0x0008, 0x1115}, descend},  // Referenced Series
  };
  return table;
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

}  // namespace

Action actionFor(Tag tag, const std::string& vr) {
  // Private attributes; curves and overlays, which hold drawn text; groups of reports and comments.
  if (tag.isPrivate() || isOverlayOrCurve(tag) || tag.group == 0x4008 || tag.group == 0x4000)
    return Action::remove;
  const auto at = named().find(tag);
  if (at != named().end()) return at->second;
  if (vr == "SQ") return Action::descend;
  if (vr == "UI") return Action::replaceUid;
  static const std::set<std::string> telling = {"PN", "DA", "DT", "TM", "AS", "AE", "LO",
                                                "SH", "LT", "ST", "UT", "UC", "UR", "UN"};
  return telling.contains(vr) && !technicalTexts().contains(tag) ? Action::remove : Action::keep;
}

}  // namespace rho::dicom
