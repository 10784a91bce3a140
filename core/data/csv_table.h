// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace rho::data {

/// A CSV file (RFC 4180) with a header.
class CsvTable {
 public:
  /// Throws MissingFile, RefusedFile (more than 512 MiB), BrokenFile naming FILE:LINE for a row of
  /// another length than the header and for a quote that never ends.
  explicit CsvTable(const std::filesystem::path& path);

  const std::vector<std::string>& header() const { return m_header; }
  std::size_t rowCount() const { return m_lines.size(); }
  const std::string& cell(std::size_t row, std::size_t column) const {
    return m_cells[row * m_header.size() + column];
  }
  /// The column of this name whatever the letters' case.
  std::optional<std::size_t> find(const std::string& name) const;
  /// The same; throws InvalidInput naming the columns.
  std::size_t column(const std::string& name) const;
  /// FILE:LINE, for messages.
  std::string place(std::size_t row) const;

 private:
  std::string m_subject;
  std::vector<std::string> m_header, m_cells;
  std::vector<std::size_t> m_lines;
};

}  // namespace rho::data
