// SPDX-License-Identifier: Apache-2.0
#include "base/line_log.h"

#include <QtTest>
#include <vector>

#include "base/file.h"
#include "testing/refuses.h"
#include "testing/scratch.h"

using namespace rho;
using namespace rho::test;

namespace {

const InvalidInput busy("the log", "is being written by another process", "wait for it");

std::vector<LogLine> linesOf(const std::filesystem::path& path) {
  std::vector<LogLine> lines;
  readLines(path, [&](const LogLine& line) {
    lines.push_back(line);
    return true;
  });
  return lines;
}

}  // namespace

class TestLineLog : public QObject {
  Q_OBJECT

 private slots:
  void growsAndGoesOn() {
    const Scratch folder;
    const auto file = folder / "log.jsonl";
    LineLog(file, busy).append("{\"a\": 1}\n");
    LineLog(file, busy).append("[2]\nnot JSON\n");
    const auto lines = linesOf(file);
    QCOMPARE(lines.size(), std::size_t(3));
    QCOMPARE(lines[0].json["a"], nlohmann::json(1));
    QCOMPARE(lines[1].number, 2);
    QCOMPARE(lines[1].end, std::uintmax_t(9 + 4));
    QVERIFY(lines[2].json.is_discarded());
  }

  void aTornLineIsPassedOver() {
    const Scratch folder;
    const auto file = folder / "log.jsonl";
    writeFileAtomically(file, "{\"a\": 1}\n{\"a\": ");
    const auto end = readLines(file, [](const LogLine&) { return true; });
    QCOMPARE(end, std::uintmax_t(9));
    LineLog log(file, busy);
    log.cut(end);
    log.append("{\"a\": 2}\n");
    QCOMPARE(linesOf(file).back().json["a"], nlohmann::json(2));
  }

  void whatIsNotOursIsToldFromWhatWasTorn() {
    const Scratch folder;
    const std::string line = "{\"a\": 1}";
    for (const char* torn : {"", "{\"a\"", "{\"a\": 1}"})
      QVERIFY(holdsTorn(folder.write("torn", torn), line));
    for (const char* other : {"note", "{\"b\"", "{\"a\": 1}\n{\"a\": 2}"})
      QVERIFY(!holdsTorn(folder.write("other", other), line));
  }

  void endsWhereItIsTold() {
    const Scratch folder;
    const auto file = folder / "log.jsonl";
    writeFileAtomically(file, "1\n2\n3\n");
    QCOMPARE(readLines(file, [](const LogLine& line) { return line.json < 2; }), std::uintmax_t(2));
  }

  void oneProcessWrites() {
    const Scratch folder;
    const auto file = folder / "log.jsonl";
    {
      const LineLog first(file, busy);
      QVERIFY(refuses<InvalidInput>([&] { LineLog(file, busy); }, {"the log", "another process"}));
    }
    LineLog(file, busy).append("1\n");
    QCOMPARE(linesOf(file).size(), std::size_t(1));
  }

  void whatCannotBeOpened() {
    const Scratch folder;
    QVERIFY(refuses<WriteFailed>([&] { LineLog(folder / "absent" / "log.jsonl", busy); },
                                 {"log.jsonl", "cannot be written"}));
    QVERIFY(refuses<MissingFile>([&] { linesOf(folder / "absent.jsonl"); }, {"absent.jsonl"}));
  }
};

QTEST_GUILESS_MAIN(TestLineLog)
#include "tst_line_log.moc"
