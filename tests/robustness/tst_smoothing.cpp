// SPDX-License-Identifier: Apache-2.0
#include "robustness/smoothing.h"

#include <QtTest>

#include "base/error.h"
#include "model/tensor.h"
#include "plane_model.h"
#include "robustness/binomial.h"

using namespace rho;
using namespace rho::robustness;
using test::planeModel;
using test::uniformImages;

/// The smoothed classifier of a plane is known: with 16 pixels of noise σ, their mean has the
/// deviation σ/4, and the exact radius is the distance to the plane.
class TestSmoothing : public QObject {
  Q_OBJECT

 private slots:
  void radiusStaysBelowTheDistance() {
    const Smoothing settings{.sigma = 0.2, .estimating = 4000};
    const auto certificate = certify(planeModel(), uniformImages({0.55F}), settings);
    QCOMPARE(certificate.decision, std::optional<std::int64_t>(0));
    // An RMSE of 0.05, seen as P = Φ(1); 4000 copies bound it within about 0.02.
    QVERIFY(certificate.rmse < 0.05);
    QVERIFY2(certificate.rmse > 0.045, qPrintable(QString::number(certificate.rmse)));
    QVERIFY(std::abs(certificate.radius - 4 * certificate.rmse) < 1e-9);
  }

  void sharesAreThoseOfTheNormalDistribution() {
    const auto counts =
        countDecisions(planeModel(), uniformImages({0.55F}), 8000, {.sigma = 0.2}, 0);
    QCOMPARE(counts[0] + counts[1], 8000);
    const double expected = 0.8413447460685429, deviation = std::sqrt(expected * 0.16 / 8000);
    QVERIFY(std::abs(static_cast<double>(counts[0]) / 8000 - expected) < 5 * deviation);
  }

  void abstainsOnTheBoundary() {
    const Smoothing settings{.sigma = 0.2, .estimating = 1000};
    QVERIFY(!certify(planeModel(), uniformImages({0.5F}), settings).decision);
    QVERIFY(!predictSmoothed(planeModel(), uniformImages({0.5F}), settings));
    QCOMPARE(predictSmoothed(planeModel(), uniformImages({0.4F}), settings),
             std::optional<std::int64_t>(1));
  }

  void sameSeedSameNoise() {
    const auto count = [](std::uint64_t seed, std::uint64_t item) {
      return countDecisions(planeModel(), uniformImages({0.51F}), 3000,
                            {.sigma = 0.2, .seed = seed}, item);
    };
    QCOMPARE(count(1, 0), count(1, 0));
    QVERIFY(count(1, 0) != count(2, 0));
    QVERIFY(count(1, 0) != count(1, 1));
  }

  void wrongSettingsAreRefused_data() {
    QTest::addColumn<QString>("wrong");
    for (const char* name : {"sigma", "selecting", "estimating", "alpha", "images", "multi-label"})
      QTest::newRow(name) << name;
  }

  void wrongSettingsAreRefused() {
    QFETCH(QString, wrong);
    auto model = planeModel();
    auto input = uniformImages({0.5F});
    Smoothing settings{.estimating = 100};
    if (wrong == "sigma") settings.sigma = 0;
    if (wrong == "selecting") settings.selecting = 0;
    if (wrong == "estimating") settings.estimating = 0;
    if (wrong == "alpha") settings.alpha = 1;
    if (wrong == "images") input = uniformImages({0.5F, 0.6F});
    if (wrong == "multi-label") model.card().task = model::Task::multiLabel;
    QVERIFY_THROWS_EXCEPTION(InvalidInput, certify(model, input, settings));
  }

  void stops() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled, certify(planeModel(), uniformImages({0.6F}), {}, 0,
                                                JobContext(stop.get_token())));
  }
};

QTEST_GUILESS_MAIN(TestSmoothing)
#include "tst_smoothing.moc"
