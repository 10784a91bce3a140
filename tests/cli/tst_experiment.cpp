// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "train_runs.h"

using namespace rho;

/// A comparison of recipes, and the table of several runs.
class TestExperiment : public QObject {
  Q_OBJECT

  test::TrainRuns m_runs;

  QStringList experiment(const QStringList& more = {}) const {
    QStringList arguments{"experiment", m_runs.named("two.json"), "--out", m_runs.named("two")};
    for (const auto& [option, value] :
         {std::pair("--data", QString("phantom:nodule?count=16&size=32")),
          std::pair("--validation", QString("phantom:nodule?count=8&size=32&seed=2")),
          std::pair("--threads", QString("1"))})
      if (!more.contains(option)) arguments += {option, value};
    return arguments + more;
  }
  QJsonObject results() const {
    return QJsonDocument::fromJson(QByteArray::fromStdString(m_runs.contentOf("two/results.json")))
        .object();
  }

 private slots:
  void initTestCase() {
    const auto recipe = m_runs.path("recipe.json").string();
    const nlohmann::json description = {
        {"title", "Two"},
        {"question", "Which?"},
        {"source", "nobody"},
        {"measures", {"accuracy", "attack_ara"}},
        {"runs",
         {{{"name", "one"}, {"recipe", recipe}, {"published", {{"accuracy", 0.5}}}},
          {{"name", "other"}, {"recipe", recipe}}}},
        {"scales",
         {{"reduced", {{"about", "tiny"}, {"settings", {"epochs=2"}}, {"ara_images", 2}}},
          {"long", {{"about", "tiny"}, {"settings", {"epochs=5000"}}, {"ara_images", 2}}}}}};
    m_runs.m_scratch.write("two.json", description.dump());
  }

  void aStoppedOneGoesOn() {
    const auto stopped = m_runs.interrupted(experiment({"--scale", "long"}), SIGINT, [&] {
      return !m_runs.lines("two/one", "epoch").empty();
    });
    QCOMPARE(stopped.code, static_cast<int>(ExitCode::cancelled));
    QCOMPARE(m_runs.status("two/one")["state"].toString(), QString("stopped"));
    const auto other = test::runRho(experiment());
    QCOMPARE(other.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(other.err.contains("another experiment"), other.err);
    std::filesystem::remove_all(m_runs.path("two"));

    const auto done = test::runRho(experiment());
    QVERIFY2(done.code == 0, done.err);
    const auto runs = results()["runs"].toArray();
    QCOMPARE(runs.size(), 2);
    for (const auto& run : runs) {
      const auto measures = run.toObject()["measures"].toObject();
      QVERIFY(measures.contains("accuracy") && measures.contains("attack_ara"));
      QCOMPARE(measures["ara_images"].toInt(), 2);
    }
    const auto table = m_runs.contentOf("two/results.md");
    for (const char* text : {"| one |", "| one, published | 0.5000 |", "| other |", "LibTorch"})
      QVERIFY2(table.find(text) != std::string::npos, table.c_str());
    QVERIFY(m_runs.contentOf("two/results.csv").starts_with("network,source,accuracy,attack_ara"));

    // What is done is not done again.
    const auto model = std::filesystem::last_write_time(m_runs.path("two/one/model.safetensors"));
    const auto again = test::runRho(experiment());
    QVERIFY2(again.code == 0, again.err);
    QVERIFY(std::filesystem::last_write_time(m_runs.path("two/one/model.safetensors")) == model);
  }

  void runsSideBySide() {
    const auto listed = test::runRho({"train", "list", m_runs.named("two"), "--json"});
    QVERIFY2(listed.code == 0, listed.err);
    const auto runs = QJsonDocument::fromJson(listed.out).object()["runs"].toArray();
    QCOMPARE(runs.size(), 2);
    QCOMPARE(runs[0].toObject()["state"].toString(), QString("finished"));
    QCOMPARE(runs[0].toObject()["epochs"].toInt(), 2);
    QVERIFY(runs[0].toObject()["validation"].toObject().contains("accuracy"));
    const auto table = test::runRho({"train", "list", m_runs.named("two/one")});
    QVERIFY2(table.out.contains("finished") && table.out.contains("accuracy"), table.out);
    const auto none = test::runRho({"train", "list", m_runs.named("nowhere")});
    QCOMPARE(none.code, static_cast<int>(ExitCode::missingFile));
  }

  void bundledOnesCanBeRead() {
    const QStringList names = {"cifar10-four-networks", "noise-and-robust-terms",
                               "adversarial-against-robust-terms", "pneumonia-networks"};
    for (const auto& name : names) {
      for (const char* scale : {"reduced", "full"}) {
        const auto noData =
            test::runRho({"experiment", name, "--data", "/no/such", "--out",
                          m_runs.named(name.toStdString() + scale), "--scale", scale});
        QCOMPARE(noData.code, static_cast<int>(ExitCode::missingFile));
        QVERIFY2(noData.err.contains("/no/such"), noData.err);
      }
    }
    const auto noScale = test::runRho({"experiment", names[0], "--data", "d", "--out",
                                       m_runs.named("none"), "--scale", "no-such-scale"});
    QCOMPARE(noScale.code, static_cast<int>(ExitCode::usage));
    QVERIFY2(noScale.err.contains("full, reduced"), noScale.err);
    const auto unknown =
        test::runRho({"experiment", "magic", "--data", "d", "--out", m_runs.named("none")});
    QCOMPARE(unknown.code, static_cast<int>(ExitCode::missingFile));
    QVERIFY2(unknown.err.contains("pneumonia-networks"), unknown.err);
  }
};

QTEST_GUILESS_MAIN(TestExperiment)
#include "tst_experiment.moc"
