// SPDX-License-Identifier: Apache-2.0
#include "setting.h"

#include <algorithm>

#include "base/error.h"

namespace rho::cli {

namespace {

Setting parsed(const std::string& flag, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos)
    throw UsageError(flag + " " + text, "has no value", "write NAME=VALUE or METHOD.NAME=VALUE");
  Setting setting;
  setting.name = text.substr(0, equals);
  const auto dot = setting.name.find('.');
  if (dot != std::string::npos) {
    setting.owner = setting.name.substr(0, dot);
    setting.name = setting.name.substr(dot + 1);
  }
  const std::string value = text.substr(equals + 1);
  setting.value = nlohmann::json::parse(value, nullptr, false);
  if (!setting.value.is_number() && !setting.value.is_boolean()) setting.value = value;
  return setting;
}

}  // namespace

Settings::Settings(std::string flag, const std::vector<std::string>& texts)
    : m_flag(std::move(flag)) {
  for (const auto& text : texts) m_all.push_back(parsed(m_flag, text));
}

nlohmann::json Settings::of(const std::string& owner,
                            const std::vector<explain::OptionSpec>& specs) {
  auto given = nlohmann::json::object();
  for (std::size_t i = 0; i < m_all.size(); ++i) {
    const auto& setting = m_all[i];
    const bool forAll = setting.owner.empty() &&
                        std::any_of(specs.begin(), specs.end(),
                                    [&](const auto& spec) { return spec.name == setting.name; });
    if (!forAll && setting.owner != owner) continue;
    given[setting.name] = setting.value;
    m_taken.insert(i);
  }
  return given;
}

void Settings::requireAllTaken(const std::string& remedy) const {
  for (std::size_t i = 0; i < m_all.size(); ++i)
    if (!m_taken.contains(i))
      throw UsageError(m_flag + " " + m_all[i].name, "belongs to none of those chosen", remedy);
}

}  // namespace rho::cli
