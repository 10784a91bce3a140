// SPDX-License-Identifier: Apache-2.0
#include "dicom/deidentify.h"

#include <algorithm>

#include "base/error.h"
#include "base/sha256.h"
#include "dicom/basic_profile.h"
#include "dicom/uid.h"

namespace rho::dicom {

namespace {

/// UIDs that the standard itself gives (SOP classes, transfer syntaxes) name nobody.
bool isOfStandard(const std::string& uid) { return uid.starts_with("1.2.840.10008."); }

std::string replacedUids(const std::string& value, const std::string& key) {
  std::string result;
  for (const auto& part : splitValues(trimmed(value))) {
    const auto uid = trimmed(part);
    if (!result.empty()) result += '\\';
    result += uid.empty() || isOfStandard(uid) ? uid : uidOf(key + "\n" + uid);
  }
  return result;
}

std::string pseudonymOf(const std::string& value, const std::string& key) {
  Sha256 digest;
  digest.add(key + "\n" + trimmed(value));
  std::string name = "ANON-" + digest.hex().substr(0, 11);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

void treat(DataSet& data, const std::string& key) {
  for (auto at = data.elements().begin(); at != data.elements().end();) {
    auto& [tag, element] = *at;
    const auto action = actionFor(tag, element.vr);
    if (action == Action::remove) {
      at = data.elements().erase(at);
      continue;
    }
    if (action == Action::empty) element.bytes.clear();
    if (action == Action::empty) element.items.clear();
    if (action == Action::replaceUid) element.bytes = replacedUids(element.bytes, key);
    if (action == Action::pseudonym) element.bytes = pseudonymOf(element.bytes, key);
    for (auto& item : element.items) treat(item, key);
    ++at;
  }
}

}  // namespace

void deidentify(DataSet& data, const std::string& key) {
  if (key.empty()) throw InvalidInput("de-identification", "needs a key", "give a secret text");
  treat(data, key);
  data.setText({0x0012, 0x0062}, "CS", "YES");
  data.setText({0x0012, 0x0063}, "LO", "PS3.15 Basic Profile");
  DataSet code;
  code.setText({0x0008, 0x0100}, "SH", "113100");
  code.setText({0x0008, 0x0102}, "SH", "DCM");
  code.setText({0x0008, 0x0104}, "LO", "Basic Application Confidentiality Profile");
  data.sequence({0x0012, 0x0064}) = {code};
  data.setText({0x0028, 0x0303}, "CS", "REMOVED");
}

bool mayHaveBurnedInText(const DataSet& data) {
  return data.text(tags::burnedInAnnotation) != "NO";
}

}  // namespace rho::dicom
