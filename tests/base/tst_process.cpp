// SPDX-License-Identifier: Apache-2.0
// Programs beside this one: how they end, what they may, and that none is left behind.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QtTest>
#include <csignal>
#include <sstream>

#include "base/process.h"
#include "testing/scratch.h"

using namespace rho;
using namespace std::chrono_literals;
using rho::test::failureOf;
using rho::test::Scratch;

namespace {

constexpr auto patience = 60s;

Program shell(const std::string& script) {
  Program program;
  program.file = "/bin/sh";
  program.arguments = {"-c", script};
  return program;
}

/// What a script printed; its exit code at the end.
std::string resultOf(const Program& program) {
  Process process(program);
  if (!process.endsWithin(patience)) return "still runs";
  return process.output() + "=" + std::to_string(process.exitCode());
}

bool isAlive(pid_t pid) { return ::kill(pid, 0) == 0; }

}  // namespace

class TestProcess : public QObject {
  Q_OBJECT

 private slots:
  void saysHowItEnded() {
    QCOMPARE(resultOf(shell("echo out; echo err >&2; exit 3")), std::string("out\nerr\n=3"));
    QCOMPARE(resultOf(shell("exit 0")), std::string("=0"));
    for (const char* signal : {"ABRT", "SEGV", "KILL"})
      QCOMPARE(resultOf(shell(std::string("kill -") + signal + " $$")), std::string("=-1"));
  }

  void aProgramThatIsMissingIsAnError() {
    Program program;
    program.file = "/no/such/program";
    const auto failure = failureOf([&] { Process process(program); });
    QCOMPARE(failure.code, static_cast<int>(ExitCode::missingFile));
    QVERIFY(failure.message.find("/no/such/program") != std::string::npos);
    QVERIFY(!findProgram("no-such-program"));
    QVERIFY(findProgram("sh"));
    QCOMPARE(failureOf([] { companionProgram("no-such-program"); }).code,
             static_cast<int>(ExitCode::missingFile));
  }

  void worksInItsFolder() {
    const Scratch scratch;
    auto program = shell("pwd");
    program.folder = scratch.path();
    QCOMPARE(resultOf(program), scratch.path().string() + "\n=0");
  }

  /// Its standard input and output are one end of a socket; what it says of errors is its output.
  void talks() {
    int ends[2];
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    auto program = shell("read line; echo heard $line; echo muttering >&2");
    program.dialogue = ends[1];
    Process process(program);
    ::close(ends[1]);
    QCOMPARE(::write(ends[0], "words\n", 6), ssize_t{6});
    QVERIFY(process.endsWithin(patience));
    char answer[64] = {};
    QVERIFY(::read(ends[0], answer, sizeof answer - 1) > 0);
    ::close(ends[0]);
    QCOMPARE(QByteArray(answer), QByteArray("heard words\n"));
    QCOMPARE(process.output(), std::string("muttering\n"));
  }

  /// Of the files that this program has open it gets one, and no other.
  void getsOneDescriptor() {
    const Scratch scratch;
    const auto path = scratch.write("file", "content");
    const int wanted = ::open(path.c_str(), O_RDONLY);
    const int secret = ::open(path.c_str(), O_RDONLY);  // not closed on exec
    QVERIFY(wanted >= 0 && secret >= 0);
    const std::string listing =
        "for i in 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$i ] && echo $i; done; :";
    auto program = shell("cat <&3; " + listing);
    program.descriptor = wanted;
    QCOMPARE(resultOf(program), std::string("content3\n=0"));
    QCOMPARE(resultOf(shell(listing)), std::string("=0"));
    ::close(wanted);
    ::close(secret);
  }

  void isBounded() {
    auto program = shell("ulimit -c; sleep 0.2; ulimit -v; ulimit -t");
    program.maxBytes = std::uint64_t{512} << 20;
    program.maxCpuSeconds = 7;
    const auto result = resultOf(program);
    QVERIFY2(result.ends_with("\n524288\n7\n=0"), result.c_str());
    // A loop ends by its bound on time.
    program = shell("while :; do :; done");
    program.maxCpuSeconds = 1;
    QCOMPARE(resultOf(program), std::string("=-1"));
  }

  void keepsTheBeginningOfALongOutput() {
    Process process(shell("yes | head -c 1000000"));
    QVERIFY(process.endsWithin(patience));
    QCOMPARE(process.output().size(), std::size_t{1} << 16);
    QCOMPARE(process.exitCode(), 0);
  }

  /// Also one that has closed its output, and what it has started.
  void noneIsLeftBehind() {
    pid_t pid = 0, child = 0;
    {
      Process process(shell("sleep 600 & echo $$ $!; exec >&- 2>&-; wait"));
      while (process.output().find('\n') == std::string::npos) process.endsWithin(5ms);
      QVERIFY(!process.endsWithin(20ms));
      std::istringstream(process.output()) >> pid >> child;
      QVERIFY(pid > 1 && child > 1 && isAlive(pid) && isAlive(child));
    }
    QVERIFY(!isAlive(pid));
    // Killed at once; whoever inherits it takes it away.
    QTRY_VERIFY(!isAlive(child) || isZombie(child));
  }

 private:
  static bool isZombie(pid_t pid) {
    const auto status = rho::test::contentOf("/proc/" + std::to_string(pid) + "/status");
    return status.find("State:\tZ") != std::string::npos;
  }
};

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
