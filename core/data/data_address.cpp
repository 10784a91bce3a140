// SPDX-License-Identifier: Apache-2.0
#include "data/data_address.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "base/error.h"

namespace rho::data {

namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(separator, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

}  // namespace

DataAddress::DataAddress(const std::string& text) : m_text(text), m_place(text) {
  std::error_code ignored;
  if (std::filesystem::exists(text, ignored)) return;
  const auto question = text.find('?');
  m_place = text.substr(0, question);
  if (question == text.npos) return;
  for (const auto& setting : split(text.substr(question + 1), '&')) {
    const auto equals = setting.find('=');
    if (equals == setting.npos)
      throw UsageError(text, fmt::format("\"{}\" has no value", setting), "write key=value");
    m_options[setting.substr(0, equals)] = setting.substr(equals + 1);
  }
}

std::string DataAddress::option(const std::string& key, const std::string& fallback) const {
  const auto found = m_options.find(key);
  return found == m_options.end() ? fallback : found->second;
}

std::string DataAddress::choice(const std::string& key,
                                const std::vector<std::string>& allowed) const {
  const auto value = option(key, allowed.front());
  if (std::find(allowed.begin(), allowed.end(), value) == allowed.end())
    throw UsageError(m_text, fmt::format("\"{}\" is no {}", value, key),
                     fmt::format("choose one of {}", fmt::join(allowed, ", ")));
  return value;
}

std::vector<std::string> DataAddress::list(const std::string& key) const {
  const auto value = option(key);
  return value.empty() ? std::vector<std::string>{} : split(value, ',');
}

std::int64_t DataAddress::number(const std::string& key, std::int64_t fallback, std::int64_t low,
                                 std::int64_t high) const {
  if (!m_options.contains(key)) return fallback;
  const auto text = option(key);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < low || value > high)
    throw UsageError(m_text, fmt::format("\"{}\" is no {}", text, key),
                     fmt::format("give a whole number from {} to {}", low, high));
  return value;
}

DataAddress DataAddress::without(const std::vector<std::string>& keys) const {
  auto rest = *this;
  for (const auto& key : keys) rest.m_options.erase(key);
  return rest;
}

void DataAddress::requireOptions(const std::vector<std::string>& known) const {
  for (const auto& [key, value] : m_options)
    if (std::find(known.begin(), known.end(), key) == known.end())
      throw UsageError(
          m_text, fmt::format("\"{}\" is no setting", key),
          known.empty() ? "leave it out" : fmt::format("there are {}", fmt::join(known, ", ")));
}

}  // namespace rho::data
