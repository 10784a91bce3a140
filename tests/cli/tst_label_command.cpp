// SPDX-License-Identifier: Apache-2.0
#include "explain/label_models.h"

#include <QJsonArray>
#include <QtTest>

#include "base/error.h"
#include "cli/program.h"
#include "image/write_image.h"
#include "model/checkpoint.h"
#include "model/decision.h"
#include "testing/scratch.h"

using namespace rho;

/// Networks that decide about each of their labels on its own, as a user of `rho` meets them.
class TestLabelCommand : public QObject {
  Q_OBJECT

  using Outcome = test::Outcome;
  static constexpr int images = 6;

  QString inScratch(const std::string& name) const {
    return QString::fromStdString((m_scratch / name).string());
  }
  Outcome ask(const QString& command, const QStringList& more,
              const QString& network = "labels.safetensors") const {
    return test::runRho(QStringList{command, "--model", inScratch(network.toStdString()), "--data",
                                    inScratch("images.csv"), "--json", "--quiet"} +
                        more);
  }
  Outcome ara(const QStringList& more) const {
    return ask("ara", QStringList{"--search", "fast"} + more);
  }
  /// Within rounding: the two runs may share the work differently.
  static void compareDistances(const QJsonObject& first, const QJsonObject& second) {
    const auto some = first["distances"].toArray(), others = second["distances"].toArray();
    QCOMPARE(some.size(), others.size());
    for (int i = 0; i < some.size(); ++i)
      QVERIFY(std::abs(some[i].toDouble() - others[i].toDouble()) < 1e-6);
  }
  /// What a command must not be silent about.
  void refuses(const Outcome& outcome, const QStringList& words) const {
    QCOMPARE(outcome.code, static_cast<int>(ExitCode::invalidInput));
    for (const auto& word : words) QVERIFY2(outcome.err.contains(word.toUtf8()), outcome.err);
  }

  test::Scratch m_scratch;

