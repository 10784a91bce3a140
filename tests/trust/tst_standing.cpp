// SPDX-License-Identifier: Apache-2.0
#include "trust/standing.h"

#include <QtTest>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/resources.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "robustness/plane_model.h"
#include "robustness/planes_model.h"
#include "testing/scratch.h"

using namespace rho;
using robustness::Measured;
using robustness::Study;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

Measured measured(std::int64_t label, std::int64_t predicted, double distance) {
  return {0, label, predicted, 0.9, distance};
}

/// Of the bright ones, three that are right lie at 0.1, 0.2 and 0.4 from the plane.
Study study(const std::string& kind = "attack", const std::string& search = "fast") {
  return {{{"kind", kind},
           {"search", search},
           {"data", "planes"},
           {"model", "plane"},
           {"model_sha256", "abc"}},
          {measured(0, 0, 0.4), measured(0, 1, 0), measured(0, 0, 0.1), measured(1, 1, 0.25),
           measured(0, 0, 0.2), measured(1, 0, 0)}};
}

model::ModelCard cardWithHash(const std::string& hash) {
  auto card = test::planeModel().card();
  card.sha256 = hash;
  return card;
}

}  // namespace

class TestStanding : public QObject {
  Q_OBJECT

  test::Scratch m_scratch;

 private slots:
  /// The tied ones are scipy.stats.percentileofscore's with kind="mean".
  void midranks_data() {
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("rank");
    QTest::newRow("between") << QList<double>{1, 2, 3, 4} << 2.5 << 0.5;
    QTest::newRow("below all") << QList<double>{1, 2} << 0.5 << 0.0;
    QTest::newRow("above all") << QList<double>{1, 2} << 3.0 << 1.0;
    QTest::newRow("one of five") << QList<double>{1, 2, 3, 4, 5} << 3.0 << 0.5;
    QTest::newRow("tied") << QList<double>{1, 2, 3, 3, 4} << 3.0 << 0.6;
    QTest::newRow("tied with all") << QList<double>{2, 2, 2} << 2.0 << 0.5;
    QTest::newRow("never changes") << QList<double>{0.1, inf, 0.2, inf} << inf << 0.75;
    QTest::newRow("others never change") << QList<double>{inf, inf} << 0.1 << 0.0;
  }
  void midranks() {
    QFETCH(QList<double>, values);
    QFETCH(double, value);
    QFETCH(double, rank);
    QCOMPARE(trust::midrank({values.begin(), values.end()}, value), rank);
  }

  void firmness_data() {
    QTest::addColumn<double>("percentile");
    QTest::addColumn<int>("firmness");
    QTest::newRow("lowest") << 0.0 << static_cast<int>(trust::Firmness::fragile);
    QTest::newRow("below a quarter") << 0.249 << static_cast<int>(trust::Firmness::fragile);
    QTest::newRow("a quarter") << 0.25 << static_cast<int>(trust::Firmness::usual);
    QTest::newRow("three quarters") << 0.75 << static_cast<int>(trust::Firmness::usual);
    QTest::newRow("above") << 0.751 << static_cast<int>(trust::Firmness::firm);
  }
  void firmness() {
    QFETCH(double, percentile);
    QFETCH(int, firmness);
    trust::Standing standing;
    standing.percentile = percentile;
    QCOMPARE(static_cast<int>(standing.firmness()), firmness);
  }

