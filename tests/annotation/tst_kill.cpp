// SPDX-License-Identifier: Apache-2.0
// What was acknowledged is there after the death of the program, at whatever moment it comes.
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>
#include <csignal>

#include "annotation/annotation_fixture.h"
#include "annotation/database.h"
#include "base/random.h"

using namespace rho::annotation;
using rho::test::projectWithCases;
using rho::test::rectangle;
using rho::test::Scratch;

namespace {

constexpr int caseCount = 20;

/// A program that annotates until it is killed, and says after each action that it is done.
class Annotating {
 public:
  Annotating(const std::filesystem::path& file, int firstNumber) {
    int ends[2];
    if (::pipe(ends) != 0) return;
    m_pid = ::fork();
    if (m_pid == 0) {
      ::close(ends[0]);
      annotate(file, firstNumber, ends[1]);
    }
    ::close(ends[1]);
    m_pipe = ends[0];
  }
  ~Annotating() { kill(); }

  /// The number of the next action that was acknowledged; nothing when the program has ended.
  std::optional<int> acknowledged() {
    int number = 0;
    const auto count = ::read(m_pipe, &number, sizeof number);
    return count == sizeof number ? std::optional(number) : std::nullopt;
  }
  void kill() {
    if (m_pid <= 0) return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
  }
  void close() { ::close(m_pipe); }

 private:
  [[noreturn]] static void annotate(const std::filesystem::path& file, int number, int pipe) {
    auto project = Project::open(file);
    Reading reading(project, project.annotators().named("Anna"));
    for (;; ++number) {
      const Id caseId = 1 + number % caseCount;
      project.atomically([&] {
        reading.setComment(caseId, std::to_string(number));
        reading.setMask(caseId, MaskKind::evidence, 0, rectangle({0, 0, 1 + number % 7, 3}));
        if (number % 5 == 0) reading.setLabel(caseId, 1, Verdict::present);
        if (number % 11 == 0) reading.undo();
      });
      if (::write(pipe, &number, sizeof number) != sizeof number) ::_exit(1);
    }
  }

  pid_t m_pid = -1;
  int m_pipe = -1;
};

}  // namespace

class TestKill : public QObject {
  Q_OBJECT

 private slots:
  void hundredKillsLoseNothing() {
    const Scratch scratch;
    const auto file = scratch / "a.rhoproject";
    projectWithCases(file, caseCount).annotators().add("Anna", Role::reader);
    rho::Random random(1);
    int last = 0, kills = 0;
    for (int round = 0; round < 100; ++round) {
      Annotating program(file, last + 1);
      const auto wanted = 1 + random.integer(12);
      for (int i = 0; i < wanted; ++i) {
        const auto number = program.acknowledged();
        QVERIFY(number);
        last = *number;
      }
      // Somewhere within the actions that come next.
      const auto moment = std::chrono::microseconds(random.integer(1500));
      const auto begin = std::chrono::steady_clock::now();
      while (std::chrono::steady_clock::now() - begin < moment) continue;
      program.kill();
      ++kills;
      for (auto more = program.acknowledged(); more; more = program.acknowledged()) last = *more;
      program.close();
      const auto reached = requireAll(file, last);
      QVERIFY2(reached >= last, qPrintable(QString("%1 of %2").arg(reached).arg(last)));
      last = reached;  // what was written and not yet acknowledged counts as well
    }
    QCOMPARE(kills, 100);
  }

 private:
  /// The last comment that the history holds, after a check that all before it are there, in order,
  /// and that the answers are those that follow from it. -1: something is missing.
  static int requireAll(const std::filesystem::path& file, int atLeast) {
    const auto project = Project::open(file);
    const auto& database = project.database();
    const auto state = const_cast<Database&>(database).first(
        "PRAGMA integrity_check", [](const Row& row) { return row.text(0); });
    if (state != "ok") return -1;
    int expected = 1;
    std::map<std::pair<Id, Field>, std::optional<std::string>> answers;
    bool isWhole = true;
    project.history().each(std::nullopt, [&](const Action& action) {
      for (const auto& change : action.changes) {
        answers[{*action.caseId, change.field}] = change.value;
        if (change.field != Field::comment || action.kind != ActionKind::answer) continue;
        isWhole = isWhole && change.value == std::to_string(expected);
        ++expected;
      }
    });
    for (Id caseId = 1; caseId <= caseCount; ++caseId) {
      const auto annotation = project.history().annotation(1, caseId);
      const auto comment = answers[{caseId, Field::comment}];
      isWhole = isWhole && annotation.comment == comment.value_or("");
      const auto mask = answers[{caseId, Field::evidence}];
      const auto* painted = annotation.mask(MaskKind::evidence, 0);
      isWhole = isWhole && (painted ? std::optional(painted->text()) : std::nullopt) == mask;
    }
    return isWhole && expected - 1 >= atLeast ? expected - 1 : -1;
  }
};

QTEST_APPLESS_MAIN(TestKill)
#include "tst_kill.moc"
