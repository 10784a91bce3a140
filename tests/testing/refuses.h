// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest>
#include <string>
#include <vector>

namespace rho::test {

/// Whether a call throws Error, and says all the words that it should. The message is printed when
/// not.
template <typename Error, typename Call>
bool refuses(Call call, const std::vector<std::string>& words) {
  try {
    call();
  } catch (const Error& error) {
    const std::string message = error.what();
    bool all = message.find('\n') == std::string::npos;
    for (const auto& word : words) all = all && message.find(word) != std::string::npos;
    if (!all) qWarning("message: %s", message.c_str());
    return all;
  } catch (const std::exception& error) {
    qWarning("another error: %s", error.what());
    return false;
  }
  qWarning("no error");
  return false;
}

}  // namespace rho::test
