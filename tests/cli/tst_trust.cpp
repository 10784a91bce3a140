// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QtTest>

#include "base/error.h"
#include "cli/tiny_run.h"
#include "image/read_image.h"
#include "image/write_image.h"

using namespace rho;

/// `rho trust` as a user meets it.
class TestTrust : public QObject {
  Q_OBJECT

  QString inScratch(const std::string& name) const {
    return QString::fromStdString((m_scratch / name).string());
  }
  QStringList check(const QStringList& more = {}) const {
    return QStringList{"trust",     "check",
                       "--model",   inScratch("run/model.safetensors"),
                       "--image",   inScratch("half.png"),
                       "--methods", "ae-raise,ae-lower,gradcam",
                       "--quiet"} +
           more;
  }
  test::Outcome ara(const QString& model, const std::string& out, const QStringList& more = {}) {
    return test::runRho(QStringList{"ara", "--model", model, "--data",
                                    "phantom:nodule?count=12&size=32&seed=4", "--search", "fast",
                                    "--out", inScratch(out), "--quiet"} +
                        more);
  }

  /// The picture with black and white exchanged, as a file.
  QString inverse(const QString& file) const {
    const cv::Mat pixels = 1 - image::readImage(file.toStdString()).pixels();
    image::writePng16(m_scratch / "inverse.png", image::Image(pixels, {}));
    return inScratch("inverse.png");
  }

  test::Scratch m_scratch;

 private slots:
  void initTestCase() {
    const auto done = test::trainTiny(m_scratch);
    QVERIFY2(done.code == 0, done.err);
    cv::Mat half(32, 32, CV_32FC1, cv::Scalar(0));
    half(cv::Rect(0, 0, 16, 32)).setTo(1);
    image::writePng8(m_scratch / "half.png", image::Image(half, {}));
    image::writePng8(m_scratch / "small.png", image::Image(half(cv::Rect(8, 0, 16, 16)), {}));
    const auto own = inScratch("run/model.safetensors");
    const auto study = ara(own, "study.jsonl");
    QVERIFY2(study.code == 0, study.err);
    const auto other = ara("phantom-nodule", "other.jsonl", {"--n", "2"});
    QVERIFY2(other.code == 0, other.err);
    const auto learned = test::runRho(
        {"trust", "learn", "--model", own, "--data", "phantom:nodule?count=120&size=32", "--name",
         "small phantoms", "--out", inScratch("own.reference"), "--quiet", "--json"});
    QVERIFY2(learned.code == 0, learned.err);
    QCOMPARE(learned.object()["images"].toInt(), 96);
    QCOMPARE(learned.object()["held_out"].toInt(), 24);
    QVERIFY(learned.object()["limit"].toDouble() > 0);
  }

  void everythingAtOnce() {
    const auto done =
        test::runRho(check({"--study", inScratch("study.jsonl"), "--mask", inScratch("half.png"),
                            "--reference", inScratch("own.reference"), "--json"}));
    QVERIFY2(done.code == 0, done.err);
    const auto object = done.object();
    const auto evidence = object["evidence"].toArray();
    QCOMPARE(evidence.size(), 2);
    const auto raise = evidence[0].toObject(), lower = evidence[1].toObject();
    QVERIFY(raise["confidence_after"].toDouble() >= raise["confidence_before"].toDouble());
    QVERIFY(lower["confidence_after"].toDouble() <= lower["confidence_before"].toDouble());
    QCOMPARE(raise["confidence_before"].toDouble(), lower["confidence_before"].toDouble());
    QVERIFY(raise["place"].toObject()["share"].toDouble() >= 1.0 / 9);
    const auto standing = object["standing"].toObject();
    QVERIFY(standing["n"].toInt() >= 1 && standing["n"].toInt() <= 12);
    QVERIFY(standing["percentile"].toDouble(-1) >= 0 && standing["percentile"].toDouble() <= 100);
    QCOMPARE(standing["search"].toString(), "fast");
    QCOMPARE(object["agreement"].toObject()["pairs"].toArray().size(), 3);
    const auto mask = object["mask"].toObject();
    QCOMPARE(mask["area_outside"].toDouble(), 0.5);
    QCOMPARE(mask["methods"].toArray().size(), 3);
    // A picture of two flat halves is no phantom.
    QCOMPARE(object["range"].toObject()["outside"].toBool(), true);
  }

  void forPeople() {
    const auto done =
        test::runRho(check({"--study", inScratch("study.jsonl"), "--mask", inScratch("half.png"),
                            "--reference", inScratch("own.reference")}));
    QVERIFY2(done.code == 0, done.err);
    for (const char* part : {"ae-raise", "ae-lower", "confidence", "100 images of the same kind",
                             "rank correlation", "50 % of the area", "the network was made for"})
      QVERIFY2(done.out.contains(part), done.out);
  }

