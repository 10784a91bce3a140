// SPDX-License-Identifier: Apache-2.0
#include "trust/agreement.h"

#include <QtTest>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "model/tensor.h"

using namespace rho;

namespace {

trust::MethodMap map(const std::string& method, std::vector<float> values) {
  const auto count = static_cast<std::int64_t>(values.size());
  return {method, torch::tensor(values).view({1, count})};
}

bool close(double found, double expected, double tolerance = 1e-9) {
  const bool fits = std::abs(found - expected) <= tolerance;
  if (!fits) qWarning("found %.12f, expected %.12f", found, expected);
  return fits;
}

}  // namespace

class TestAgreement : public QObject {
  Q_OBJECT

 private slots:
  /// The tied ones are scipy.stats.spearmanr's.
  void correlations_data() {
    QTest::addColumn<QList<float>>("first");
    QTest::addColumn<QList<float>>("second");
    QTest::addColumn<double>("expected");
    QTest::newRow("same order") << QList<float>{1, 2, 3} << QList<float>{10, 20, 90} << 1.0;
    QTest::newRow("reversed") << QList<float>{1, 2, 3} << QList<float>{3, 2, 0} << -1.0;
    QTest::newRow("one is constant") << QList<float>{1, 2, 3} << QList<float>{5, 5, 5} << 0.0;
    QTest::newRow("tied") << QList<float>{1, 2, 3, 4, 5} << QList<float>{5, 6, 7, 8, 7}
                          << 0.8207826816681233;
    QTest::newRow("both tied") << QList<float>{1, 1, 2, 3} << QList<float>{2, 1, 1, 4} << 0.5;
  }
  void correlations() {
    QFETCH(QList<float>, first);
    QFETCH(QList<float>, second);
    QFETCH(double, expected);
    const auto found = trust::agreementsOf(
        {map("a", {first.begin(), first.end()}), map("b", {second.begin(), second.end()})});
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(close(found[0].correlation, expected));
  }

  /// 100 pixels, of which the strongest ten count.
  void overlapsOfTheStrongest_data() {
    QTest::addColumn<int>("shift");
    QTest::addColumn<double>("expected");
    QTest::newRow("the same") << 0 << 1.0;
    QTest::newRow("half of them") << 5 << 5.0 / 15;
    QTest::newRow("none") << 10 << 0.0;
  }
  void overlapsOfTheStrongest() {
    QFETCH(int, shift);
    QFETCH(double, expected);
    auto first = torch::zeros({10, 10}), second = torch::zeros({10, 10});
    first.view({100}).slice(0, 20, 30).fill_(1);
    second.view({100}).slice(0, 20 + shift, 30 + shift).fill_(3);
    QVERIFY(close(trust::agreementsOf({{"a", first}, {"b", second}})[0].overlap, expected));
  }

  void everyTwoInTheirOrder() {
    const auto found = trust::agreementsOf({map("a", {1, 2}), map("b", {1, 2}), map("c", {2, 1})});
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(found[1].first + found[1].second, std::string("ac"));
    QCOMPARE(found[2].first + found[2].second, std::string("bc"));
    QVERIFY(trust::agreementsOf({map("a", {1, 2})}).empty());
  }

  void mapsOfAnySizeAndSign() {
    cv::Mat values(2, 4, CV_32FC1, cv::Scalar(0));
    values.at<float>(0, 0) = -4;
    values.at<float>(1, 3) = 2;
    const auto same = trust::methodMap("a", values, {4, 2}).importance;
    QCOMPARE(same[0][0].item<float>(), 4.0F);
    QCOMPARE(same[1][3].item<float>(), 2.0F);
    const auto halved = trust::methodMap("a", values, {2, 1}).importance;
    QCOMPARE(halved.sizes().vec(), (std::vector<std::int64_t>{1, 2}));
    QCOMPARE(halved[0][0].item<float>(), 1.0F);
    QCOMPARE(halved[0][1].item<float>(), 0.5F);
  }

  void coloursAddUp() {
    const cv::Mat values(3, 3, CV_32FC3, cv::Scalar(1, -2, 3));
    QCOMPARE(trust::methodMap("a", values, {3, 3}).importance[1][1].item<float>(), 6.0F);
  }

  void badMaps_data() {
    QTest::addColumn<float>("value");
    QTest::addColumn<bool>("empty");
    QTest::newRow("nothing") << 0.0F << true;
    QTest::newRow("no number") << std::numeric_limits<float>::quiet_NaN() << false;
    QTest::newRow("infinite") << std::numeric_limits<float>::infinity() << false;
  }
  void badMaps() {
    QFETCH(float, value);
    QFETCH(bool, empty);
    const cv::Mat values = empty ? cv::Mat() : cv::Mat(2, 2, CV_32FC1, cv::Scalar(value));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, trust::methodMap("lime", values, {2, 2}));
  }
};

QTEST_GUILESS_MAIN(TestAgreement)
#include "tst_agreement.moc"
