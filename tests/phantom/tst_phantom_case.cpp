// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <set>

#include "base/error.h"
#include "phantom/phantom_case.h"

using namespace rho;
using namespace rho::phantom;

class TestPhantomCase : public QObject {
  Q_OBJECT

 private slots:
  void everyCaseCanBeMade() {
    std::set<std::string> names;
    for (const DemoCase& one : demoCases()) {
      QVERIFY2(names.insert(one.name).second, one.name.c_str());
      QVERIFY(!one.description.empty());
      const image::Image image = makeDemoCase(one.name);
      QCOMPARE(image.info().source, "demo:" + one.name);
      QVERIFY(image.info().label.has_value());
      QCOMPARE(cv::countNonZero(image.pixels() != makeDemoCase(one.name).pixels()), 0);
    }
    QVERIFY(names.count("nodule-1") == 1 && names.count("pneumonia-1") == 1);
  }

  void clearAndNoduleAreTheSameChest() {
    const cv::Mat difference = makeDemoCase("nodule-1").pixels() - makeDemoCase("clear-1").pixels();
    double lowest, highest;
    cv::minMaxLoc(difference, &lowest, &highest);
    QVERIFY(lowest >= 0 && highest > 0.05);
    QVERIFY(cv::countNonZero(difference) < 0.05 * static_cast<double>(difference.total()));
  }

  void unknownCase_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("unknown") << "nodule-99";
    QTest::newRow("empty") << "";
    QTest::newRow("with prefix") << "demo:nodule-1";
  }
  void unknownCase() {
    QFETCH(QString, name);
    try {
      makeDemoCase(name.toStdString());
      QFAIL("no error");
    } catch (const InvalidInput& error) {
      QVERIFY(QString(error.what()).contains("pneumonia-1"));
    }
  }
};

QTEST_GUILESS_MAIN(TestPhantomCase)
#include "tst_phantom_case.moc"
