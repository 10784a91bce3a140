// SPDX-License-Identifier: Apache-2.0
#include "dicom/dictionary.h"

#include <gdcmDicts.h>
#include <gdcmGlobal.h>

namespace rho::dicom {

namespace {

const gdcm::DictEntry* entryOf(Tag tag) {
  static const gdcm::Dict& dictionary = gdcm::Global::GetInstance().GetDicts().GetPublicDict();
  // The groups of overlays and curves repeat (PS3.5, 7.6).
  if ((tag.group & 0xff00) == 0x6000 || (tag.group & 0xff00) == 0x5000) tag.group &= 0xff00;
  if (tag.isPrivate()) return nullptr;
  const gdcm::Tag key(tag.group, tag.element);
  const auto& entry = dictionary.GetDictEntry(key);
  return entry.GetVR() == gdcm::VR::INVALID ? nullptr : &entry;
}

}  // namespace

std::string vrOf(Tag tag) {
  if (tag.element == 0) return "UL";
  if (tag.isPrivate() && tag.element >= 0x10 && tag.element <= 0xff) return "LO";
  const auto* entry = entryOf(tag);
  if (!entry) return "UN";
  switch (entry->GetVR()) {
    case gdcm::VR::US_SS:
    case gdcm::VR::US_SS_OW:
      return "US";
    case gdcm::VR::OB_OW:
      return "OW";
    default:
      break;
  }
  const char* name = gdcm::VR::GetVRString(entry->GetVR());
  return name && std::string(name).size() == 2 ? name : "UN";
}

std::string nameOf(Tag tag) {
  const auto* entry = entryOf(tag);
  return entry ? entry->GetName() : "";
}

}  // namespace rho::dicom