  /// How far an image is from the plane is known.
  void amongImagesOfTheSameKind_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<float>("brightness");
    QTest::addColumn<QString>("className");
    QTest::addColumn<int>("images");
    QTest::addColumn<double>("percentile");
    QTest::newRow("near") << "attack" << 0.55F << "bright" << 3 << 0.0;
    QTest::newRow("between") << "attack" << 0.8F << "bright" << 3 << 2.0 / 3;
    QTest::newRow("to chance") << "btr" << 0.8F << "bright" << 3 << 2.0 / 3;
    QTest::newRow("far") << "attack" << 0.95F << "bright" << 3 << 1.0;
    QTest::newRow("another class") << "attack" << 0.2F << "dark" << 1 << 1.0;
  }
  void amongImagesOfTheSameKind() {
    QFETCH(QString, kind);
    QFETCH(float, brightness);
    QFETCH(QString, className);
    QFETCH(int, images);
    QFETCH(double, percentile);
    const auto model = test::planeModel();
    const auto found =
        trust::standingOf(model, test::uniformImages({brightness}), study(kind.toStdString()));
    const double expected = std::abs(static_cast<double>(brightness) - 0.5);
    QVERIFY2(std::abs(found.distance - expected) < 2e-3 * expected + 1e-4,
             qPrintable(QString::number(found.distance)));
    QCOMPARE(found.className, className.toStdString());
    QCOMPARE(found.images, images);
    QCOMPARE(found.percentile, percentile);
    QCOMPARE(found.kind, kind.toStdString());
    QCOMPARE(found.data, std::string("planes"));
  }

  /// A study of a multi-label network is of one label, and so is the decision.
  void aLabelOfSeveral() {
    const auto model = test::planesModel();
    const auto input = torch::rand({1, 1, 2, 8}, at::make_generator<at::CPUGeneratorImpl>(4));
    auto ofLabel = study();
    QVERIFY_THROWS_EXCEPTION(InvalidInput, trust::standingOf(model, input, ofLabel));
    for (int label = 0; label < 3; ++label) {
      const auto [distance, isFound] = test::distanceToPlane(input, label);
      const auto& name = model.card().classNames[static_cast<std::size_t>(label)];
      ofLabel.header["label"] = name;
      const auto kind = isFound ? 1 : 0;
      ofLabel.images = {measured(kind, kind, 0), measured(kind, kind, 1),
                        measured(1 - kind, 1 - kind, 0)};
      const auto found = trust::standingOf(model, input, ofLabel);
      QCOMPARE(found.className, (isFound ? "" : "no ") + name);
      QCOMPARE(found.images, 2);
      QCOMPARE(found.percentile, 0.5);
      QVERIFY2(std::abs(found.distance - distance) < 0.01 * distance + 1e-4,
               qPrintable(QString::number(found.distance)));
    }
  }

  void nothingOfTheSameKind_data() {
    QTest::addColumn<bool>("empty");
    QTest::newRow("an empty study") << true;
    QTest::newRow("none is right") << false;
  }
  void nothingOfTheSameKind() {
    QFETCH(bool, empty);
    auto others = study();
    others.images = empty ? std::vector<Measured>{} : std::vector<Measured>{measured(0, 1, 0)};
    const auto failure = test::failureOf(
        [&] { trust::standingOf(test::planeModel(), test::uniformImages({0.9F}), others); });
    QCOMPARE(failure.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(failure.message.find("bright") != std::string::npos, failure.message.c_str());
  }

  void stopsWhenAsked() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_THROWS_EXCEPTION(
        Cancelled, trust::standingOf(test::planeModel(), test::uniformImages({0.9F}), study(),
                                     JobContext(stop.get_token())));
  }

  void opensAStudyOfTheNetwork() {
    const auto path = m_scratch / "fits.jsonl";
    robustness::writeStudy(path, study());
    QCOMPARE(trust::openStudy(path, cardWithHash("abc")).images.size(), std::size_t{6});
  }

  /// The one that travels with the program.
  void bundledStudy() {
    const auto path = resourcePath("models/phantom-nodule.ara.jsonl");
    const auto card = model::loadModel("phantom-nodule").card();
    const auto bundled = trust::openStudy(path, card);
    QCOMPARE(bundled.images.size(), std::size_t{400});
    QVERIFY(bundled.header.at("data").get<std::string>().starts_with("phantom:"));
  }

  void studiesThatDoNotFit_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("named");
    QTest::newRow("another network") << "model_sha256"
                                     << "def"
                                     << "another network (plane)";
    QTest::newRow("certificates") << "kind"
                                  << "certify"
                                  << "is no study of perturbations";
    QTest::newRow("an unknown search") << "search"
                                       << "magic"
                                       << "is no study of perturbations";
    QTest::newRow("no network") << "model_sha256"
                                << ""
                                << "another network";
    QTest::newRow("no kind") << "kind"
                             << ""
                             << "is no study of perturbations";
  }
  void studiesThatDoNotFit() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, named);
    auto changed = study();
    if (value.isEmpty())
      changed.header.erase(key.toStdString());
    else
      changed.header[key.toStdString()] = value.toStdString();
    const auto path = m_scratch / "other.jsonl";
    robustness::writeStudy(path, changed);
    const auto failure = test::failureOf([&] { trust::openStudy(path, cardWithHash("abc")); });
    QCOMPARE(failure.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(failure.message.find(named.toStdString()) != std::string::npos,
             failure.message.c_str());
    QVERIFY(failure.message.find("other.jsonl") != std::string::npos);
  }

  void otherFiles() {
    const auto letter = m_scratch.write("letter.txt", "no study at all\n");
    QVERIFY_THROWS_EXCEPTION(UnknownFormat, trust::openStudy(letter, cardWithHash("abc")));
    QVERIFY_THROWS_EXCEPTION(MissingFile,
                             trust::openStudy(m_scratch / "none", cardWithHash("abc")));
  }
};

QTEST_GUILESS_MAIN(TestStanding)
#include "tst_standing.moc"
