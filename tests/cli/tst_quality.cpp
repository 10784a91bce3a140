// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QtTest>
#include <array>

#include "base/error.h"
#include "cli/tiny_run.h"
#include "image/array.h"
#include "image/write_image.h"

using namespace rho;

/// `rho quality` as a user meets it.
class TestQuality : public QObject {
  Q_OBJECT

  using Outcome = test::Outcome;
  QString inScratch(const std::string& name) const {
    return QString::fromStdString((m_scratch / name).string());
  }
  QStringList phantoms(const QStringList& more = {}) const {
    return QStringList{"quality",
                       "--model",
                       inScratch("run/model.safetensors"),
                       "--data",
                       "phantom:nodule?count=3&size=32&seed=4",
                       "--class",
                       "nodule",
                       "--quiet"} +
           more;
  }
  QStringList oneImage(const QStringList& more = {}) const {
    return QStringList{"quality",
                       "--model",
                       inScratch("run/model.safetensors"),
                       "--image",
                       inScratch("half.png"),
                       "--quiet"} +
           more;
  }
  static QJsonObject resultOf(const Outcome& done, const QString& method, const QString& metric) {
    for (const auto& value : done.object()["results"].toArray())
      if (value.toObject()["method"] == method && value.toObject()["metric"] == metric)
        return value.toObject();
    return {};
  }

  test::Scratch m_scratch;

 private slots:
  void initTestCase() {
    const auto done = test::trainTiny(m_scratch);
    QVERIFY2(done.code == 0, done.err);
    cv::Mat half(32, 32, CV_32FC1, cv::Scalar(0));
    half(cv::Rect(0, 0, 16, 32)).setTo(1);
    image::writePng8(m_scratch / "half.png", image::Image(half, {}));
    // A map that marks the left half, more on its left, and one that marks the right half.
    std::array<float, 32 * 32> left{}, right{};
    for (std::size_t i = 0; i < left.size(); ++i) {
      left[i] = i % 32 < 16 ? 2 - static_cast<float>(i % 32) / 32 : 0;
      right[i] = i % 32 < 16 ? 0 : 1;
    }
    image::writeNpz(m_scratch / "maps.npz",
                    {{"left", image::Array::of<float>(left, {1, 32, 32})},
                     {"right", image::Array::of<float>(right, {1, 32, 32})}});
  }

  void measuresAgainstTheEvidenceOfPhantoms() {
    const auto done = test::runRho(phantoms({"--methods", "saliency,gradcam", "--metrics",
                                             "pointing-game,energy-inside,deletion", "--json",
                                             "--csv", inScratch("values.csv")}));
    QVERIFY2(done.code == 0, done.err);
    QCOMPARE(done.object()["n"].toInt(), 3);
    // What is no nodule has no evidence: fewer values than images.
    const auto energy = resultOf(done, "saliency", "energy-inside");
    QVERIFY(energy["n"].toInt() >= 1 && energy["n"].toInt() < 3);
    QVERIFY(energy["mean"].toDouble() > 0 && energy["mean"].toDouble() < 1);
    QCOMPARE(resultOf(done, "gradcam", "deletion")["n"].toInt(), 3);
    QCOMPARE(resultOf(done, "gradcam", "deletion")["better"].toString(), "lower");
    // A row of names, and 3 images × 2 methods × 3 measures.
    QCOMPARE(std::ranges::count(test::contentOf(m_scratch / "values.csv"), '\n'), 1 + 18);
  }

  void judgesGivenMaps() {
    const auto done =
        test::runRho(oneImage({"--maps", inScratch("maps.npz"), "--mask", inScratch("half.png"),
                               "--metrics", "iou,pointing-game,energy-inside", "--json"}));
    QVERIFY2(done.code == 0, done.err);
    for (const char* metric : {"iou", "pointing-game", "energy-inside"}) {
      QCOMPARE(resultOf(done, "left", metric)["mean"].toDouble(-1), 1.0);
      QCOMPARE(resultOf(done, "right", metric)["mean"].toDouble(-1), 0.0);
    }
  }

