// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include <cmath>

#include "base/error.h"
#include "tiny_networks.h"
#include "training/validation.h"

using namespace rho;
using namespace rho::training;

class TestValidation : public QObject {
  Q_OBJECT

  /// Two classes that meet at equal pixels; frozen.
  static model::Model twoClasses(model::Task task = model::Task::singleLabel) {
    auto model = test::matrixModel(torch::tensor({{1.0, 0.0}, {0.0, 1.0}}), 1, 2, false, task);
    model.network().train(false);
    return model;
  }

  /// Images of class 0 whose nearest point of the other class is at a root mean square of 0.01,
  /// 0.02, …, count/100.
  static data::Samples staircase(std::int64_t count) {
    const auto half = torch::arange(1, count + 1).to(torch::kFloat32) / 100;
    const auto inputs = torch::stack({0.5 + half, 0.5 - half}, 1).view({count, 1, 1, 2});
    return {inputs, torch::zeros({count}, torch::kInt64)};
  }

 private slots:
  void measures() {
    const auto metrics = validate(twoClasses(), staircase(5), {});
    QCOMPARE(metrics.n, 5);
    QCOMPARE(metrics.accuracy, 1.0);
    QVERIFY(!metrics.quickAra);
  }

  /// Accuracy falls by a fifth at every 0.01; the area above one half is known.
  void quickAraOfAStaircase() {
    const auto metrics = validate(twoClasses(), staircase(5), {.araImages = 100});
    QVERIFY(metrics.quickAra);
    QCOMPARE(metrics.quickAra->images, 5);
    const double area = 0.01 * (0.5 + 0.3 + 0.1);
    QVERIFY2(std::abs(metrics.quickAra->ara - area) < 0.1 * area,
             qPrintable(QString::number(metrics.quickAra->ara)));
    const auto json = toJson(metrics);
    QCOMPARE(json["attack_ara_images"].get<int>(), 5);
    QVERIFY(json["attack_ara_search"].get<std::string>().find("in place of") != std::string::npos);
  }

  void onlyTheFirstImages() {
    const auto metrics = validate(twoClasses(), staircase(5), {.araImages = 2});
    QCOMPARE(metrics.quickAra->images, 2);
    QCOMPARE(metrics.n, 5);
  }

  void bytesAreFractions() {
    auto samples = staircase(5);
    samples.inputs = (samples.inputs * 255).round().to(torch::kUInt8);
    const auto metrics = validate(twoClasses(), samples, {.araImages = 5});
    QCOMPARE(metrics.accuracy, 1.0);
    QVERIFY(std::abs(metrics.quickAra->ara - 0.009) < 0.0009);
  }

  void severalLabelsHaveNoAra() {
    auto samples = staircase(5);
    samples.labels = torch::tensor({{1.0F, 0.0F}}).repeat({5, 1});
    const auto metrics = validate(twoClasses(model::Task::multiLabel), samples, {.araImages = 5});
    QVERIFY(!metrics.quickAra);
    QCOMPARE(metrics.aucPerClass.size(), 2u);
  }

  void stops() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(validate(twoClasses(), staircase(5), {}, JobContext(stop.get_token())),
                             Cancelled);
  }
};

QTEST_GUILESS_MAIN(TestValidation)
#include "tst_validation.moc"
