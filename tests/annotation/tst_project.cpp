// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "annotation/annotation_fixture.h"
#include "annotation/database.h"
#include "annotation/schema.h"
#include "base/random.h"
#include "testing/limited_disk.h"

using namespace rho::annotation;
using rho::test::contentOf;
using rho::test::failureOf;
using rho::test::projectWithCases;
using rho::test::Scratch;

namespace {

using Edit = std::function<void(Database&)>;

/// A project that somebody has changed with a tool of their own.
std::filesystem::path changed(const Scratch& scratch, const Edit& edit) {
  const auto file = scratch / "changed.rhoproject";
  projectWithCases(file, 3);
  Database database(file, Database::Mode::open);
  edit(database);
  return file;
}

std::string overwritten(std::string content, std::size_t from, std::size_t count) {
  content.replace(from, count, count, '\x5a');
  return content;
}

}  // namespace

class TestProject : public QObject {
  Q_OBJECT

 private slots:
  void holdsWhatItWasMadeWith() {
    const Scratch scratch;
    const auto file = scratch / "a.rhoproject";
    std::string uuid;
    {
      const auto project = Project::create(file, {true, 2}, {"cat", "dog"});
      uuid = project.uuid();
      QCOMPARE(uuid.size(), std::size_t{36});
    }
    const auto project = Project::open(file);
    QCOMPARE(project.uuid(), uuid);
    QVERIFY(project.settings().isMultiLabel);
    QCOMPARE(project.settings().readersPerCase, 2);
    const auto classes = project.classes().all();
    QCOMPARE(classes.size(), std::size_t{2});
    QCOMPARE(classes[1].name, std::string("dog"));
    QCOMPARE(project.classes().add("DOG"), classes[1].id);
    QCOMPARE(scratch.fileCount(), 1 + 1);  // the log beside it
  }

  void writesThrough() {
    const Scratch scratch;
    const auto project = projectWithCases(scratch / "a.rhoproject", 1);
    auto& database = project.database();
    QCOMPARE(database.number("PRAGMA synchronous"), 2);
    QCOMPARE(database.number("PRAGMA foreign_keys"), 1);
    QCOMPARE(database.number("PRAGMA trusted_schema"), 0);
    const auto mode = database.first("PRAGMA journal_mode", [](const Row& r) { return r.text(0); });
    QCOMPARE(*mode, std::string("wal"));
  }

  void casesByNumberPathAndHash() {
    const Scratch scratch;
    const auto project = projectWithCases(scratch / "a.rhoproject", 12);
    const auto& cases = project.cases();
    QCOMPARE(cases.count(), 12);
    QCOMPARE(cases.find("3").sha256, rho::test::hashOf(3));
    QCOMPARE(cases.find("11.png").id, 11);
    QCOMPARE(cases.find("images/2.png").id, 2);
    QCOMPARE(cases.find((scratch / "images/2.png").string()).id, 2);
    QCOMPARE(cases.find(rho::test::hashOf(5).substr(0, 16)).id, 5);
    QCOMPARE(failureOf([&] { cases.find("99"); }).code, 7);
    QCOMPARE(failureOf([&] { cases.find("nothing.png"); }).code, 7);
    QVERIFY(!cases.find("1").path.empty());
    QVERIFY(!project.cases().add({0, "again.png", rho::test::hashOf(3), 1, 1, 1, "", ""}));
  }

  void movesWithItsImages() {
    const Scratch scratch;
    std::filesystem::create_directory(scratch / "one");
    projectWithCases(scratch / "one/a.rhoproject", 2)
        .cases()
        .add({0, "/elsewhere/x.png", rho::test::hashOf(9), 1, 1, 1, "", ""});
    std::filesystem::rename(scratch / "one", scratch / "two");
    const auto project = Project::open(scratch / "two/a.rhoproject");
    QCOMPARE(project.cases().get(1).path, (scratch / "two/images/1.png").string());
    QCOMPARE(project.cases().get(3).path, std::string("/elsewhere/x.png"));
  }

