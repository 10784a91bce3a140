// SPDX-License-Identifier: Apache-2.0
// What was acknowledged is there after the death of the program, at whatever moment it comes.
#include <sys/wait.h>
#include <unistd.h>

#include <QProcess>
#include <QtTest>
#include <chrono>
#include <csignal>
#include <iostream>
#include <map>

#include "annotation/annotation_fixture.h"
#include "annotation/database.h"
#include "base/random.h"

using namespace rho::annotation;
using rho::test::projectWithCases;
using rho::test::rectangle;
using rho::test::Scratch;

namespace {

constexpr int caseCount = 20;

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy

/// What is killed: it annotates, and prints the number of each action that is done.
[[noreturn]] void annotate(const std::filesystem::path& file, int number) {
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
    std::cout << "done " << number << std::endl;
  }
}

/// For each number on standard input a process that begins with it. The test itself cannot fork: it
/// has threads, and to start a program a hundred times takes a minute.
int annotateAgainAndAgain(const std::filesystem::path& file) {
  for (int number = 0; std::cin >> number;) {
    const auto child = ::fork();
    if (child == 0) annotate(file, number);
    std::cout << "process " << child << std::endl;
    ::waitpid(child, nullptr, 0);
    std::cout << "ended " << child << std::endl;
  }
  return 0;
}

/// The processes that annotate, one after another.
class Annotating {
 public:
  explicit Annotating(const std::filesystem::path& file) {
    m_starter.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_starter.start("/proc/self/exe", {"annotate", QString::fromStdString(file.string())});
  }
  ~Annotating() {
    m_starter.closeWriteChannel();
    m_starter.waitForFinished(patience);
  }

  void begin(int number) {
    m_process = 0;
    m_starter.write(QByteArray::number(number) + "\n");
  }
  /// The number of the next action that was acknowledged; nothing when the process has ended.
  std::optional<int> acknowledged() {
    for (;;) {
      const auto [what, number] = next();
      if (what == "process") m_process = number;
      if (what == "done") return number;
      if (what == "ended" || what.isEmpty()) return std::nullopt;
    }
  }
  void kill() {
    while (m_process == 0) {
      const auto [what, number] = next();
      if (what.isEmpty()) return;
      if (what == "process") m_process = number;
    }
    ::kill(m_process, SIGKILL);
  }

 private:
  std::pair<QByteArray, int> next() {
    while (!m_starter.canReadLine())
      if (!m_starter.waitForReadyRead(patience)) return {};
    const auto words = m_starter.readLine().trimmed().split(' ');
    return {words.value(0), words.value(1).toInt()};
  }

  QProcess m_starter;
  pid_t m_process = 0;
};

}  // namespace

class TestKill : public QObject {
  Q_OBJECT

 private slots:
  void hundredKillsLoseNothing() {
    const Scratch scratch;
    const auto file = scratch / "a.rhoproject";
    projectWithCases(file, caseCount).annotators().add("Anna", Role::reader);
    Annotating program(file);
    rho::Random random(1);
    int last = 0, kills = 0;
    for (int round = 0; round < 100; ++round) {
      program.begin(last + 1);
      const auto wanted = 1 + random.integer(6);
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
    auto& database = project.database();
    const auto state =
        database.first("PRAGMA integrity_check", [](const Row& row) { return row.text(0); });
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

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "annotate") return annotateAgainAndAgain(argv[2]);
  TestKill test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_kill.moc"
