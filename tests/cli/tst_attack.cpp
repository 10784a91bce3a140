// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "base/error.h"
#include "cli/tiny_run.h"
#include "image/array.h"
#include "image/write_image.h"
#include "testing/scratch.h"

using namespace rho;

/// `rho attack` as a user meets it.
class TestAttack : public QObject {
  Q_OBJECT

  using Outcome = test::Outcome;
  static Outcome rho(const QStringList& arguments) { return test::runRho(arguments); }

  QString inScratch(const std::string& name) const {
    return QString::fromStdString((m_scratch / name).string());
  }

  QStringList attack(const QStringList& more = {}) const {
    return QStringList{"attack",
                       "--model",
                       inScratch("run/model.safetensors"),
                       "--data",
                       "phantom:nodule?count=6&seed=9&size=32",
                       "--json"} +
           more;
  }

  test::Scratch m_scratch;

 private slots:
  void initTestCase() {
    const auto done = test::trainTiny(m_scratch);
    QVERIFY2(done.code == 0, done.err);
    cv::Mat half(64, 64, CV_32FC1, cv::Scalar(0));
    half(cv::Rect(0, 0, 32, 64)).setTo(1);
    image::writePng8(m_scratch / "left.png", image::Image(half, {}));
    image::writePng8(m_scratch / "black.png",
                     image::Image(cv::Mat(8, 8, CV_32FC1, cv::Scalar(0)), {}));
  }

  void reportsAndWritesImages() {
    const auto done = rho(attack({"--attack", "ddn", "--out", inScratch("ddn.npz"), "--option",
                                  "steps=30", "--mask", inScratch("left.png")}));
    QVERIFY2(done.code == 0, done.err);
    const auto object = done.object();
    QCOMPARE(object["attack"].toString(), QString("ddn"));
    QCOMPARE(object["options"].toObject()["steps"].toInt(), 30);
    QVERIFY(object["epsilon"].isNull());
    const auto success = object["success"].toArray(), l2 = object["l2"].toArray();
    QCOMPARE(success.size(), 6);
    for (int i = 0; i < 6; ++i) QCOMPARE(l2[i].toDouble() > 0, success[i].toBool());
    const auto images = image::readNpz(m_scratch / "ddn.npz", "images");
    QCOMPARE(images.shape, (std::vector<std::int64_t>{6, 32, 32, 1}));
    QCOMPARE(image::readNpz(m_scratch / "ddn.npz", "labels").elementCount(), std::int64_t{6});
    const double robust = object["robust_accuracy"].toDouble();
    QVERIFY(robust <= object["accuracy"].toDouble() && robust >= 0);
  }

  void aBoundAndATarget() {
    const auto done = rho(attack({"--norm", "rmse", "--epsilon", "0.02", "--targeted", "nodule"}));
    QVERIFY2(done.code == 0, done.err);
    QCOMPARE(done.object()["epsilon"].toDouble(), 0.02);
    for (const auto size : done.object()["rmse"].toArray()) QVERIFY(size.toDouble() <= 0.02 + 1e-6);
    const auto usual = rho(attack({"--norm", "linf"}));
    QCOMPARE(usual.object()["epsilon"].toDouble(), 8.0 / 255);
  }

  void listsTheAttacks() {
    const auto done = rho({"attack", "--help"});
    QCOMPARE(done.code, 0);
    for (const char* name : {"pgd", "ddn", "relative_step", "eot_samples"})
      QVERIFY2(done.out.contains(name), name);
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
    row("unknown attack", attack({"--attack", "magic"}), invalid, "magic");
    row("unknown norm", attack({"--norm", "l7"}), invalid, "l7");
    row("norm of another", attack({"--attack", "ddn", "--norm", "linf"}), invalid, "ddn");
    row("epsilon zero", attack({"--epsilon", "0"}), invalid, "epsilon");
    row("epsilon not a number", attack({"--epsilon", "nan"}), invalid, "epsilon");
    row("unknown target", attack({"--targeted", "cat"}), invalid, "cat");
    row("target out of range", attack({"--targeted", "2"}), invalid, "class \"2\"");
    row("target not known", attack({"--attack", "deepfool", "--targeted", "1"}), invalid,
        "deepfool");
    row("too few classes", attack({"--attack", "apgd-dlr"}), invalid, "3 classes");
    row("mask missing", attack({"--mask", "no-such.png"}), ExitCode::missingFile, "no-such.png");
    row("mask empty", attack({"--mask", inScratch("black.png")}), invalid, "mask");
    row("unknown option", attack({"--option", "magic=1"}), ExitCode::usage, "magic");
    row("option without value", attack({"--option", "steps"}), ExitCode::usage, "steps");
    row("option out of range", attack({"--option", "steps=0"}), invalid, "steps");
    row("no image left", attack({"--first", "100"}), invalid, "");
    row("negative batch", attack({"--batch", "-1"}), ExitCode::usage, "batch");
    row("out cannot be written", attack({"--out", "/proc/no/where.npz", "--n", "1"}),
        ExitCode::writeFailed, "/proc/no");
  }

  void mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, named);
    const auto done = rho(arguments);
    QVERIFY2(done.code == code, done.err);
    QVERIFY2(done.err.contains(named.toUtf8()), done.err);
    QCOMPARE(done.err.count('\n'), 1);
    QVERIFY(done.out.isEmpty());
  }
};

QTEST_GUILESS_MAIN(TestAttack)
#include "tst_attack.moc"