  /// What nobody names is found beside network and image.
  void companionsAreFound() {
    const auto bare = test::runRho(check({"--json"}));
    QVERIFY2(bare.code == 0, bare.err);
    for (const char* key : {"standing", "mask", "range"}) QVERIFY(!bare.object().contains(key));
    namespace fs = std::filesystem;
    fs::copy_file(m_scratch / "study.jsonl", m_scratch / "run/model.ara.jsonl");
    fs::copy_file(m_scratch / "own.reference", m_scratch / "run/model.reference");
    fs::copy_file(m_scratch / "half.png", m_scratch / "half.mask.png");
    const auto found = test::runRho(check({"--json"}));
    for (const char* name : {"run/model.ara.jsonl", "run/model.reference", "half.mask.png"})
      fs::remove(m_scratch / name);
    QVERIFY2(found.code == 0, found.err);
    for (const char* key : {"standing", "mask", "range"})
      QVERIFY2(found.object().contains(key), key);
  }

  /// An inverted phantom is told from a phantom by the reference that travels with the program.
  void inversionIsNoticed() {
    const auto made = test::runRho({"data", "phantom", "--count", "1", "--size", "64", "--out",
                                    inScratch("phantoms"), "--quiet", "--json"});
    QVERIFY2(made.code == 0, made.err);
    const auto file = made.object()["cases"].toArray()[0].toObject()["file"].toString();
    const auto range = [&](const QString& image) {
      const auto done = test::runRho({"trust", "check", "--model", "phantom-nodule", "--image",
                                      image, "--methods", "gradcam", "--quiet", "--json"});
      return done.object()["range"].toObject();
    };
    QCOMPARE(range(file)["outside"].toBool(true), false);
    const auto inverted = range(inverse(file));
    QCOMPARE(inverted["outside"].toBool(), true);
    QCOMPARE(inverted["looks_inverted"].toBool(), true);
  }

  void manyImagesAreScreened() {
    const auto screened = [&](const QStringList& more) {
      return test::runRho(
          QStringList{"trust", "screen", "--model", "phantom-nodule", "--quiet", "--json"} + more);
    };
    const auto phantoms = screened({"--data", "phantom:nodule?count=20&seed=77", "--every", "2"});
    QVERIFY2(phantoms.code == 0, phantoms.err);
    QCOMPARE(phantoms.object()["n"].toInt(), 10);
    QVERIFY(phantoms.object()["outside"].toInt() <= 1);
    QCOMPARE(phantoms.object()["images"].toArray().size(), 10);
    const auto others = screened({inScratch("half.png"), "demo:nodule-1", "--invert"});
    QVERIFY2(others.code == 0, others.err);
    QCOMPARE(others.object()["outside"].toInt(), 2);
    QVERIFY(others.object()["looks_inverted"].toInt() >= 1);
    QVERIFY(others.object()["median_distance"].toDouble() > others.object()["limit"].toDouble());
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
    row("study of another network", check({"--study", inScratch("other.jsonl")}), invalid,
        "another network (phantom-nodule)");
    row("no study", check({"--study", inScratch("recipe.json")}), ExitCode::unknownFormat,
        "recipe.json");
    row("missing study", check({"--study", inScratch("none.jsonl")}), ExitCode::missingFile,
        "none.jsonl");
    row("mask of another size", check({"--mask", inScratch("small.png")}), invalid, "16×16");
    row("no reference", check({"--reference", inScratch("half.png")}), ExitCode::unknownFormat,
        "half.png");
    row("reference of another network",
        {"trust", "check", "--model", "phantom-nodule", "--image", inScratch("half.png"),
         "--reference", inScratch("own.reference")},
        invalid, "another network (tiny)");
    row("unknown method", check({"--methods", "magic"}), invalid, "magic");
    row("too few to learn from",
        {"trust", "learn", "--model", "phantom-nodule", "--data", "phantom:nodule?count=9", "--out",
         inScratch("few.reference")},
        invalid, "9 images");
    row("nothing to screen", {"trust", "screen", "--model", "phantom-nodule"}, ExitCode::usage,
        "--data");
    row("no reference to screen by",
        {"trust", "screen", "--model", inScratch("run/model.safetensors"), inScratch("half.png")},
        ExitCode::missingFile, "NAME.reference");
    row("nothing asked", {"trust"}, ExitCode::usage, "subcommand");
  }
  void mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, named);
    const auto done = test::runRho(arguments + QStringList{"--quiet"});
    QVERIFY2(done.code == code, done.err);
    QVERIFY2(done.err.contains(named.toUtf8()), done.err);
    QCOMPARE(done.err.count('\n'), 1);
    QVERIFY(done.out.isEmpty());
  }
};

QTEST_GUILESS_MAIN(TestTrust)
#include "tst_trust.moc"
