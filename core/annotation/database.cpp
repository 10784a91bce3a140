// SPDX-License-Identifier: Apache-2.0
#include "annotation/database.h"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <cstring>
#include <new>

#include "base/error.h"
#include "base/file.h"

namespace rho::annotation {

namespace fs = std::filesystem;

namespace {

constexpr int maxValueBytes = 1 << 28;  // a mask, a comment, the outputs of a network

void requireDatabase(const fs::path& file) {
  // As sqlite.org/fileformat.html has it, with its terminating zero.
  static const std::string magic("SQLite format 3\0", 16);
  if (readHead(file, magic.size()) != magic)
    throw UnknownFormat(file.string(), "is no annotation project", "name a .rhoproject file");
}

std::unique_ptr<SQLite::Database> connect(const fs::path& file, Database::Mode mode) {
  const bool creates = mode == Database::Mode::create;
  if (!creates) requireDatabase(file);
  if (creates && fs::exists(file))
    throw WriteFailed(file.string(), "is there already", "choose another name");
  try {
    return std::make_unique<SQLite::Database>(
        file.string(), SQLite::OPEN_READWRITE | (creates ? SQLite::OPEN_CREATE : 0));
  } catch (const SQLite::Exception& error) {
    throw WriteFailed(file.string(), std::string("cannot be opened: ") + error.what(),
                      "check the folder and its permissions");
  }
}

}  // namespace

std::vector<float> Row::floats(int column) const {
  const auto value = at(column);
  std::vector<float> numbers(static_cast<std::size_t>(value.getBytes()) / sizeof(float));
  if (!numbers.empty())
    std::memcpy(numbers.data(), value.getBlob(), numbers.size() * sizeof(float));
  return numbers;
}

void Database::Reset::operator()(SQLite::Statement* statement) const {
  statement->tryReset();
  try {
    statement->clearBindings();
  } catch (const SQLite::Exception&) {  // nothing that its next use would not report
  }
}

Database::Database(fs::path file, Mode mode)
    : m_file(std::move(file)), m_connection(connect(m_file, mode)) {
  guarded([&] {
    secure();
    m_connection->exec("PRAGMA locking_mode = EXCLUSIVE");
    m_connection->exec("PRAGMA journal_mode = WAL");
    m_connection->exec("PRAGMA synchronous = FULL");
  });
}

Database::Database()
    : m_connection(std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE)) {
  guarded([&] { secure(); });
}

/// As sqlite.org/security.html advises for files of unknown origin.
void Database::secure() {
  auto* handle = m_connection->getHandle();
  ::sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  ::sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  ::sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  ::sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  ::sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, maxValueBytes);
  m_connection->exec("PRAGMA cell_size_check = ON");
  m_connection->exec("PRAGMA mmap_size = 0");
  m_connection->exec("PRAGMA foreign_keys = ON");
}

void Database::script(const std::string& sql) {
  guarded([&] { m_connection->exec(sql); });
}

Database::Borrowed Database::prepared(const std::string& sql) {
  auto& statement = m_statements[sql];
  if (!statement) statement = std::make_unique<SQLite::Statement>(*m_connection, sql);
  return Borrowed(statement.get());
}

void Database::begin() {
  guarded([&] { m_connection->exec("BEGIN IMMEDIATE"); });
  m_inTransaction = true;
}

void Database::commit() {
  try {
    guarded([&] { m_connection->exec("COMMIT"); });
  } catch (...) {
    rollBack();
    throw;
  }
  m_inTransaction = false;
}

void Database::rollBack() noexcept {
  m_connection->tryExec("ROLLBACK");  // SQLite may have done so itself
  m_inTransaction = false;
}

void Database::copyTo(const fs::path& target) {
  if (fs::exists(target))
    throw WriteFailed(target.string(), "is there already", "choose another name");
  AtomicFile file(target);
  guarded([&] {
    SQLite::Database copy(file.temporaryPath().string(),
                          SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup(copy, *m_connection).executeStep();
  });
  file.commit();
}

void Database::rethrow(const SQLite::Exception& error) const {
  const auto subject = m_file.string();
  switch (error.getErrorCode() & 0xff) {
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw InvalidInput(subject, "another program has it open", "close it there first");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
      throw BrokenFile(subject, std::string("is damaged: ") + error.what(),
                       "open one of its backups");
    case SQLITE_TOOBIG:
      throw RefusedFile(subject, "holds or was to hold a value of more than 256 MiB");
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      throw WriteFailed(subject, std::string("cannot be written: ") + error.what(),
                        "check the free space and the permissions");
    default:
      throw Error(ExitCode::internal, subject, error.what());
  }
}

}  // namespace rho::annotation
