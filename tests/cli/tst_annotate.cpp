// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QtTest>

#include "base/error.h"
#include "cli/program.h"
#include "image/write_image.h"
#include "testing/scratch.h"

using namespace rho;

/// `rho annotate` as a user meets it.
class TestAnnotate : public QObject {
  Q_OBJECT

  using Outcome = test::Outcome;
  QString inScratch(const std::string& name) const {
    return QString::fromStdString((m_scratch / name).string());
  }
  static Outcome annotate(const QStringList& arguments) {
    return test::runRho(QStringList{"annotate"} + arguments + QStringList{"--json", "--quiet"});
  }
  static QString wrong(const Outcome& done) { return done.err + done.out; }

  test::Scratch m_scratch;
  QString m_project;

 private slots:
  void initTestCase() {
    for (const auto* name : {"in/cat/1.png", "in/cat/2.png", "in/dog/3.png", "in/dog/4.png"})
      image::writePng8(m_scratch / name, cv::Mat(6, 8, CV_8UC1, cv::Scalar(name[7] * 2)));
    cv::Mat mask = cv::Mat::zeros(6, 8, CV_8UC1);
    mask(cv::Rect(1, 1, 3, 2)) = 255;
    image::writePng8(m_scratch / "mask.png", mask);
    m_project = inScratch("study.rhoproject");
  }

  void makesAProject() {
    const auto made = annotate({"create", m_project, "--readers-per-case", "2", "--readers",
                                "Anna,Ben", "--adjudicator", "Eva"});
    QVERIFY2(made.code == 0, qPrintable(wrong(made)));
    const auto added = annotate({"annotator", m_project, "Cleo"});
    QCOMPARE(added.object()["role"].toString(), QString("reader"));
    const auto read = annotate({"import", m_project, inScratch("in")});
    QVERIFY2(read.code == 0, qPrintable(wrong(read)));
    QCOMPARE(read.object()["added"].toInt(), 4);
    QCOMPARE(read.object()["labelled"].toInt(), 4);
    const auto info = annotate({"info", m_project}).object();
    QCOMPARE(info["cases"].toInt(), 4);
    QCOMPARE(info["classes"].toArray(), (QJsonArray{"cat", "dog"}));
    QCOMPARE(info["annotators"].toArray().size(), 5);
    QCOMPARE(info["missing_images"].toInt(), 0);
  }

