// SPDX-License-Identifier: Apache-2.0
#include "annotation/case_table.h"

#include <algorithm>

#include "annotation/database.h"
#include "base/error.h"

namespace rho::annotation {

namespace fs = std::filesystem;

namespace {

const std::string columns =
    "SELECT id, path, sha256, bytes, width, height, study, split FROM cases";

fs::path folderOf(const Database& database) {
  return fs::absolute(database.file()).lexically_normal().parent_path();
}

std::string stored(const fs::path& path, const Database& database) {
  const auto absolute = fs::absolute(path).lexically_normal();
  const auto relative = absolute.lexically_relative(folderOf(database));
  const bool isBelow = !relative.empty() && *relative.begin() != "..";
  return (isBelow ? relative : absolute).string();
}

Case caseIn(const Row& row, const fs::path& folder) {
  return {row.integer(0),
          (folder / row.text(1)).string(),
          row.text(2),
          row.integer(3),
          static_cast<int>(row.integer(4)),
          static_cast<int>(row.integer(5)),
          row.text(6),
          row.text(7)};
}

bool isNumber(const std::string& text) {
  return !text.empty() && text.size() < 18 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Id> CaseTable::add(const Case& image) {
  if (withHash(image.sha256)) return std::nullopt;
  return m_database.insert(
      "INSERT INTO cases (path, sha256, bytes, width, height, study, split) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      stored(image.path, m_database), image.sha256, image.bytes, image.width, image.height,
      image.study, image.split);
}

std::int64_t CaseTable::count() const { return m_database.number("SELECT count(*) FROM cases"); }

Case CaseTable::get(Id id) const {
  const auto found = m_database.first(
      columns + " WHERE id = ?", [&](const Row& row) { return caseIn(row, folderOf(m_database)); },
      id);
  if (!found) throw InvalidInput(m_database.file().string(), "has no case " + std::to_string(id));
  return *found;
}

std::optional<Case> CaseTable::withHash(const std::string& sha256) const {
  return m_database.first(
      columns + " WHERE sha256 = ?",
      [&](const Row& row) { return caseIn(row, folderOf(m_database)); }, sha256);
}

Case CaseTable::find(const std::string& text) const {
  if (isNumber(text)) return get(std::stoll(text));
  constexpr std::size_t leastOfHash = 6;
  std::vector<Case> found;
  const auto path = stored(text, m_database);
  m_database.query(
      columns +
          " WHERE path IN (?1, ?2) OR substr(path, -length(?3)) = ?3 OR "
          "(length(?1) >= ?4 AND substr(sha256, 1, length(?1)) = ?1) LIMIT 2",
      [&](const Row& row) { found.push_back(caseIn(row, folderOf(m_database))); }, text, path,
      "/" + text, leastOfHash);
  const auto subject = m_database.file().string();
  if (found.empty())
    throw InvalidInput(subject, "has no case \"" + text + "\"", "name its number, file or hash");
  if (found.size() > 1)
    throw InvalidInput(subject, "has several cases \"" + text + "\"", "name its whole path");
  return found.front();
}

void CaseTable::each(const std::function<void(const Case&)>& take) const {
  const auto folder = folderOf(m_database);
  m_database.query(columns + " ORDER BY id", [&](const Row& row) { take(caseIn(row, folder)); });
}

void CaseTable::setPath(Id id, const fs::path& path) {
  m_database.run("UPDATE cases SET path = ? WHERE id = ?", stored(path, m_database), id);
}

}  // namespace rho::annotation
