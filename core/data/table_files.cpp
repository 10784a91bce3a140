// SPDX-License-Identifier: Apache-2.0
#include "data/table_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "base/error.h"
#include "data/csv_table.h"
#include "data/listed_data_set.h"
#include "data/splits.h"

namespace rho::data {

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

std::optional<double> numberIn(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool isLabelNumber(const std::string& text) {
  const auto value = numberIn(text);
  return value && (*value == 0 || *value == 1 || *value == -1);
}

/// A class number: a whole one from 0 on.
std::optional<std::int64_t> classNumberIn(const std::string& text) {
  constexpr double most = 1e6;
  const auto value = numberIn(text);
  if (!value || *value < 0 || *value > most || *value != std::floor(*value)) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

float valueOfPolicy(const std::string& policy) {
  return policy == "ones" ? 1 : policy == "zeros" ? 0 : unknown;
}

/// The rows of a split of a table, and what is asked of them.
class LabelTable {
 public:
  LabelTable(const DataAddress& address, const std::string& split)
      : m_address(address),
        m_table(address.path()),
        m_uncertain(valueOfPolicy(address.choice("uncertain", policies))),
        m_empty(valueOfPolicy(address.choice("empty", policies))) {
    chooseRows(split);
    m_path = pathColumn();
    m_labels = labelColumns();
  }

  std::vector<std::string> paths() const {
    std::vector<std::string> paths;
    for (const auto row : m_rows) paths.push_back(m_table.cell(row, m_path));
    return paths;
  }
  Labels labels() const {
    if (m_labels.size() > 1) return targets();
    const auto column = m_labels.front();
    if (auto numbers = classNumbers(column))
      return Labels::single(std::move(*numbers), m_address.list("classes"));
    return holdsLabels(column) ? targets() : namedClasses(column);
  }

 private:
  inline static const std::vector<std::string> policies = {"ignore", "zeros", "ones"};

  std::optional<std::size_t> firstOf(const std::vector<std::string>& names) const {
    for (const auto& name : names)
      if (const auto column = m_table.find(name)) return column;
    return std::nullopt;
  }

  void chooseRows(const std::string& split) {
    const auto column = m_table.find("split");
    std::set<std::string> splits;
    for (std::size_t row = 0; column && row < m_table.rowCount(); ++row)
      splits.insert(m_table.cell(row, *column));
    const auto chosen = chooseSplit({splits.begin(), splits.end()}, split, m_address.place());
    for (std::size_t row = 0; row < m_table.rowCount(); ++row)
      if (!chosen || m_table.cell(row, *column) == *chosen) m_rows.push_back(row);
  }

  std::size_t pathColumn() const {
    const auto named = m_address.option("path");
    if (!named.empty()) return m_table.column(named);
    return firstOf({"path", "file", "filename", "file_name", "image"}).value_or(0);
  }

  std::vector<std::size_t> labelColumns() const {
    std::vector<std::size_t> columns;
    for (const auto& name : m_address.list("labels")) columns.push_back(m_table.column(name));
    if (!columns.empty()) return columns;
    if (const auto named = firstOf({"label", "class", "category", "target"})) return {*named};
    for (std::size_t column = 0; column < m_table.header().size(); ++column)
      if (column != m_path && holdsLabels(column)) columns.push_back(column);
    if (columns.empty())
      throw InvalidInput(m_address.place(), "has no column of labels",
                         "name them, as in FILE.csv?labels=A,B");
    return columns;
  }

  bool holdsLabels(std::size_t column) const {
    bool any = false;
    for (const auto row : m_rows) {
      const auto& cell = m_table.cell(row, column);
      if (cell.empty()) continue;
      if (!isLabelNumber(cell)) return false;
      any = true;
    }
    return any;
  }

  /// The classes of a column that holds nothing else than their numbers.
  std::optional<std::vector<std::int64_t>> classNumbers(std::size_t column) const {
    std::vector<std::int64_t> classes;
    for (const auto row : m_rows) {
      const auto number = classNumberIn(m_table.cell(row, column));
      if (!number) return std::nullopt;
      classes.push_back(*number);
    }
    return classes;
  }

  Labels namedClasses(std::size_t column) const {
    std::set<std::string> sorted;
    for (const auto row : m_rows) sorted.insert(textOf(row, column));
    const std::vector<std::string> names(sorted.begin(), sorted.end());
    std::vector<std::int64_t> classes;
    for (const auto row : m_rows)
      classes.push_back(std::lower_bound(names.begin(), names.end(), m_table.cell(row, column)) -
                        names.begin());
    return Labels::single(std::move(classes), names);
  }

  const std::string& textOf(std::size_t row, std::size_t column) const {
    const auto& cell = m_table.cell(row, column);
    if (cell.empty())
      throw InvalidInput(m_table.place(row),
                         fmt::format("\"{}\" is empty", m_table.header()[column]),
                         "give every image its class");
    return cell;
  }

  Labels targets() const {
    std::vector<float> targets;
    std::vector<std::string> names;
    for (const auto column : m_labels) names.push_back(m_table.header()[column]);
    for (const auto row : m_rows)
      for (const auto column : m_labels) targets.push_back(targetAt(row, column));
    const auto count = std::ssize(names);
    return Labels::multi(std::move(targets), count, std::move(names));
  }

  float targetAt(std::size_t row, std::size_t column) const {
    const auto& cell = m_table.cell(row, column);
    if (cell.empty()) return m_empty;
    if (!isLabelNumber(cell))
      throw InvalidInput(m_table.place(row),
                         fmt::format("\"{}\" is {}", m_table.header()[column], cell),
                         "a label is 0, 1, -1 or empty");
    const auto value = static_cast<float>(*numberIn(cell));
    return value < 0 ? m_uncertain : value;
  }

  const DataAddress& m_address;
  CsvTable m_table;
  float m_uncertain, m_empty;
  std::vector<std::size_t> m_rows, m_labels;
  std::size_t m_path = 0;
};

}  // namespace

std::unique_ptr<DataSet> openTable(const DataAddress& address, const std::string& split) {
  address.requireOptions({"path", "root", "labels", "classes", "uncertain", "empty"});
  const LabelTable table(address, split);
  const auto root = address.option("root", address.path().parent_path().string());
  return std::make_unique<ListedDataSet>(address.place(), root, table.paths(), table.labels());
}

}  // namespace rho::data