  void severalCallsAreKeptTogether() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 1);
    const auto failure = failureOf([&] {
      project.atomically([&] {
        project.annotators().add("Anna", Role::reader);
        project.annotators().add("Anna", Role::reader);
      });
    });
    QCOMPARE(failure.code, 7);
    QVERIFY(project.annotators().all().empty());
    project.annotators().add("Anna", Role::reader);
    QCOMPARE(project.annotators().all().size(), std::size_t{1});
  }

  void backsItselfUp() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 5);
    const auto anna = project.annotators().add("Anna", Role::reader);
    Reading(project, anna).setComment(2, "kept");
    const auto first = project.backUp(), second = project.backUp();
    QVERIFY(first != second);
    QVERIFY(first.filename().string().starts_with("a.backup-"));
    const auto copy = Project::open(first);
    QCOMPARE(copy.cases().count(), 5);
    QCOMPARE(copy.history().annotation(anna.id, 2).comment, std::string("kept"));
    QCOMPARE(copy.cases().get(1).path, project.cases().get(1).path);
    QCOMPARE(failureOf([&] { project.backUp(first); }).code, 8);
    QCOMPARE(failureOf([&] { project.backUp("/proc/no/such/folder/a"); }).code, 8);
  }

  void anOldVersionIsBroughtUpToDate() {
    const Scratch scratch;
    const auto file = scratch / "old.rhoproject";
    {
      Database database(file, Database::Mode::create);
      Schema::migrate(database, 0, 1);
      database.script(
          "INSERT INTO project VALUES ('uuid', 'u'), ('task', 'single-label'), ('readers', '1');"
          "INSERT INTO cases VALUES (7, 'abc', 'x.png', 1, 8, 6, '', '');"
          "INSERT INTO classes VALUES (1, 'cat');"
          "INSERT INTO annotators VALUES (1, 'ua', 'Anna', 'reader');"
          "INSERT INTO actions VALUES (1, 'u1', 0, 1, 7, 'answer', NULL, 2.5, '');"
          "INSERT INTO changes VALUES (1, 1, 'label', 1, '1', NULL);"
          "INSERT INTO answers VALUES (7, 'label', 1, 1, 1, '1');");
      QCOMPARE(Schema::versionOf(database), 1);
    }
    auto project = Project::open(file);
    QCOMPARE(Schema::versionOf(project.database()), Schema::newestVersion());
    const auto annotation = project.history().annotation(1, 7);
    QVERIFY(annotation.verdictOn(1) == Verdict::present);
    QCOMPARE(annotation.seconds, 2.5);
    QCOMPARE(project.queue().fill({}).flagged, 1);
    // The old one is beside it, as it was.
    Database old(scratch / "old.version1.rhoproject", Database::Mode::open);
    QCOMPARE(Schema::versionOf(old), 1);
    QCOMPARE(old.number("SELECT count(*) FROM answers"), 1);
  }

  void filesThatAreNoProjects_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("code");
    const Scratch scratch;
    projectWithCases(scratch / "whole", 200);
    const auto whole = contentOf(scratch / "whole");
    const auto row = [](const char* tag, const std::string& content, int code) {
      QTest::newRow(tag) << QByteArray::fromStdString(content) << code;
    };
    row("empty", "", 5);
    row("text", "annotations", 4);
    row("the magic alone", whole.substr(0, 16), 5);
    row("a page alone", whole.substr(0, 4096), 5);
    row("cut in half", whole.substr(0, whole.size() / 2 / 4096 * 4096), 5);
    row("the schema overwritten", overwritten(whole, 100, 3996), 5);
    row("a page size of nothing", overwritten(whole, 16, 2), 5);
  }
  void filesThatAreNoProjects() {
    QFETCH(QByteArray, content);
    QFETCH(int, code);
    const Scratch scratch;
    const auto file = scratch.write("x.rhoproject", content.toStdString());
    const auto failure = failureOf([&] {
      const auto project = Project::open(file);
      project.cases().each([](const Case&) {});
      project.queue().counts();
    });
    QCOMPARE(failure.code, code);
    QVERIFY2(failure.message.starts_with(file.string()), failure.message.c_str());
    QVERIFY(contentOf(file) == content.toStdString());
  }

  void changedFiles_data() {
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("code");
    QTest::newRow("a trigger")
        << "CREATE TRIGGER t AFTER INSERT ON actions BEGIN DELETE FROM actions; END" << 6;
    QTest::newRow("a view") << "CREATE VIEW v AS SELECT * FROM cases" << 6;
    QTest::newRow("a view in a table's place")
        << "DROP TABLE flags; CREATE VIEW flags AS SELECT 1 AS batch_id" << 6;
    QTest::newRow("another table") << "CREATE TABLE more (x)" << 6;
    QTest::newRow("another index") << "CREATE INDEX more ON cases (abs(id))" << 6;
    QTest::newRow("a virtual table") << "CREATE VIRTUAL TABLE f USING fts5 (x)" << 6;
    QTest::newRow("a missing table") << "DROP TABLE scores" << 6;
    QTest::newRow("a missing column") << "ALTER TABLE cases DROP COLUMN split" << 6;
    QTest::newRow("another application") << "PRAGMA application_id = 7" << 4;
    QTest::newRow("a newer version") << "PRAGMA user_version = 99" << 7;
    QTest::newRow("no version") << "PRAGMA user_version = 0" << 5;
    QTest::newRow("a negative version") << "PRAGMA user_version = -1" << 5;
  }
  void changedFiles() {
    QFETCH(QString, sql);
    QFETCH(int, code);
    const Scratch scratch;
    const auto file = changed(scratch, [&](Database& d) { d.script(sql.toStdString()); });
    const auto failure = failureOf([&] { Project::open(file); });
    QCOMPARE(failure.code, code);
    QVERIFY2(failure.message.starts_with(file.string()), failure.message.c_str());
  }

  void absurdContent_data() {
    QTest::addColumn<QString>("sql");
    QTest::newRow("a label") << "UPDATE changes SET value = '7' WHERE field = 'label'";
    QTest::newRow("a mask") << "UPDATE changes SET value = '9x9 zz', field = 'evidence'";
    QTest::newRow("a state") << "UPDATE changes SET value = 'asleep', field = 'state'; "
                                "UPDATE answers SET field = 'state'";
    QTest::newRow("settings") << "DELETE FROM project";
  }
  void absurdContent() {
    QFETCH(QString, sql);
    const Scratch scratch;
    const auto file = scratch / "a.rhoproject";
    {
      auto project = projectWithCases(file, 1);
      Reading(project, project.annotators().add("Anna", Role::reader))
          .setLabel(1, 1, Verdict::present);
      project.database().script(sql.toStdString());
      if (sql.contains("evidence'"))
        project.database().script("UPDATE answers SET field = 'evidence'");
    }
    const auto failure = failureOf([&] {
      const auto project = Project::open(file);
      project.settings();
      project.history().annotation(1, 1);
    });
    QVERIFY2(failure.code == 5 || failure.code == 7, failure.message.c_str());
  }

  /// Whatever was overwritten: an error that says so, or what can still be read.
  void damagedAnywhere() {
    const Scratch scratch;
    const auto file = scratch / "a.rhoproject";
    {
      auto project = projectWithCases(file, 60, {true, 2});
      Reading anna(project, project.annotators().add("Anna", Role::reader));
      for (Id id = 1; id <= 60; ++id) {
        anna.setLabel(id, 1 + id % 2, Verdict::present);
        anna.setMask(id, MaskKind::evidence, 1, rho::test::rectangle({0, 0, 3, 3}));
        anna.setState(id, id % 7 == 0 ? State::uncertain : State::done);
      }
      project.queue().fill({});
    }
    const auto whole = contentOf(file);
    rho::Random random(11);
    int refused = 0;
    for (int round = 0; round < 300; ++round) {
      auto content = whole;
      for (auto count = 1 + random.integer(40); count > 0; --count)
        content[static_cast<std::size_t>(random.integer(std::ssize(content)))] =
            static_cast<char>(random.integer(256));
      const auto damaged = scratch.write("damaged.rhoproject", content);
      const auto failure = failureOf([&] {
        const auto project = Project::open(damaged);
        project.settings();
        project.cases().each([](const Case&) {});
        project.history().eachAnnotation([](const Annotation&) {});
        project.history().each(std::nullopt, [](const Action&) {});
        for (const auto& one : project.annotators().all()) project.queue().waiting(one);
        project.queue().counts();
      });
      QVERIFY2(failure.code != 1, failure.message.c_str());
      refused += failure.code == 0 ? 0 : 1;
    }
    QVERIFY(refused > 30);
  }

  void oneProgramAtATime() {
    const Scratch scratch;
    const auto file = scratch / "a.rhoproject";
    const auto project = projectWithCases(file, 1);
    const auto failure = failureOf([&] { Project::open(file); });
    QCOMPARE(failure.code, 7);
    QVERIFY2(failure.message.find("another program") != std::string::npos, failure.message.c_str());
  }

  void mistakes() {
    const Scratch scratch;
    const auto file = scratch / "a.rhoproject";
    QCOMPARE(failureOf([&] { Project::open(file); }).code, 3);
    projectWithCases(file, 1);
    QCOMPARE(failureOf([&] { Project::create(file, {}); }).code, 8);
    QCOMPARE(failureOf([&] { Project::create(scratch / "b", {false, 0}); }).code, 7);
    QVERIFY(!std::filesystem::exists(scratch / "b"));
    QCOMPARE(failureOf([&] { Project::create("/proc/no/a.rhoproject", {}); }).code, 8);
    const auto project = Project::open(file);
    QCOMPARE(failureOf([&] { project.classes().add(""); }).code, 7);
    QCOMPARE(failureOf([&] { project.classes().named("bird"); }).code, 7);
    QCOMPARE(failureOf([&] { project.annotators().named("Anna"); }).code, 7);
  }

  void aFullDiskLosesOnlyTheLastAction() {
    const Scratch scratch;
    const auto file = scratch / "a.rhoproject";
    int kept = 0;
    {
      auto project = projectWithCases(file, 1);
      Reading anna(project, project.annotators().add("Anna", Role::reader));
      const rho::test::LimitedDisk disk(1'500'000);
      const auto failure = failureOf([&] {
        for (kept = 0; kept < 1000; ++kept)
          anna.setComment(1, std::string(2000, 'a') + std::to_string(kept));
      });
      QCOMPARE(failure.code, 8);
      QVERIFY(kept > 10);
    }
    const auto project = Project::open(file);
    const auto comment = project.history().annotation(1, 1).comment;
    QCOMPARE(comment, std::string(2000, 'a') + std::to_string(kept - 1));
  }
};

QTEST_APPLESS_MAIN(TestProject)
#include "tst_project.moc"
