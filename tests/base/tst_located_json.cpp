// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/located_json.h"
#include "testing/scratch.h"

using namespace rho;

class TestLocatedJson : public QObject {
  Q_OBJECT

 private slots:
  void everyValueHasItsLine() {
    const LocatedJson located(R"({
  "name": "a",
  "size": [
    1,
    2
  ], "deep": {"list": [{"x":
     true}, 3
  ]},
  "last": 4
}
)",
                              "file.json");
    QCOMPARE(located.json()["deep"]["list"][0]["x"], true);
    QCOMPARE(located.place("name"), "file.json:2");
    QCOMPARE(located.place("size"), "file.json:3");
    QCOMPARE(located.place("size[0]"), "file.json:4");
    QCOMPARE(located.place("size[1]"), "file.json:5");
    QCOMPARE(located.place("deep"), "file.json:6");
    QCOMPARE(located.place("deep.list[0].x"), "file.json:6");
    QCOMPARE(located.place("deep.list[1]"), "file.json:7");
    QCOMPARE(located.place("last"), "file.json:9");
    // What is not there: the line of what is around it.
    QCOMPARE(located.place("deep.list[0].y"), "file.json:6");
    QCOMPARE(located.place("size[7]"), "file.json:3");
    QCOMPARE(located.place("none"), "file.json:1");
  }

  void mistakes_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("empty") << ""
                           << "file.json:1: ";
    QTest::newRow("no comma") << "{\n\"a\": 1\n\"b\": 2}"
                              << "file.json:3: ";
    QTest::newRow("cut off") << "{\n\"a\": [1,\n2"
                             << "file.json:3: ";
    QTest::newRow("no value") << "{\n\n\"a\": }"
                              << "file.json:3: ";
    QTest::newRow("rest") << "{}\n\nx"
                          << "file.json:3: ";
    QTest::newRow("no UTF-8") << "{\n\"a\": \"\xff\"}"
                              << "file.json:2: ";
    QTest::newRow("number too large") << "{\n\n\"a\":1e999}"
                                      << "file.json:3: ";
    QTest::newRow("twice") << "{\"a\": 1,\n\"b\": {\"c\": 1,\n\"c\": 2}}"
                           << "file.json:3: \"b.c\" is given twice; it was given in line 2";
  }
  void mistakes() {
    QFETCH(QString, text);
    QFETCH(QString, place);
    // As bytes: a QString would have repaired them.
    const auto failure = test::failureOf([&] {
      const auto bytes = text.contains(QChar::ReplacementCharacter)
                             ? std::string("{\n\"a\": \"\xff\"}")
                             : text.toStdString();
      LocatedJson(bytes, "file.json");
    });
    QCOMPARE(failure.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(failure.message.starts_with(place.toStdString()), failure.message.c_str());
    QVERIFY2(failure.message.find("\n") == std::string::npos &&
                 failure.message.find("json.exception") == std::string::npos,
             failure.message.c_str());
  }

  void files() {
    const test::Scratch scratch;
    QCOMPARE(LocatedJson::read(scratch.write("a.json", "{\"a\":\n1}")).json()["a"], 1);
    QVERIFY_EXCEPTION_THROWN(LocatedJson::read(scratch / "none.json"), MissingFile);
    QVERIFY_EXCEPTION_THROWN(
        LocatedJson::read(scratch.write("large.json", std::string((1 << 20) + 1, ' '))),
        RefusedFile);
  }
};

QTEST_GUILESS_MAIN(TestLocatedJson)
#include "tst_located_json.moc"