 private slots:
  /// Six pictures of 14×8. The first label is known of all, the second of four, the third of none.
  void initTestCase() {
    auto model = test::labelModelNamed("no square");
    model.card().classNames = {"edema", "pleural mass", "hernia"};
    model::saveModel(model, m_scratch / "labels.safetensors");
    auto one = test::labelModel(1, 1, 8, 14);
    one.card().classNames = {"edema"};
    model::saveModel(one, m_scratch / "one.safetensors");
    model::saveModel(test::randomModel(8, 1), m_scratch / "classes.safetensors");
    std::string table = "path,edema,pleural mass\n", single = "path,label\n";
    for (int i = 0; i < images; ++i) {
      cv::Mat picture(8, 14, CV_8UC1);
      for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 14; ++x)
          picture.at<uchar>(y, x) = static_cast<uchar>((37 * x + 91 * y + 53 * i * (x + y)) % 256);
      const auto name = "image-" + std::to_string(i) + ".png";
      image::writePng8(m_scratch / name, picture);
      table += name + (i % 2 ? ",1" : ",0") + (i < 2 ? "," : i < 4 ? ",1" : ",0") + "\n";
      single += name + (i % 2 ? ",edema\n" : ",normal\n");
    }
    m_scratch.write("images.csv", table);
    m_scratch.write("single.csv", single);
  }

  void araIsATableOfLabels() {
    const auto done = ara({"--csv", inScratch("all.csv")});
    QVERIFY2(done.code == 0, done.err);
    const auto labels = done.object()["labels"].toArray();
    QCOMPARE(labels.size(), 2);  // nothing is known of the third
    QCOMPARE(labels[0].toObject()["label"].toString(), "edema");
    QCOMPARE(labels[1].toObject()["label"].toString(), "pleural mass");
    QCOMPARE(labels[0].toObject()["n"].toInt(), 6);
    QCOMPARE(labels[1].toObject()["n"].toInt(), 4);
    QCOMPARE(labels[0].toObject()["positive"].toInt(), 3);
    QCOMPARE(labels[1].toObject()["positive"].toInt(), 2);
    QVERIFY(labels[0].toObject().contains("auc"));
    const double mean =
        (labels[0].toObject()["ara"].toDouble() + labels[1].toObject()["ara"].toDouble()) / 2;
    QVERIFY(std::abs(done.object()["mean_ara"].toDouble() - mean) < 1e-9);
    const auto text = test::contentOf(m_scratch / "all.csv");
    QVERIFY2(text.starts_with("name,index,"), text.c_str());
    QCOMPARE(std::ranges::count(text, '\n'), 1 + 6 + 4);
    QVERIFY(text.find("\n\"pleural mass\",2,1,") != std::string::npos);  // the image's own index
    const auto plain = test::runRho({"ara", "--model", inScratch("labels.safetensors"), "--data",
                                     inScratch("images.csv"), "--search", "fast", "--quiet"});
    QVERIFY2(plain.out.contains("pleural mass") && plain.out.contains("mean"), plain.out);
  }

  void oneLabelGivesTheSameAsInTheTable() {
    const auto all = ara({}).object()["labels"].toArray();
    const auto one = ara({"--label", "pleural mass"});
    QVERIFY2(one.code == 0, one.err);
    QCOMPARE(one.object()["label"].toString(), "pleural mass");
    compareDistances(one.object(), all[1].toObject());
    QCOMPARE(one.object()["classes"].toArray()[0].toObject()["name"].toString(), "no pleural mass");
    compareDistances(ara({"--label", "1"}).object(), one.object());
  }

  void studiesOfLabelsGoOnAndMerge() {
    const auto first = ara({"--out", inScratch("study.jsonl")});
    QVERIFY2(first.code == 0, first.err);
    const auto edema = m_scratch / "study-0-edema.jsonl";
    QVERIFY(std::filesystem::exists(edema));
    QVERIFY(std::filesystem::exists(m_scratch / "study-1-pleural_mass.jsonl"));
    const auto text = test::contentOf(edema);
    m_scratch.write("study-0-edema.jsonl", text.substr(0, text.size() / 2));  // as a kill leaves it
    const auto again = ara({"--out", inScratch("study.jsonl")});
    QVERIFY2(again.code == 0, again.err);
    QCOMPARE(std::ranges::count(test::contentOf(edema), '\n'), 1 + 6);
    refuses(ara({"--label", "hernia", "--out", inScratch("x.jsonl")}), {"hernia"});
    refuses(ara({"--label", "pleural mass", "--out", inScratch("study-0-edema.jsonl")}),
            {"another study"});
    QStringList shards;
    for (const char* shard : {"1/2", "2/2"}) {
      shards << inScratch(std::string("shard") + shard[0]);
      const auto done = ara({"--label", "edema", "--shard", shard, "--out", shards.last()});
      QVERIFY2(done.code == 0, done.err);
    }
    const auto merged = test::runRho(QStringList{"ara", "merge"} + shards +
                                     QStringList{"--out", inScratch("merged.jsonl"), "--json"});
    QVERIFY2(merged.code == 0, merged.err);
    QCOMPARE(merged.object()["n"].toInt(), 6);
    QCOMPARE(merged.object()["label"].toString(), "edema");
  }

  void labelsAreAttackedAndCertified() {
    const auto attacked =
        ask("attack", {"--label", "edema", "--attack", "ddn", "--option", "steps=20"});
    QVERIFY2(attacked.code == 0, attacked.err);
    QCOMPARE(attacked.object()["n"].toInt(), 6);
    QCOMPARE(attacked.object()["label"].toString(), "edema");
    // The same images are right as the search for the ARA finds.
    QCOMPARE(attacked.object()["accuracy"].toDouble(),
             ara({"--label", "edema"}).object()["accuracy"].toDouble());
    const auto targeted =
        ask("attack", {"--label", "edema", "--epsilon", "3", "--targeted", "no edema"});
    QVERIFY2(targeted.code == 0, targeted.err);
    const auto clever =
        ask("clever", {"--label", "pleural mass", "--batches", "3", "--samples", "4"});
    QVERIFY2(clever.code == 0, clever.err);
    QCOMPARE(clever.object()["n"].toInt(), 4);
    const auto certified =
        ask("certify", {"--label", "pleural mass", "--estimating", "50", "--selecting", "10"});
    QVERIFY2(certified.code == 0, certified.err);
    QCOMPARE(certified.object()["images"].toArray()[0].toObject()["index"].toInt(), 2);
  }

  void networksAreComparedByTheirLabels() {
    const auto done = test::runRho({"compare", inScratch("labels.safetensors"), "--data",
                                    inScratch("images.csv"), "--json", "--quiet"});
    QVERIFY2(done.code == 0, done.err);
    const auto rows = done.object()["networks"].toArray();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[1].toObject()["model"].toString(), "labels, pleural mass");
    QVERIFY2(ask("evaluate", {}).code == 0, ask("evaluate", {}).err);
  }

  void oneSigmoidTakesTwoClasses() {
    for (const auto* table : {"images.csv", "single.csv"}) {
      const auto done = test::runRho(
          {"ara", "--model", inScratch("one.safetensors"), "--data",
           inScratch(table) + (std::string(table) == "images.csv" ? "?labels=edema" : ""),
           "--search", "fast", "--json", "--quiet"});
      QVERIFY2(done.code == 0, done.err);
      QCOMPARE(done.object()["label"].toString(), "edema");  // there is no other
      QCOMPARE(done.object()["n"].toInt(), 6);
      QCOMPARE(done.object()["classes"].toArray()[1].toObject()["n"].toInt(), 3);
    }
  }

  /// Of the other labels nothing is known then.
  void oneOfTwoClassesMayBeTheAbsenceOfALabel() {
    const auto done =
        test::runRho({"ara", "--model", inScratch("labels.safetensors"), "--data",
                      inScratch("single.csv"), "--search", "fast", "--json", "--quiet"});
    QVERIFY2(done.code == 0, done.err);
    QCOMPARE(done.object()["label"].toString(), "edema");
    QCOMPARE(done.object()["distances"], ara({"--label", "edema"}).object()["distances"]);
  }

  void mistakesAreNamed() {
    const QStringList list = {"edema, pleural mass, hernia"};
    refuses(ara({"--label", "oedema"}), QStringList{"oedema"} + list);
    for (const auto* command : {"attack", "clever", "certify"})
      refuses(ask(command, {}), QStringList{"--label"} + list);
    for (const auto* command : {"ara", "attack", "clever", "certify"})
      refuses(ask(command, {"--label", "edema"}, "classes.safetensors"), {"--label", "edema"});
  }

  void aSweepSaysHowALabelTurns() {
    const auto done = test::runRho({"sweep", "--model", inScratch("labels.safetensors"), "--image",
                                    inScratch("image-0.png"), "--class", "edema", "--points", "2",
                                    "--json", "--quiet", "--out", inScratch("sweep")});
    QVERIFY2(done.code == 0, done.err);
    const auto object = done.object();
    const auto card = test::labelModelNamed("no square").card();
    const double before = object["confidences_before"].toArray()[0].toDouble();
    QCOMPARE(object["flips_by"].toString(), model::isFound(card, 0, before) ? "lower" : "raise");
    QVERIFY(!object.contains("better_than_random_rho"));
  }
};

QTEST_GUILESS_MAIN(TestLabelCommand)
#include "tst_label_command.moc"
