// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace rho::annotation {

/// A row of an answer, by the position of its columns.
class Row {
 public:
  explicit Row(const SQLite::Statement& statement) : m_statement(statement) {}

  bool isNull(int column) const { return at(column).isNull(); }
  std::int64_t integer(int column) const { return at(column).getInt64(); }
  double real(int column) const { return at(column).getDouble(); }
  std::string text(int column) const { return at(column).getString(); }
  std::optional<std::string> optionalText(int column) const {
    return isNull(column) ? std::nullopt : std::optional(text(column));
  }
  std::optional<std::int64_t> optionalInteger(int column) const {
    return isNull(column) ? std::nullopt : std::optional(integer(column));
  }
  std::vector<float> floats(int column) const;

 private:
  SQLite::Column at(int column) const { return m_statement.getColumn(column); }
  const SQLite::Statement& m_statement;
};

/// The one connection to a project's file; used by one thread at a time. What SQLite throws becomes
/// an Error here: BrokenFile (damaged), WriteFailed (full disk, permissions), InvalidInput (another
/// program has the file open).
class Database {
 public:
  enum class Mode { open, create };

  /// Nothing that a file's schema could run is trusted, and no other program can open the file
  /// meanwhile. Throws MissingFile, UnknownFormat (no database), WriteFailed.
  Database(std::filesystem::path file, Mode mode);
  /// In memory.
  Database();

  const std::filesystem::path& file() const { return m_file; }

  /// Several statements without values.
  void script(const std::string& sql);
  template <typename... Values>
  void run(const std::string& sql, const Values&... values) {
    guarded([&] { bound(sql, values...)->exec(); });
  }
  /// The id of the new row.
  template <typename... Values>
  std::int64_t insert(const std::string& sql, const Values&... values) {
    run(sql, values...);
    return m_connection->getLastInsertRowid();
  }
  /// Calls each(Row) for every row. The same sql must not be used within each.
  template <typename Each, typename... Values>
  void query(const std::string& sql, Each&& each, const Values&... values) {
    guarded([&] {
      const auto statement = bound(sql, values...);
      while (statement->executeStep()) each(Row(*statement));
    });
  }
  /// What make(Row) gives for the first row; nothing without one.
  template <typename Make, typename... Values>
  auto first(const std::string& sql, Make&& make, const Values&... values) {
    return guarded([&]() -> std::optional<std::decay_t<decltype(make(std::declval<Row>()))>> {
      const auto statement = bound(sql, values...);
      if (!statement->executeStep()) return std::nullopt;
      return make(Row(*statement));
    });
  }
  /// A single number.
  template <typename... Values>
  std::int64_t number(const std::string& sql, const Values&... values) {
    return first(
               sql, [](const Row& row) { return row.integer(0); }, values...)
        .value_or(0);
  }

  /// All that work writes is on the disk when this returns, or nothing of it. A transaction within
  /// another is a part of that.
  template <typename Work>
  void transaction(Work&& work) {
    if (m_inTransaction) return work();
    begin();
    try {
      work();
    } catch (...) {
      rollBack();
      throw;
    }
    commit();
  }

  /// A copy of everything into a new file, whole or not at all. Throws WriteFailed.
  void copyTo(const std::filesystem::path& target);

 private:
  struct Reset {
    void operator()(SQLite::Statement* statement) const;
  };
  /// A prepared statement, borrowed: it is ready for its next use when this goes away.
  using Borrowed = std::unique_ptr<SQLite::Statement, Reset>;

  template <typename... Values>
  Borrowed bound(const std::string& sql, const Values&... values) {
    auto statement = prepared(sql);
    int position = 0;
    (bind(*statement, ++position, values), ...);
    return statement;
  }
  Borrowed prepared(const std::string& sql);

  static void bind(SQLite::Statement& statement, int position, std::nullopt_t) {
    statement.bind(position);
  }
  static void bind(SQLite::Statement& statement, int position, const std::string& value) {
    statement.bind(position, value);
  }
  static void bind(SQLite::Statement& statement, int position, std::span<const float> values) {
    statement.bind(position, values.data(), static_cast<int>(values.size_bytes()));
  }
  template <typename Number>
  requires std::is_arithmetic_v<Number>
  static void bind(SQLite::Statement& statement, int position, Number value) {
    if constexpr (std::is_floating_point_v<Number>)
      statement.bind(position, static_cast<double>(value));
    else
      statement.bind(position, static_cast<std::int64_t>(value));
  }
  template <typename Value>
  static void bind(SQLite::Statement& statement, int position, const std::optional<Value>& value) {
    value ? bind(statement, position, *value) : bind(statement, position, std::nullopt);
  }

  template <typename Call>
  auto guarded(Call&& call) const -> decltype(call()) {
    try {
      return call();
    } catch (const SQLite::Exception& error) {
      rethrow(error);
    }
  }
  [[noreturn]] void rethrow(const SQLite::Exception& error) const;

  void secure();
  void begin();
  void commit();
  void rollBack() noexcept;

  std::filesystem::path m_file;
  std::unique_ptr<SQLite::Database> m_connection;
  std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> m_statements;
  bool m_inTransaction = false;
};

}  // namespace rho::annotation
