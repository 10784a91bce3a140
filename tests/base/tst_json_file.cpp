// SPDX-License-Identifier: Apache-2.0
#include "base/json_file.h"

#include <QtTest>

#include "base/error.h"
#include "testing/scratch.h"

using namespace rho;

class TestJsonFile : public QObject {
  Q_OBJECT

 private slots:
  void anObject() {
    const test::Scratch scratch;
    QCOMPARE(readJsonObject(scratch.write("a.json", R"({"a": [1, "ä"]})")).at("a").at(1),
             nlohmann::json("ä"));
  }

  void whatIsNone_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("list") << "[1]";
    QTest::newRow("number") << "1";
    QTest::newRow("cut off") << R"({"a": )";
    QTest::newRow("more behind it") << "{} {}";
    QTest::newRow("no JSON") << "a: 1";
  }
  void whatIsNone() {
    QFETCH(QString, text);
    const test::Scratch scratch;
    const auto file = scratch.write("a.json", text.toStdString());
    try {
      readJsonObject(file, 100, "write one");
      QFAIL("was read");
    } catch (const BrokenFile& error) {
      const QString message = error.what();
      QVERIFY2(message.contains("a.json") && message.contains("write one"), error.what());
    }
  }

  void tooLargeOrMissing() {
    const test::Scratch scratch;
    const auto file = scratch.write("a.json", R"({"a": 1})");
    QVERIFY_EXCEPTION_THROWN(readJsonObject(file, 4), RefusedFile);
    QVERIFY_EXCEPTION_THROWN(readJsonObject(file.parent_path() / "b.json"), MissingFile);
  }
};

QTEST_GUILESS_MAIN(TestJsonFile)
#include "tst_json_file.moc"
