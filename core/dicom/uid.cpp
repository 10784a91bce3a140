// SPDX-License-Identifier: Apache-2.0
#include "dicom/uid.h"

#include "base/sha256.h"

namespace rho::dicom {

std::string uidOf(const std::string& text) {
  Sha256 digest;
  digest.add(text);
  const std::string hex = digest.hex().substr(0, 32);
  // 128 bits as a decimal number, digit by digit.
  std::string decimal = "0";
  for (const char digit : hex) {
    int carry = digit <= '9' ? digit - '0' : digit - 'a' + 10;
    for (auto at = decimal.rbegin(); at != decimal.rend(); ++at) {
      const int value = (*at - '0') * 16 + carry;
      *at = static_cast<char>('0' + value % 10);
      carry = value / 10;
    }
    for (; carry > 0; carry /= 10)
      decimal.insert(decimal.begin(), static_cast<char>('0' + carry % 10));
  }
  return "2.25." + decimal.substr(std::min(decimal.find_first_not_of('0'), decimal.size() - 1));
}

}  // namespace rho::dicom
