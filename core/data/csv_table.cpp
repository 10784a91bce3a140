// SPDX-License-Identifier: Apache-2.0
#include "data/csv_table.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "base/error.h"
#include "base/file.h"
#include "data/names.h"

namespace rho::data {

namespace {

/// Takes a text apart, row by row.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& subject) : m_text(text), m_subject(subject) {
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    if (m_text.starts_with(byteOrderMark)) m_at = byteOrderMark.size();
  }

  /// The next row that is not empty, and the line that it starts in; nothing at the end.
  std::vector<std::string> row() {
    while (m_at < m_text.size()) {
      m_rowLine = m_line;
      std::vector<std::string> cells = {cell()};
      while (taken(',')) cells.push_back(cell());
      taken('\r');
      if (m_at < m_text.size() && !taken('\n')) fail("has text after a quoted value");
      ++m_line;
      if (cells.size() > 1 || !cells.front().empty()) return cells;
    }
    return {};
  }
  std::size_t line() const { return m_rowLine; }
  [[noreturn]] void fail(const std::string& problem) const {
    throw BrokenFile(fmt::format("{}:{}", m_subject, m_rowLine), problem, "correct the table");
  }

 private:
  bool taken(char wanted) {
    const bool is = m_at < m_text.size() && m_text[m_at] == wanted;
    m_at += is ? 1 : 0;
    return is;
  }

  std::string cell() {
    if (taken('"')) return quoted();
    const auto end = std::min(m_text.find_first_of(",\r\n", m_at), m_text.size());
    const auto from = std::exchange(m_at, end);
    return std::string(m_text.substr(from, end - from));
  }

  std::string quoted() {
    std::string value;
    while (m_at < m_text.size()) {
      const char c = m_text[m_at++];
      if (c == '"' && !taken('"')) return value;
      if (c == '\n') ++m_line;
      value += c;
    }
    fail("has a quote that never ends");
  }

  std::string_view m_text;
  const std::string& m_subject;
  std::size_t m_at = 0, m_line = 1, m_rowLine = 1;
};

}  // namespace

CsvTable::CsvTable(const std::filesystem::path& path) : m_subject(path.string()) {
  constexpr std::uintmax_t maxBytes = std::uintmax_t{1} << 29;
  const auto bytes = readFile(path, maxBytes);
  CsvReader reader({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, m_subject);
  m_header = reader.row();
  for (auto row = reader.row(); !row.empty(); row = reader.row()) {
    if (row.size() != m_header.size())
      reader.fail(fmt::format("has {} values, but the header has {}", row.size(), m_header.size()));
    m_lines.push_back(reader.line());
    std::move(row.begin(), row.end(), std::back_inserter(m_cells));
  }
}

std::optional<std::size_t> CsvTable::find(const std::string& name) const {
  const auto found = std::find_if(m_header.begin(), m_header.end(), [&](const auto& other) {
    return lowered(other) == lowered(name);
  });
  if (found == m_header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - m_header.begin());
}

std::size_t CsvTable::column(const std::string& name) const {
  if (const auto found = find(name)) return *found;
  throw InvalidInput(m_subject, fmt::format("has no column \"{}\"", name),
                     fmt::format("it has {}", fmt::join(m_header, ", ")));
}

std::string CsvTable::place(std::size_t row) const {
  return fmt::format("{}:{}", m_subject, m_lines[row]);
}

}  // namespace rho::data
