// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "base/error.h"
#include "cli/tiny_run.h"
#include "testing/scratch.h"

using namespace rho;

/// `rho ara` over files that are gone on with, split and merged.
class TestAraStudy : public QObject {
  Q_OBJECT

  using Outcome = test::Outcome;
  static Outcome rho(const QStringList& arguments) { return test::runRho(arguments); }

  QString inScratch(const std::string& name) const {
    return QString::fromStdString((m_scratch / name).string());
  }
  Outcome ara(const QStringList& more) const {
    return rho(QStringList{"ara", "--model", inScratch("run/model.safetensors"), "--data",
                           "phantom:nodule?count=9&size=32&seed=4", "--search", "fast", "--json",
                           "--quiet"} +
               more);
  }
  static QList<double> distancesOf(const Outcome& outcome) {
    QList<double> distances;
    for (const auto& value : outcome.object()["distances"].toArray())
      distances.append(value.toDouble(-1));
    return distances;
  }

  test::Scratch m_scratch;

 private slots:
  void initTestCase() {
    const auto done = test::trainTiny(m_scratch);
    QVERIFY2(done.code == 0, done.err);
  }

  void saysWhatWasMeasured() {
    const auto done = ara({"--csv", inScratch("images.csv")});
    QVERIFY2(done.code == 0, done.err);
    const auto object = done.object();
    QCOMPARE(object["n"].toInt(), 9);
    QCOMPARE(object["distances"].toArray().size(), 9);
    QCOMPARE(object["search"].toString(), "fast");
    QVERIFY(object["ara_low"].toDouble() <= object["ara"].toDouble());
    QVERIFY(object["ara"].toDouble() <= object["ara_high"].toDouble());
    QCOMPARE(object["classes"].toArray().size(), 2);
    QCOMPARE(std::ranges::count(test::contentOf(m_scratch / "images.csv"), '\n'), 10);
  }

  void goesOnAfterAKill() {
    const auto whole = ara({"--out", inScratch("whole.jsonl")});
    QVERIFY2(whole.code == 0, whole.err);
    const auto text = test::contentOf(m_scratch / "whole.jsonl");
    // As a kill in the midst of the fifth image leaves it.
    std::size_t end = 0;
    for (int line = 0; line < 5; ++line) end = text.find('\n', end) + 1;
    m_scratch.write("killed.jsonl", text.substr(0, end + 10));
    const auto again = ara({"--out", inScratch("killed.jsonl")});
    QVERIFY2(again.code == 0, again.err);
    const auto expected = distancesOf(whole), found = distancesOf(again);
    QCOMPARE(found.size(), expected.size());
    for (qsizetype i = 0; i < found.size(); ++i)
      QVERIFY(std::abs(found[i] - expected[i]) <= 1e-3 * expected[i]);
    const auto before = test::contentOf(m_scratch / "killed.jsonl");
    QVERIFY(before.starts_with(text.substr(0, end)));
    QCOMPARE(ara({"--out", inScratch("killed.jsonl")}).code, 0);
    QCOMPARE(test::contentOf(m_scratch / "killed.jsonl"), before);
  }

  void shardsAreMerged() {
    QStringList files;
    for (const char* shard : {"1/2", "2/2"}) {
      files.append(inScratch(std::string("shard") + shard[0]));
      const auto done = ara({"--shard", shard, "--out", files.back()});
      QVERIFY2(done.code == 0, done.err);
    }
    const auto merged = rho(QStringList{"ara", "merge"} + files +
                            QStringList{"--out", inScratch("merged.jsonl"), "--json"});
    QVERIFY2(merged.code == 0, merged.err);
    QCOMPARE(merged.object()["n"].toInt(), 9);
    const auto expected = distancesOf(ara({})), found = distancesOf(merged);
    for (qsizetype i = 0; i < expected.size(); ++i)
      QVERIFY(std::abs(found[i] - expected[i]) <= 1e-3 * expected[i]);
    const auto one = rho({"ara", "merge", files[0], "--out", inScratch("x")});
    QCOMPARE(one.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(one.err.contains("2/2 is missing"), one.err);
  }

  void mistakesAreNamed() {
    QCOMPARE(ara({"--out", inScratch("kind.jsonl"), "--n", "2"}).code, 0);
    const auto other = ara({"--out", inScratch("kind.jsonl"), "--n", "2", "--kind", "btr"});
    QCOMPARE(other.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(other.err.contains("kind"), other.err);
    QCOMPARE(ara({"--shard", "3/2"}).code, static_cast<int>(ExitCode::usage));
    QCOMPARE(ara({"--shard", "two"}).code, static_cast<int>(ExitCode::usage));
    QCOMPARE(rho({"ara", "--data", "x"}).code, static_cast<int>(ExitCode::usage));
    QCOMPARE(ara({"--first", "100"}).code, static_cast<int>(ExitCode::invalidInput));
  }
};

QTEST_GUILESS_MAIN(TestAraStudy)
#include "tst_ara_study.moc"
