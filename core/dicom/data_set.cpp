// SPDX-License-Identifier: Apache-2.0
#include "dicom/data_set.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstring>

namespace rho::dicom {

namespace {

template <typename Number>
void appendAs(const std::string& bytes, auto& numbers) {
  for (std::size_t at = 0; at + sizeof(Number) <= bytes.size(); at += sizeof(Number)) {
    Number number;
    std::memcpy(&number, bytes.data() + at, sizeof(Number));
    numbers.push_back(static_cast<typename std::decay_t<decltype(numbers)>::value_type>(number));
  }
}

/// The number that a text begins with and, but for spaces, ends with.
std::optional<double> numberIn(std::string text) {
  text = trimmed(text);
  const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  const char* end = text.data() + text.size();
  double value = 0;
  const auto [at, error] = std::from_chars(begin, end, value);
  if (error != std::errc() || at != end || !std::isfinite(value)) return {};
  return value;
}

}  // namespace

std::string Tag::text() const { return fmt::format("({:04x},{:04x})", group, element); }

std::string trimmed(const std::string& text) {
  constexpr std::string_view padding(" \t\r\n\f\0", 6);
  const auto begin = text.find_first_not_of(padding);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(padding) - begin + 1);
}

std::vector<std::string> splitValues(const std::string& text) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  std::size_t begin = 0;
  for (auto end = text.find('\\'); end != text.npos; end = text.find('\\', begin)) {
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

const Element* DataSet::find(Tag tag) const {
  const auto at = m_elements.find(tag);
  return at == m_elements.end() ? nullptr : &at->second;
}

std::string DataSet::text(Tag tag) const {
  const auto* element = find(tag);
  return element ? trimmed(element->bytes) : std::string();
}

std::vector<std::string> DataSet::texts(Tag tag) const {
  auto parts = splitValues(text(tag));
  for (auto& part : parts) part = trimmed(part);
  return parts;
}

std::vector<std::int64_t> DataSet::integers(Tag tag, bool isSigned) const {
  std::vector<std::int64_t> numbers;
  const auto* element = find(tag);
  if (!element) return numbers;
  if (element->vr == "IS" || element->vr == "DS") {
    for (const double number : decimals(tag))
      if (std::abs(number) < 9e15) numbers.push_back(static_cast<std::int64_t>(number));
  } else if (element->vr == "UL") {
    appendAs<std::uint32_t>(element->bytes, numbers);
  } else if (element->vr == "SL") {
    appendAs<std::int32_t>(element->bytes, numbers);
  } else if (element->vr == "SS" || isSigned) {
    appendAs<std::int16_t>(element->bytes, numbers);
  } else {
    appendAs<std::uint16_t>(element->bytes, numbers);
  }
  return numbers;
}

std::optional<std::int64_t> DataSet::integer(Tag tag) const {
  const auto numbers = integers(tag);
  if (numbers.empty()) return {};
  return numbers.front();
}

std::vector<double> DataSet::decimals(Tag tag) const {
  std::vector<double> numbers;
  const auto* element = find(tag);
  if (!element) return numbers;
  if (element->vr == "FL") {
    appendAs<float>(element->bytes, numbers);
  } else if (element->vr == "FD") {
    appendAs<double>(element->bytes, numbers);
  } else if (element->vr == "DS" || element->vr == "IS") {
    for (const auto& part : texts(tag))
      if (const auto number = numberIn(part)) numbers.push_back(*number);
  } else {
    for (const auto number : integers(tag)) numbers.push_back(static_cast<double>(number));
  }
  std::erase_if(numbers, [](double number) { return !std::isfinite(number); });
  return numbers;
}

std::optional<double> DataSet::decimal(Tag tag) const {
  const auto numbers = decimals(tag);
  if (numbers.empty()) return {};
  return numbers.front();
}

const std::vector<DataSet>& DataSet::items(Tag tag) const {
  static const std::vector<DataSet> none;
  const auto* element = find(tag);
  return element ? element->items : none;
}

void DataSet::setText(Tag tag, const std::string& vr, const std::string& text) {
  m_elements[tag] = {vr, text, {}};
}

void DataSet::setUnsigned(Tag tag, std::uint16_t value) {
  m_elements[tag] = {"US", std::string(reinterpret_cast<const char*>(&value), 2), {}};
}

std::vector<DataSet>& DataSet::sequence(Tag tag) {
  auto& element = m_elements[tag];
  element.vr = "SQ";
  return element.items;
}

}  // namespace rho::dicom
