// SPDX-License-Identifier: Apache-2.0
#include "model/class_choice.h"

#include <QtTest>

#include "base/error.h"
#include "testing/refuses.h"

using namespace rho;
using namespace rho::model;

namespace {

ModelCard cardWith(std::vector<std::string> names) {
  ModelCard card;
  card.classNames = std::move(names);
  return card;
}

}  // namespace

class TestClassChoice : public QObject {
  Q_OBJECT

 private slots:
  void chooses_data();
  void chooses();
  void namesWinOverIndices();
  void refuses_data();
  void refuses();
};

void TestClassChoice::chooses_data() {
  QTest::addColumn<QString>("choice");
  QTest::addColumn<int>("wanted");
  QTest::newRow("name") << "dog" << 2;
  QTest::newRow("index") << "0" << 0;
  QTest::newRow("top") << "top" << 1;
  QTest::newRow("second") << "second" << 2;
  QTest::newRow("true") << "true" << 0;
}

void TestClassChoice::chooses() {
  QFETCH(QString, choice);
  QFETCH(int, wanted);
  const auto card = cardWith({"bird", "cat", "dog"});
  QCOMPARE(chooseClass(card, choice.toStdString(), {0.1f, 0.6f, 0.3f}, 0), wanted);
}

void TestClassChoice::namesWinOverIndices() {
  QCOMPARE(chooseClass(cardWith({"7", "0", "top"}), "0", {0.9f, 0.1f, 0}, {}), 1);
  QCOMPARE(chooseClass(cardWith({"7", "0", "top"}), "top", {0.9f, 0.1f, 0}, {}), 2);
}

void TestClassChoice::refuses_data() {
  QTest::addColumn<QString>("choice");
  QTest::addColumn<QString>("says");
  QTest::newRow("unknown name") << "horse"
                                << "bird, cat";
  QTest::newRow("index too large") << "2"
                                   << "bird, cat";
  QTest::newRow("negative index") << "-1"
                                  << "bird, cat";
  QTest::newRow("index with letters") << "1x"
                                      << "bird, cat";
  QTest::newRow("empty") << ""
                         << "bird, cat";
  QTest::newRow("no label") << "true"
                            << "label";
}

void TestClassChoice::refuses() {
  QFETCH(QString, choice);
  QFETCH(QString, says);
  const auto choose = [&] {
    chooseClass(cardWith({"bird", "cat"}), choice.toStdString(), {0.5f, 0.5f}, {});
  };
  QVERIFY(test::refuses<InvalidInput>(choose, {"class", says.toStdString()}));
}

QTEST_GUILESS_MAIN(TestClassChoice)
#include "tst_class_choice.moc"