  /// Confidences, an embedding and the named strategies; asked again, nothing is left to do.
  void asksANetwork() {
    const auto project = inScratch("scored.rhoproject");
    annotate({"create", project});
    annotate({"import", project, inScratch("in")});
    const QStringList asks = {"score",          project,      "--model",
                              "phantom-nodule", "--strategy", "bald,fragile,wrong-evidence"};
    const auto scored = annotate(asks);
    QVERIFY2(scored.code == 0, qPrintable(wrong(scored)));
    QCOMPARE(scored.object()["scored"].toInt(), 4);
    QCOMPARE(scored.object()["without_mask"].toInt(), 4);
    const auto again =
        annotate({"score", project, "--model", "phantom-nodule", "--strategy", "bald,fragile"});
    QCOMPARE(again.object()["scored"].toInt(), 0);
    const auto unknown =
        annotate({"score", project, "--model", "phantom-nodule", "--strategy", "entropy"});
    QCOMPARE(unknown.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(unknown.err.contains("fragile"), qPrintable(unknown.err));
  }

  /// The same cases are held out again, and a training measures on them.
  void holdsCasesOut() {
    const auto exported = [&](const char* share) {
      return annotate({"export", m_project, "--format", "training", "--out", inScratch("set"),
                       "--held-out", share})
          .object();
    };
    const auto some = exported("0.6");
    QCOMPARE(some["cases"].toInt(), 4);
    const int heldOut = some["held_out"].toInt();
    QCOMPARE(exported("0.6")["held_out"].toInt(), heldOut);
    QCOMPARE(exported("0")["held_out"].toInt(), 0);
    QVERIFY(exported("0.99")["held_out"].toInt() >= heldOut);
    const auto refused = annotate({"export", m_project, "--format", "training", "--out",
                                   inScratch("set"), "--held-out", "1"});
    QCOMPARE(refused.code, static_cast<int>(ExitCode::usage));
  }

  void servesAndTakesLabels() {
    const auto filled =
        annotate({"queue", m_project, "--fill", "4", "--seed", "3", "--as", "Anna"});
    QVERIFY2(filled.code == 0, qPrintable(wrong(filled)));
    QCOMPARE(filled.object()["flagged"].toInt(), 4);
    QCOMPARE(filled.object()["waiting"].toArray().size(), 4);
    const auto next = annotate({"queue", m_project, "--as", "Anna", "--next"}).object();
    QCOMPARE(next["waiting"].toArray().size(), 1);
    const QString first = QString::number(next["waiting"][0].toObject()["case"].toInt());
    const auto labelled =
        annotate({"label", m_project, "--as", "Anna", "--case", first, "--set", "cat", "--evidence",
                  "cat=" + inScratch("mask.png"), "--comment", "clear", "--seconds", "7"});
    QVERIFY2(labelled.code == 0, qPrintable(wrong(labelled)));
    const auto object = labelled.object();
    QCOMPARE(object["state"].toString(), QString("done"));
    QCOMPARE(object["labels"].toObject()["cat"].toString(), QString("present"));
    QCOMPARE(object["masks"][0].toObject()["pixels"].toInt(), 6);
    QCOMPARE(object["seconds"].toDouble(), 7.0);
    // Ben, who sees nothing of that, says otherwise.
    annotate({"label", m_project, "--as", "Ben", "--case", first, "--set", "dog=uncertain"});
    QCOMPARE(annotate({"queue", m_project, "--as", "Anna"}).object()["waiting"].toArray().size(),
             3);
    const auto disputed = annotate({"queue", m_project, "--as", "Eva"}).object();
    QCOMPARE(disputed["counts"].toObject()["disputed"].toInt(), 1);
    QCOMPARE(disputed["waiting"].toArray().size(), 1);
  }

  void takesBack() {
    const auto undone = annotate({"label", m_project, "--as", "Ben", "--undo", "10"}).object();
    QCOMPARE(undone["undone"].toInt(), 2);  // the label and the state
    QCOMPARE(annotate({"queue", m_project}).object()["counts"].toObject()["disputed"].toInt(), 0);
    const auto redone = annotate({"label", m_project, "--as", "Ben", "--redo", "1"}).object();
    QCOMPARE(redone["redone"].toInt(), 1);
    const auto history = annotate({"history", m_project, "--last", "3"}).object();
    const auto actions = history["actions"].toArray();
    QCOMPARE(actions.size(), 3);
    QCOMPARE(actions[2].toObject()["kind"].toString(), QString("redo"));
    QCOMPARE(actions[2].toObject()["annotator"].toString(), QString("Ben"));
    const auto change = actions[2].toObject()["changes"][0].toObject();
    QCOMPARE(change["class"].toString(), QString("dog"));
    QCOMPARE(change["value"].toString(), QString("-1"));
  }

  void exports_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("out");
    QTest::addColumn<QString>("file");
    QTest::newRow("coco") << "coco"
                          << "c.json"
                          << "c.json";
    QTest::newRow("csv") << "csv"
                         << "c.csv"
                         << "c.csv";
    QTest::newRow("masks") << "masks"
                           << "masks"
                           << "masks/masks.csv";
    QTest::newRow("training") << "training"
                              << "set"
                              << "set/labels.csv";
  }
  void exports() {
    QFETCH(QString, format);
    QFETCH(QString, out);
    QFETCH(QString, file);
    const auto done =
        annotate({"export", m_project, "--format", format, "--out", inScratch(out.toStdString())});
    QVERIFY2(done.code == 0, qPrintable(wrong(done)));
    QVERIFY(done.object()["cases"].toInt() > 0);
    QVERIFY(std::filesystem::exists(m_scratch / file.toStdString()));
  }

