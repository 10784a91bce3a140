// SPDX-License-Identifier: Apache-2.0
#include "annotation/mask.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/error.h"

namespace rho::annotation {

namespace {

constexpr std::int64_t maxPixels = std::int64_t{1} << 28;

std::vector<std::int64_t> lengthsOf(const cv::Mat& pixels) {
  const cv::Mat columns = pixels.t();  // whose pixels lie in the order of the runs
  std::vector<std::int64_t> lengths;
  bool inside = false;
  std::int64_t length = 0;
  for (auto pixel = columns.data; pixel != columns.dataend; ++pixel, ++length)
    if ((*pixel != 0) != inside) {
      lengths.push_back(length);
      length = 0;
      inside = !inside;
    }
  lengths.push_back(length);
  return lengths;
}

/// Six bits a character, from '0' on: five of the number, the least first, and whether more follow.
/// From the third run on it is the difference from the run of the same kind before.
std::string encoded(const std::vector<std::int64_t>& lengths) {
  std::string text;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    auto value = lengths[i] - (i > 2 ? lengths[i - 2] : 0);
    for (bool more = true; more;) {
      auto bits = value & 0x1f;
      value >>= 5;
      more = (bits & 0x10) != 0 ? value != -1 : value != 0;
      if (more) bits |= 0x20;
      text += static_cast<char>(bits + '0');
    }
  }
  return text;
}

/// Reads the runs one by one; nothing at the end. Throws BrokenFile.
class RunReader {
 public:
  RunReader(const std::string& text, const std::string& subject)
      : m_text(text), m_subject(subject) {}

  std::optional<std::int64_t> next() {
    if (m_at == m_text.size()) return std::nullopt;
    auto length = number();
    if (m_count > 2) length += m_before[0];
    if (length < 0 || length > maxPixels) fail();
    m_before[0] = m_before[1];
    m_before[1] = length;
    ++m_count;
    return length;
  }

 private:
  std::int64_t number() {
    std::int64_t value = 0;
    for (int shift = 0; shift <= 30; shift += 5) {
      if (m_at == m_text.size()) fail();
      const int bits = m_text[m_at++] - '0';
      if (bits < 0 || bits > 0x3f) fail();
      value |= static_cast<std::int64_t>(bits & 0x1f) << shift;
      if ((bits & 0x20) != 0) continue;
      if ((bits & 0x10) != 0) value |= -1LL << (shift + 5);
      return value;
    }
    fail();
  }
  [[noreturn]] void fail() const {
    throw BrokenFile(m_subject, "the run lengths of a mask are damaged");
  }

  const std::string& m_text;
  std::string m_subject;
  std::size_t m_at = 0;
  int m_count = 0;
  std::int64_t m_before[2] = {0, 0};  ///< the run before the last, the last
};

int dimensionIn(const std::string& text, std::size_t from, std::size_t to) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data() + from, text.data() + to, value);
  return error == std::errc{} && end == text.data() + to ? value : 0;
}

}  // namespace

Mask Mask::fromPixels(const cv::Mat& pixels) {
  if (pixels.empty() || pixels.type() != CV_8UC1)
    throw InvalidInput("mask", "is not one value of 8 bits per pixel");
  return Mask(pixels.size(), encoded(lengthsOf(pixels)));
}

Mask Mask::fromText(const std::string& text, const std::string& subject) {
  const auto cross = text.find('x'), space = text.find(' ');
  if (cross == text.npos || space == text.npos || cross > space)
    throw BrokenFile(subject, "a mask has no size");
  return fromRuns({dimensionIn(text, 0, cross), dimensionIn(text, cross + 1, space)},
                  text.substr(space + 1), subject);
}

Mask Mask::fromRuns(cv::Size size, const std::string& runs, const std::string& subject) {
  const auto pixels = std::int64_t{size.width} * size.height;
  if (size.width < 1 || size.height < 1) throw BrokenFile(subject, "a mask has no size");
  if (pixels > maxPixels)
    throw RefusedFile(subject, fmt::format("a mask of {}x{} pixels", size.width, size.height));
  RunReader reader(runs, subject);
  std::int64_t sum = 0;
  for (auto length = reader.next(); length && sum <= pixels; length = reader.next()) sum += *length;
  if (sum != pixels) throw BrokenFile(subject, "the run lengths of a mask do not fit its size");
  return Mask(size, runs);
}

Mask Mask::fromLengths(cv::Size size, const std::vector<std::int64_t>& lengths,
                       const std::string& subject) {
  // Longer ones would not survive being taken apart; they fit no mask.
  for (const auto length : lengths)
    if (length < 0 || length > maxPixels)
      throw BrokenFile(subject, "the run lengths of a mask are damaged");
  return fromRuns(size, encoded(lengths), subject);
}

std::string Mask::text() const {
  return fmt::format("{}x{} {}", m_size.width, m_size.height, m_runs);
}

cv::Mat Mask::pixels() const {
  // Columns of the mask are rows here, which lie one behind the other.
  cv::Mat columns(m_size.width, m_size.height, CV_8UC1);
  RunReader reader(m_runs, "mask");
  auto* to = columns.data;
  std::uint8_t value = 0;
  for (auto length = reader.next(); length; length = reader.next()) {
    to = std::fill_n(to, *length, value);
    value = static_cast<std::uint8_t>(~value);
  }
  return columns.t();
}

}  // namespace rho::annotation
