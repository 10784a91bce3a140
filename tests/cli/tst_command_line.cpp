// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "base/error.h"
#include "cli/program.h"
#include "image/array.h"
#include "image/write_image.h"
#include "testing/scratch.h"
#include "testing/shared.h"

using namespace rho;

/// The program as a user meets it: files in, files and exit codes out.
class TestCommandLine : public QObject {
  Q_OBJECT

  using Outcome = test::Outcome;
  static Outcome rho(const QStringList& arguments) { return test::runRho(arguments); }

  QString inScratch(const std::string& name) const {
    return QString::fromStdString((m_scratch / name).string());
  }
  QString model() const { return inScratch("run/model.safetensors"); }
  QString image() const { return inScratch("image.png"); }

  test::Scratch m_scratch;

 private slots:
  /// A network of a few weights, trained by the program itself.
  void initTestCase() {
    const auto recipe = m_scratch.write("recipe.json", R"({"name": "tiny", "epochs": 1, "batch": 8,
        "architecture_options": {"blocks": [1, 1], "features": [8, 8]}, "input_size": [32, 32],
        "input_channels": 1, "mean": [0.5], "standard_deviation": [0.25], "gradcam_layer": "group2"})");
    const auto done = rho({"train", "--recipe", QString::fromStdString(recipe.string()), "--data",
                           "phantom:nodule?count=32&size=32", "--out", inScratch("run")});
    QVERIFY2(done.code == 0, done.err);
    cv::Mat pixels(40, 48, CV_32FC1);
    cv::randu(pixels, 0, 1);
    image::writePng8(m_scratch / "image.png", image::Image(pixels, {}));
    image::writePng8(m_scratch / "colour.png",
                     image::Image(cv::Mat(8, 8, CV_32FC3, cv::Scalar::all(0.5)), {}));
    m_scratch.write("empty.png", "");
    m_scratch.write("text.png", "no picture at all");
    m_scratch.write("text.pt", "no network at all");
    const auto whole = test::contentOf(m_scratch / "image.png");
    m_scratch.write("half.png", whole.substr(0, whole.size() / 2));
    const auto weights = test::contentOf(m_scratch / "run/model.safetensors");
    m_scratch.write("half.safetensors", weights.substr(0, weights.size() / 2));
  }

  void explainWritesEveryFile() {
    const auto done = rho({"explain", "--model", model(), "--image", image(), "--class", "nodule",
                           "--methods", "ae-raise,ae-lower,gradcam,lime", "--rho", "0.05", "--out",
                           inScratch("out"), "--option", "lime.samples=50", "--json"});
    QVERIFY2(done.code == 0, done.err);
    const auto folder = m_scratch / "out";
    for (const char* name : {"ae-raise.png", "ae-raise.npz", "ae-lower.npz", "gradcam.png",
                             "gradcam.npz", "lime.npz", "comparison.png", "explanations.json"})
      QVERIFY2(std::filesystem::file_size(folder / name) > 0, name);
    const auto map = image::readNpz(folder / "ae-raise.npz", "map");
    QCOMPARE(map.shape, (std::vector<std::int64_t>{40, 48}));
    QCOMPARE(map.type, image::ArrayType::f32);
    QCOMPARE(image::readNpz(folder / "ae-raise.npz", "image").shape,
             (std::vector<std::int64_t>{32, 32, 1}));
    const auto reached = image::readNpz(folder / "ae-raise.npz", "rho_reached").as<double>().at(0);
    QVERIFY(reached > 0 && reached < 0.06);
    QCOMPARE(image::readNpz(folder / "gradcam.npz", "target").as<std::int64_t>().at(0), 1);
    const auto before =
        image::readNpz(folder / "ae-raise.npz", "confidence_before").as<double>().at(0);
    const auto after =
        image::readNpz(folder / "ae-raise.npz", "confidence_after").as<double>().at(0);
    QVERIFY(after > before);
    const auto object = done.object();
    QCOMPARE(object["target_name"].toString(), QString("nodule"));
    QCOMPARE(object["explanations"].toArray().size(), 4);
  }

  void sameSeedSameBytes() {
    for (const char* name : {"first", "second"}) {
      const auto done =
          rho({"explain", "--model", model(), "--image", image(), "--methods", "lime,smoothgrad",
               "--option", "samples=20", "--seed", "7", "--out", inScratch(name)});
      QVERIFY2(done.code == 0, done.err);
    }
    for (const char* name : {"lime.npz", "smoothgrad.npz"})
      QVERIFY(test::contentOf(m_scratch / "first" / name) ==
              test::contentOf(m_scratch / "second" / name));
  }

  void sweepFindsTheFlip() {
    const auto done =
        rho({"sweep", "--model", model(), "--image", image(), "--points", "3", "--last", "0.3",
             "--mode", "fast", "--out", inScratch("sweep"), "--json"});
    QVERIFY2(done.code == 0, done.err);
    const auto points = done.object()["points"].toArray();
    QCOMPARE(points.size(), 6);
    QCOMPARE(points[0].toObject()["direction"].toString(), QString("raise"));
    QCOMPARE(image::readNpz(m_scratch / "sweep/sweep.npz", "images").shape,
             (std::vector<std::int64_t>{6, 32, 32, 1}));
  }

  void predictAndEvaluate() {
    const auto predicted = rho({"predict", "--model", model(), "--image", image(), "--json"});
    QVERIFY2(predicted.code == 0, predicted.err);
    const auto confidences = predicted.object()["confidences"].toObject();
    QVERIFY(std::abs(confidences["clear"].toDouble() + confidences["nodule"].toDouble() - 1) <
            1e-5);
    const auto evaluated = rho({"evaluate", "--model", model(), "--data",
                                "phantom:nodule?count=10&seed=9&size=32", "--json"});
    QVERIFY2(evaluated.code == 0, evaluated.err);
    QCOMPARE(evaluated.object()["n"].toInt(), 10);
    QVERIFY(evaluated.object()["accuracy"].toDouble() >= 0.0);
    const auto range = rho({"ara", "--model", model(), "--data",
                            "phantom:nodule?count=4&seed=9&size=32", "--json", "--n", "2"});
    QVERIFY2(range.code == 0, range.err);
    QCOMPARE(range.object()["distances"].toArray().size(), 2);
  }

  void aBundledNetworkByItsName() {
    const auto info = rho({"model", "info", "pneumonia", "--json"});
    QVERIFY2(info.code == 0, info.err);
    QCOMPARE(info.object()["name"].toString(), QString("pneumonia"));
    const auto unknown = rho({"model", "info", "no-such-network"});
    QVERIFY(unknown.code != 0);
    QVERIFY2(unknown.err.contains("no-such-network"), unknown.err);
  }

  void modelInfoAndConvert() {
    const auto info = rho({"model", "info", model(), "--json"});
    QVERIFY2(info.code == 0, info.err);
    QCOMPARE(info.object()["architecture"].toString(), QString("small-resnet"));
    QVERIFY2(rho({"model", "convert", model(), inScratch("copy.safetensors")}).code == 0,
             "convert");
    const auto copy = rho({"model", "info", inScratch("copy.safetensors"), "--json"});
    QCOMPARE(copy.object()["sha256"], info.object()["sha256"]);
  }

  void phantomsWithMasks() {
    const auto done = rho({"data", "phantom", "--count", "2", "--size", "64", "--out",
                           inScratch("phantoms"), "--json"});
    QVERIFY2(done.code == 0, done.err);
    QVERIFY(std::filesystem::exists(m_scratch / "phantoms/clear/phantom-0000.png"));
    QVERIFY(std::filesystem::exists(m_scratch / "phantoms/masks/phantom-0001.png"));
  }

  void mistakes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* tag, const QStringList& arguments, ExitCode code,
                        const QString& named) {
      QTest::newRow(tag) << arguments << static_cast<int>(code) << named;
    };
    const auto explain = [&](const QString& m, const QString& i, const QStringList& more = {}) {
      return QStringList{"explain", "--model", m, "--image", i, "--out", inScratch("mistake")} +
             more;
    };
    row("no command", {}, ExitCode::usage, "subcommand");
    row("unknown command", {"explode"}, ExitCode::usage, "help");
    row("no model named", {"explain", "--image", image()}, ExitCode::usage, "--model");
    row("model missing", explain("no-such.pt", image()), ExitCode::missingFile, "no-such.pt");
    row("model of no format", explain(inScratch("text.pt"), image()), ExitCode::unknownFormat,
        "text.pt");
    row("model cut off", explain(inScratch("half.safetensors"), image()), ExitCode::brokenFile,
        "half.safetensors");
    row("image missing", explain(model(), "no-such.png"), ExitCode::missingFile, "no-such.png");
    row("image empty", explain(model(), inScratch("empty.png")), ExitCode::brokenFile, "empty.png");
    row("image of no format", explain(model(), inScratch("text.png")), ExitCode::unknownFormat,
        "text.png");
    row("image cut off", explain(model(), inScratch("half.png")), ExitCode::brokenFile, "half.png");
    row("unknown class", explain(model(), image(), {"--class", "cat"}), ExitCode::invalidInput,
        "cat");
    row("no label", explain(model(), image(), {"--class", "true"}), ExitCode::invalidInput,
        "label");
    row("unknown method", explain(model(), image(), {"--methods", "magic"}), ExitCode::invalidInput,
        "magic");
    row("rho zero", explain(model(), image(), {"--rho", "0"}), ExitCode::invalidInput, "rho");
    row("rho negative", explain(model(), image(), {"--rho", "-1"}), ExitCode::invalidInput, "rho");
    row("unknown option", explain(model(), image(), {"--option", "magic=1"}), ExitCode::usage,
        "magic");
    row("option without value", explain(model(), image(), {"--option", "rho"}), ExitCode::usage,
        "rho");
    row("unknown device", explain(model(), image(), {"--device", "tpu"}), ExitCode::invalidInput,
        "tpu");
    row("out is a file",
        {"explain", "--model", model(), "--image", image(), "--methods", "saliency", "--out",
         inScratch("text.png")},
        ExitCode::writeFailed, "text.png");
    row("full disk", {"model", "convert", model(), "/dev/full/x.safetensors"},
        ExitCode::writeFailed, "/dev/full");
    row("sweep of rho 0",
        {"sweep", "--model", model(), "--image", image(), "--rhos", "0", "--out",
         inScratch("mistake")},
        ExitCode::invalidInput, "rho");
    row("data missing", {"evaluate", "--model", model(), "--data", "/no/such"},
        ExitCode::missingFile, "/no/such");
    row("recipe missing",
        {"train", "--recipe", "none", "--data", "phantom:nodule", "--out", inScratch("r")},
        ExitCode::missingFile, "none");
  }
  void mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, named);
    const auto done = rho(arguments);
    QCOMPARE(done.code, code);
    QVERIFY2(done.err.contains(named.toUtf8()), done.err);
    QCOMPARE(done.err.count('\n'), 1);
    QVERIFY2(done.out.isEmpty(), done.out);
    QVERIFY(!std::filesystem::exists(m_scratch / "mistake"));
  }

  /// The published networks, as the README shows it.
  void publishedNetwork() {
    RHO_SHARED_OR_SKIP(network, "models/resnet44-all.pt");
    RHO_SHARED_OR_SKIP(cifar, "data/cifar10/cifar10-original-part.npz");
    const auto done =
        rho({"explain", "--model", QString::fromStdString(network.string()), "--image",
             QString::fromStdString(cifar.string()) + ":test_images#8", "--class", "true",
             "--methods", "ae-raise,gradcam", "--rho", "0.1", "--out", inScratch("cat"), "--json"});
    QVERIFY2(done.code == 0, done.err);
    QCOMPARE(done.object()["target_name"].toString(), QString("cat"));
    const auto before =
        image::readNpz(m_scratch / "cat/ae-raise.npz", "confidence_before").as<double>().at(0);
    const auto after =
        image::readNpz(m_scratch / "cat/ae-raise.npz", "confidence_after").as<double>().at(0);
    QVERIFY(std::abs(before - 0.21) < 0.01 && std::abs(after - 0.45) < 0.01);
  }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
