// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "base/error.h"
#include "train_runs.h"

using namespace rho;

/// `rho experiment` with a simulated annotator, on a network of a few weights.
class TestSimulatedAnnotator : public QObject {
  Q_OBJECT

  test::TrainRuns m_runs;

  QStringList experiment(const QStringList& more = {}) const {
    QStringList arguments{"experiment", m_runs.named("tiny.json"), "--threads", "1"};
    for (const auto& [option, value] :
         {std::pair("--data", QString("phantom:nodule?count=60&size=32")),
          std::pair("--validation", QString("phantom:nodule?count=20&size=32&seed=2")),
          std::pair("--out", m_runs.named("tiny"))})
      if (!more.contains(option)) arguments += {option, value};
    return arguments + more;
  }
  QList<QByteArrayList> rows() const {
    QList<QByteArrayList> rows;
    const auto content = QByteArray::fromStdString(m_runs.contentOf("tiny/results.csv"));
    for (const auto& line : content.trimmed().split('\n')) rows.push_back(line.split(','));
    return rows;
  }
  /// Accuracies of an arm, seed by seed.
  std::vector<double> accuracies(const QByteArray& arm) const {
    std::vector<double> values;
    for (const auto& row : rows())
      if (row[2] == "\"" + arm + "\"") values.push_back(row[6].toDouble());
    return values;
  }
  /// A seed: two without masks, two with, the queue's start, two rounds of two strategies.
  static constexpr int trainings = 2 * (2 + 2 + 1 + 2 * 2);
  int kept() const {
    int files = 0;
    for (const char* seed : {"tiny/given/seed-1", "tiny/given/seed-2"})
      if (std::filesystem::exists(m_runs.path(seed)))
        for (const auto& file : std::filesystem::directory_iterator(m_runs.path(seed)))
          files += file.path().extension() == ".json";
    return files;
  }

 private slots:
  void initTestCase() {
    const nlohmann::json description = {
        {"kind", "simulated-annotator"},
        {"title", "Tiny"},
        {"question", "Does it run?"},
        {"source", "nobody"},
        {"recipe", m_runs.path("recipe.json").string()},
        {"materials",
         nlohmann::json::array({{{"name", "given"}, {"settings", {"robust_terms=null"}}}})},
        {"scales",
         {{"reduced",
           {{"about", "tiny"},
            {"settings", {"epochs=1"}},
            {"seeds", 2},
            {"images", 40},
            {"test_images", 20},
            {"ara_images", 2},
            {"shortcut",
             {{"share", 0.9},
              {"mask_shares", {0.1}},
              {"choosers", {"random", "wrong-evidence"}},
              {"penalties", {{"gradient", {"evidence.weight=1"}}}}}},
            {"queue",
             {{"strategies", {"random", "least-confidence"}},
              {"first", 8},
              {"step", 4},
              {"rounds", 2},
              {"training_steps", 4}}}}}}}};
    m_runs.m_scratch.write("tiny.json", description.dump());
  }

  void aStoppedOneGoesOn() {
    const auto stopped =
        m_runs.interrupted(experiment({"--quiet"}), SIGINT, [&] { return kept() >= 3; });
    QCOMPARE(stopped.code, static_cast<int>(ExitCode::cancelled));
    QVERIFY(kept() >= 3 && kept() < trainings);
    const auto first = m_runs.contentOf("tiny/given/seed-1/no-shortcut.json");
    const auto done = test::runRho(experiment());
    QVERIFY2(done.code == 0, done.err);
    QCOMPARE(kept(), trainings);
    QCOMPARE(m_runs.contentOf("tiny/given/seed-1/no-shortcut.json"), first);
    QVERIFY(!done.err.contains("seed 1, no-shortcut"));
    QVERIFY(done.err.contains("seed 2, queue-random-2"));
  }

  /// A training that is done again comes to the same, for seed, images and choices are its own.
  void whatIsLostIsDoneAgain() {
    const auto file = m_runs.path("tiny/given/seed-2/masks-wrong-evidence-gradient-4.json");
    const auto measures = [&] {
      auto json = nlohmann::json::parse(test::contentOf(file));
      json.erase("seconds");
      return json;
    };
    const auto before = measures();
    std::filesystem::remove(file);
    const auto again = test::runRho(experiment());
    QVERIFY2(again.code == 0, again.err);
    QCOMPARE(again.err.count("accuracy"), 1);
    QVERIFY(measures() == before);
  }

  void tablesAndCurves() {
    // Both strategies begin with the same training, which has a line for each.
    QCOMPARE(rows().size(), 1 + trainings + 2);
    const auto values = accuracies("labels only");
    QCOMPARE(values.size(), 2u);
    const double mean = (values[0] + values[1]) / 2;
    const double half = 12.706 * std::abs(values[0] - values[1]) / 2;
    const auto table = m_runs.contentOf("tiny/results.md");
    const auto cell =
        QString("| labels only | 0 | %1 ± %2 |").arg(mean, 0, 'f', 4).arg(half, 0, 'f', 4);
    QVERIFY2(table.find(cell.toStdString()) != table.npos, table.c_str());
    for (const char* text :
         {"| masks, wrong-evidence, gradient | 4 |", "| labels | 8 | 12 | 16 |", "LibTorch"})
      QVERIFY2(table.find(text) != table.npos, text);
    const auto curves = m_runs.contentOf("tiny/given-curves.svg");
    QVERIFY(curves.starts_with("<svg") && curves.find("least-confidence") != curves.npos);
    QStringList labels;
    const QRegularExpression label(R"(text-anchor="end" >([-.\d]+)<)");
    for (auto found = label.globalMatch(QString::fromStdString(curves)); found.hasNext();)
      labels << found.next().captured(1);
    QVERIFY(labels.size() > 2);
    QCOMPARE(labels.removeDuplicates(), 0);
    QCOMPARE(QByteArray::fromStdString(curves).count("<circle"), 6);
  }

  void furtherSeedsAreAdded() {
    const auto more = test::runRho(experiment({"--seeds", "3"}));
    QVERIFY2(more.code == 0, more.err);
    QVERIFY(!more.err.contains("seed 2"));
    QCOMPARE(accuracies("no shortcut").size(), 3u);
  }

  void mistakes_data() {
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* tag, const QStringList& more, ExitCode code,
                        const char* words) {
      QTest::newRow(tag) << more << static_cast<int>(code) << QByteArray(words);
    };
    row("other data", {"--data", "phantom:nodule?count=61&size=32"}, ExitCode::invalidInput,
        "another experiment");
    row("no such scale", {"--scale", "huge"}, ExitCode::usage, "reduced");
    row("no data", {"--data", "/no/such", "--out", m_runs.named("none")}, ExitCode::missingFile,
        "/no/such");
  }
  void mistakes() {
    QFETCH(QStringList, more);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    const auto failed = test::runRho(experiment(more));
    QCOMPARE(failed.code, code);
    QVERIFY2(failed.err.contains(words), failed.err);
  }

  void theBundledOneCanBeRead() {
    for (const char* scale : {"reduced", "full"}) {
      const auto noData = test::runRho({"experiment", "simulated-annotator", "--scale", scale,
                                        "--data", "/no/such", "--out", m_runs.named("none")});
      QCOMPARE(noData.code, static_cast<int>(ExitCode::missingFile));
      QVERIFY2(noData.err.contains("/no/such"), noData.err);
    }
  }
};

QTEST_GUILESS_MAIN(TestSimulatedAnnotator)
#include "tst_simulated_annotator.moc"