  void mergesAndAgrees() {
    const auto copy = inScratch("copy.rhoproject"), out = inScratch("both.rhoproject");
    QCOMPARE(annotate({"backup", m_project, "--out", copy}).object()["out"].toString(), copy);
    for (const auto* name : {"1.png", "2.png", "3.png"}) {
      annotate({"label", m_project, "--as", "Anna", "--case", name, "--set", "cat"});
      annotate({"label", copy, "--as", "Ben", "--case", name, "--set",
                QString(name) == "3.png" ? "dog" : "cat"});
    }
    const auto merged = annotate({"merge", m_project, copy, "--out", out});
    QVERIFY2(merged.code == 0, qPrintable(wrong(merged)));
    QVERIFY(merged.object()["conflicts"].toArray().isEmpty());
    QVERIFY(merged.object()["actions"].toInt() >= 3);
    const auto agreement = annotate({"agreement", out}).object();
    bool found = false;
    for (const auto& value : agreement["pairs"].toArray()) {
      const auto pair = value.toObject();
      if (pair["first"] != "Anna" || pair["second"] != "Ben" || pair["class"] != "") continue;
      found = true;
      QVERIFY(pair["cases"].toInt() >= 3);
      QVERIFY(pair["cohen_kappa"].toDouble(9) < 1);
    }
    QVERIFY(found);
  }

  void findsMovedImages() {
    std::filesystem::rename(m_scratch / "in", m_scratch / "elsewhere");
    QCOMPARE(annotate({"info", m_project}).object()["missing_images"].toInt(), 4);
    const auto done = annotate({"relocate", m_project, inScratch("elsewhere")}).object();
    QCOMPARE(done["found"].toInt(), 4);
    QVERIFY(done["missing"].toArray().isEmpty());
  }

  void forPeople() {
    for (const auto& command :
         {QStringList{"info", m_project}, QStringList{"queue", m_project, "--as", "Cleo"},
          QStringList{"history", m_project}, QStringList{"agreement", m_project}}) {
      const auto done = test::runRho(QStringList{"annotate"} + command);
      QVERIFY2(done.code == 0, done.err);
      QVERIFY(done.out.size() > 20 && !done.out.startsWith("{"));
    }
  }

  void mistakes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* tag, const QStringList& arguments, ExitCode code,
                        const QString& named) {
      QTest::newRow(tag) << arguments << static_cast<int>(code) << named;
    };
    const auto invalid = ExitCode::invalidInput;
    const auto picture = inScratch("mask.png");
    row("no project", {"info", "/no/such.rhoproject"}, ExitCode::missingFile, "/no/such");
    row("no database", {"info", picture}, ExitCode::unknownFormat, "mask.png");
    row("made twice", {"create", m_project}, ExitCode::writeFailed, "there already");
    row("unknown person", {"queue", m_project, "--as", "Nobody"}, invalid, "Anna");
    row("unknown class", {"label", m_project, "--as", "Anna", "--case", "1", "--set", "bird"},
        invalid, "cat, dog");
    row("unknown state", {"label", m_project, "--as", "Anna", "--case", "1", "--state", "asleep"},
        invalid, "done");
    row("unknown case", {"label", m_project, "--as", "Anna", "--case", "77", "--set", "cat"},
        invalid, "77");
    row("no case", {"label", m_project, "--as", "Anna", "--set", "cat"}, ExitCode::usage, "--case");
    row("no mask",
        {"label", m_project, "--as", "Anna", "--case", "1", "--evidence", "/no/such.png"},
        ExitCode::missingFile, "/no/such.png");
    row("unknown strategy", {"queue", m_project, "--fill", "3", "--strategy", "astrology"}, invalid,
        "entropy");
    row("no network", {"queue", m_project, "--fill", "3", "--strategy", "entropy"}, invalid,
        "network");
    row("nowhere to write", {"export", m_project, "--format", "csv", "--out", "/proc/no/x.csv"},
        ExitCode::writeFailed, "/proc/no");
    row("no images", {"import", m_project, "/no/such/folder"}, ExitCode::missingFile,
        "/no/such/folder");
    row("merge into itself", {"merge", m_project, m_project, "--out", m_project},
        ExitCode::writeFailed, "there already");
  }
  void mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, named);
    const auto done = annotate(arguments);
    QVERIFY2(done.code == code, qPrintable(QString::number(done.code) + wrong(done)));
    QVERIFY2(done.err.contains(named.toUtf8()), done.err);
    QCOMPARE(done.err.count('\n'), 1);
    QVERIFY(done.out.isEmpty());
  }
};

QTEST_APPLESS_MAIN(TestAnnotate)
#include "tst_annotate.moc"
