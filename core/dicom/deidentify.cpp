// SPDX-License-Identifier: Apache-2.0
#include "dicom/deidentify.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"
#include "base/sha256.h"
#include "dicom/basic_profile.h"
#include "dicom/uid.h"

namespace rho::dicom {

namespace {

/// UIDs that the standard itself gives (SOP classes, transfer syntaxes) name nobody.
bool isOfStandard(const std::string& uid) {
  return uid.starts_with("1.2.840.10008.") && uid.find_first_not_of("0123456789.") == uid.npos;
}

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

/// A value of this kind that says nothing (PS3.15, E.1.1, action D).
std::string dummyOf(const std::string& vr) {
  static const std::map<std::string, std::string> values = {
      {"DA", "19000101"}, {"TM", "000000"}, {"DT", "19000101000000"}, {"AS", "000Y"},
      {"IS", "0"},        {"DS", "0"},      {"UR", "urn:none"}};
  static const std::set<std::string> texts = {"AE", "CS", "LO", "LT", "PN",
                                              "SH", "ST", "UC", "UN", "UT"};
  const auto at = values.find(vr);
  if (at != values.end()) return at->second;
  constexpr std::size_t widestNumber = 8;
  return texts.contains(vr) ? "ANONYMISED" : std::string(widestNumber, '\0');
}

void makeDummy(Element& element, const std::string& key) {
  if (element.vr == "SQ")
    element.items.assign(1, {});
  else
    element.bytes = element.vr == "UI" ? uidOf(key + "\ndummy") : dummyOf(element.vr);
}

void makeEmpty(Element& element) {
  element.bytes.clear();
  element.items.clear();
}

void treat(DataSet& data, const std::string& key) {
  for (auto at = data.elements().begin(); at != data.elements().end();) {
    auto& [tag, element] = *at;
    const auto action = actionFor(tag, element.vr);
    // A file may write text where a sequence belongs.
    const bool isNoSequence = action == Action::descend && element.vr != "SQ";
    if (action == Action::remove || isNoSequence) {
      at = data.elements().erase(at);
      continue;
    }
    if (action == Action::empty) makeEmpty(element);
    if (action == Action::dummy) makeDummy(element, key);
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
  data.setText(tags::identityRemoved, "CS", "YES");
  data.setText(tags::removalMethod, "LO", "PS3.15 Basic Profile");
  DataSet code;
  code.setText({0x0008, 0x0100}, "SH", "113100");
  code.setText({0x0008, 0x0102}, "SH", "DCM");
  code.setText({0x0008, 0x0104}, "LO", "Basic Application Confidentiality Profile");
  data.sequence(tags::removalMethodCodes) = {code};
  data.setText({0x0028, 0x0303}, "CS", "REMOVED");
}

bool mayHaveBurnedInText(const DataSet& data) {
  return data.text(tags::burnedInAnnotation) != "NO";
}

}  // namespace rho::dicom