  void aTableForPeople() {
    const auto done =
        test::runRho(oneImage({"--methods", "saliency", "--metrics", "deletion,insertion"}));
    QVERIFY2(done.code == 0, done.err);
    QVERIFY(done.out.contains("(lower is better)\n  saliency"));
    QVERIFY(done.out.contains("(higher is better)\n  saliency"));
  }

  void goesOnAfterAKill() {
    const auto arguments = [&](const std::string& out) {
      return phantoms(
          {"--methods", "saliency", "--metrics", "insertion", "--json", "--out", inScratch(out)});
    };
    const auto whole = test::runRho(arguments("whole.jsonl"));
    QVERIFY2(whole.code == 0, whole.err);
    const auto text = test::contentOf(m_scratch / "whole.jsonl");
    QCOMPARE(std::ranges::count(text, '\n'), 4);
    const auto second = text.find('\n', text.find('\n') + 1) + 1;
    m_scratch.write("killed.jsonl", text.substr(0, second + 20));
    const auto again = test::runRho(arguments("killed.jsonl"));
    QVERIFY2(again.code == 0, again.err);
    QCOMPARE(again.object()["n"].toInt(), 3);
    QVERIFY(test::contentOf(m_scratch / "killed.jsonl").starts_with(text.substr(0, second)));
    const double expected = resultOf(whole, "saliency", "insertion")["mean"].toDouble();
    const double found = resultOf(again, "saliency", "insertion")["mean"].toDouble();
    QVERIFY(std::abs(found - expected) < 1e-6);
  }

  void challengesAnExplanation() {
    const auto done =
        test::runRho({"quality", "challenge", "--model", inScratch("run/model.safetensors"),
                      "--image", inScratch("half.png"), "--methods", "saliency", "--out",
                      inScratch("challenge"), "--quiet", "--json"});
    QVERIFY2(done.code == 0, done.err);
    for (const char* name :
         {"challenge/saliency.png", "challenge/saliency.npz", "challenge/challenge.json"})
      QVERIFY2(std::filesystem::exists(m_scratch / name), name);
    // What is attacked outside the region has not changed within it.
    const auto region = image::readNpz(m_scratch / "challenge/saliency.npz", "region").as<float>();
    const auto outside =
        image::readNpz(m_scratch / "challenge/saliency.npz", "outside").as<float>();
    QCOMPARE(region.size(), outside.size());
    for (std::size_t i = 0; i < region.size(); ++i) QVERIFY(region[i] == 0 || outside[i] == 0);
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
    row("unknown measure", phantoms({"--metrics", "beauty"}), invalid, "beauty");
    row("unknown method", phantoms({"--methods", "magic"}), invalid, "magic");
    row("unknown setting", phantoms({"--metrics", "iou", "--metric-option", "iou.magic=1"}),
        invalid, "magic");
    row("no network", {"quality", "--image", inScratch("half.png")}, ExitCode::usage, "--model");
    row("data and image", phantoms({"--image", inScratch("half.png")}), ExitCode::usage, "--image");
    row("mask for data", phantoms({"--mask", inScratch("half.png")}), ExitCode::usage, "--mask");
    row("maps of another size", phantoms({"--maps", inScratch("maps.npz")}), invalid, "3×32×32");
    row("none chosen", phantoms({"--first", "100"}), invalid, "none of which");
    row("file of something else",
        phantoms(
            {"--metrics", "insertion", "--methods", "saliency", "--out", inScratch("recipe.json")}),
        ExitCode::brokenFile, "recipe.json");
  }
  void mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, named);
    const auto done = test::runRho(arguments);
    QVERIFY2(done.code == code, done.err);
    QVERIFY2(done.err.contains(named.toUtf8()), done.err);
    QCOMPARE(done.err.count('\n'), 1);
    QVERIFY(done.out.isEmpty());
  }
};

QTEST_GUILESS_MAIN(TestQuality)
#include "tst_quality.moc"
