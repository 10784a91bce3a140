// SPDX-License-Identifier: Apache-2.0
#include "annotation/project.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "annotation/database.h"
#include "annotation/schema.h"
#include "annotation/uuid.h"
#include "base/error.h"

namespace rho::annotation {

namespace fs = std::filesystem;

struct Project::Parts {
  explicit Parts(std::unique_ptr<Database> opened) : database(std::move(opened)) {}

  std::unique_ptr<Database> database;
  CaseTable cases{*database};
  ClassTable classes{*database};
  AnnotatorTable annotators{*database};
  History history{*database};
  ScoreTable scores{*database};
  Queue queue{*database, scores};
};

namespace {

std::string valueOf(Database& database, const std::string& key) {
  const auto value = database.first(
      "SELECT value FROM project WHERE key = ?", [](const Row& row) { return row.text(0); }, key);
  if (!value) throw BrokenFile(database.file().string(), "does not say its " + key);
  return *value;
}

void setValue(Database& database, const std::string& key, const std::string& value) {
  database.run("INSERT INTO project (key, value) VALUES (?, ?)", key, value);
}

/// FILE.rhoproject becomes FILE.MARK.rhoproject, with a number where that is taken.
fs::path besideIt(const fs::path& file, const std::string& mark) {
  for (int number = 1;; ++number) {
    const auto more = number == 1 ? "" : fmt::format("-{}", number);
    auto path = file;
    path.replace_filename(file.stem().string() + "." + mark + more + file.extension().string());
    if (!fs::exists(path)) return path;
  }
}

void bringUpToDate(Database& database) {
  const int version = Schema::versionOf(database);
  if (version == Schema::newestVersion()) return;
  database.copyTo(besideIt(database.file(), fmt::format("version{}", version)));
  Schema::migrate(database, version);
}

}  // namespace

Project::Project(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() = default;

Project Project::create(const fs::path& file, const ProjectSettings& settings,
                        const std::vector<std::string>& classNames) {
  if (settings.readersPerCase < 1)
    throw InvalidInput("project", "asks for no reader", "each case needs at least one");
  auto database = std::make_unique<Database>(file, Database::Mode::create);
  Project project(std::make_unique<Parts>(std::move(database)));
  auto& opened = project.database();
  opened.transaction([&] {
    Schema::migrate(opened, 0);
    setValue(opened, "uuid", newUuid());
    setValue(opened, "task", settings.isMultiLabel ? "multi-label" : "single-label");
    setValue(opened, "readers", std::to_string(settings.readersPerCase));
    for (const auto& name : classNames) project.classes().add(name);
  });
  return project;
}

Project Project::open(const fs::path& file) {
  auto database = std::make_unique<Database>(file, Database::Mode::open);
  bringUpToDate(*database);
  return Project(std::make_unique<Parts>(std::move(database)));
}

const fs::path& Project::file() const { return m_parts->database->file(); }
std::string Project::uuid() const { return valueOf(database(), "uuid"); }

ProjectSettings Project::settings() const {
  ProjectSettings settings;
  settings.isMultiLabel = valueOf(database(), "task") == "multi-label";
  settings.readersPerCase = std::max(1, std::atoi(valueOf(database(), "readers").c_str()));
  return settings;
}

CaseTable& Project::cases() const { return m_parts->cases; }
ClassTable& Project::classes() const { return m_parts->classes; }
AnnotatorTable& Project::annotators() const { return m_parts->annotators; }
History& Project::history() const { return m_parts->history; }
ScoreTable& Project::scores() const { return m_parts->scores; }
Queue& Project::queue() const { return m_parts->queue; }
Database& Project::database() const { return *m_parts->database; }

void Project::atomically(const std::function<void()>& work) { database().transaction(work); }

fs::path Project::backUp(const fs::path& target) const {
  const auto time = fmt::gmtime(std::time(nullptr));
  const auto path =
      target.empty() ? besideIt(file(), fmt::format("backup-{:%Y%m%d-%H%M%S}", time)) : target;
  database().copyTo(path);
  return path;
}

}  // namespace rho::annotation
