// SPDX-License-Identifier: Apache-2.0
#include "model/model_card.h"

#include <QtTest>

#include "base/error.h"
#include "testing/refuses.h"

using namespace rho;
using namespace rho::model;

namespace {

nlohmann::json goodCard() {
  return nlohmann::json::parse(
      R"({"name": "n", "architecture": "small-resnet", "class_names": ["a", "b"],
    "task": "multi-label", "input_size": [20, 30], "input_channels": 1, "mean": [0.5],
    "standard_deviation": [0.25], "gradcam_layer": "group1", "training": {"seed": 3}})");
}

}  // namespace

class TestModelCard : public QObject {
  Q_OBJECT

 private slots:
  void roundTrip();
  void blueFirst();
  void bad_data();
  void bad();
};

void TestModelCard::roundTrip() {
  const auto card = cardFromJson(goodCard(), "file");
  QCOMPARE(card.inputHeight, 20);
  QCOMPARE(card.inputWidth, 30);
  QVERIFY(card.task == Task::multiLabel);
  QCOMPARE(toJson(cardFromJson(toJson(card), "file")).dump(), toJson(card).dump());
}

void TestModelCard::blueFirst() {
  auto json = goodCard();
  json["input_channels"] = 3;
  json["mean"] = {0.1, 0.2, 0.3};
  json["standard_deviation"] = {0.5, 0.6, 0.7};
  QVERIFY(cardFromJson(json, "file").channelOrder == ChannelOrder::rgb);
  QVERIFY(!toJson(cardFromJson(json, "file")).contains("channel_order"));
  json["channel_order"] = "bgr";
  const auto card = cardFromJson(json, "file");
  QVERIFY(card.channelOrder == ChannelOrder::bgr);
  QCOMPARE(card.imageChannel(0), std::size_t(2));
  QCOMPARE(toJson(cardFromJson(toJson(card), "file")).dump(), toJson(card).dump());
}

void TestModelCard::bad_data() {
  QTest::addColumn<QString>("key");
  QTest::addColumn<QString>("value");
  QTest::newRow("no name") << "name"
                           << "";
  QTest::newRow("name is a number") << "name"
                                    << "3";
  QTest::newRow("no class names") << "class_names"
                                  << "";
  QTest::newRow("empty class names") << "class_names"
                                     << "[]";
  QTest::newRow("unknown task") << "task"
                                << "\"guess\"";
  QTest::newRow("size of one number") << "input_size"
                                      << "[20]";
  QTest::newRow("size of nothing") << "input_size"
                                   << "[0, 30]";
  QTest::newRow("absurd size") << "input_size"
                               << "[20, 100000]";
  QTest::newRow("two channels") << "input_channels"
                                << "2";
  QTest::newRow("mean of two channels") << "mean"
                                        << "[0.5, 0.5]";
  QTest::newRow("deviation of zero") << "standard_deviation"
                                     << "[0]";
  QTest::newRow("unknown order") << "channel_order"
                                 << "\"gbr\"";
  QTest::newRow("order of one channel") << "channel_order"
                                        << "\"bgr\"";
  QTest::newRow("order is a number") << "channel_order"
                                     << "3";
  QTest::newRow("deviation of text") << "standard_deviation"
                                     << "[\"x\"]";
}

void TestModelCard::bad() {
  QFETCH(QString, key);
  QFETCH(QString, value);
  auto json = goodCard();
  if (value.isEmpty())
    json.erase(key.toStdString());
  else
    json[key.toStdString()] = nlohmann::json::parse(value.toStdString());
  QVERIFY(test::refuses<InvalidInput>([&] { cardFromJson(json, "net.pt.json"); },
                                      {"net.pt.json", "card"}));
}

QTEST_GUILESS_MAIN(TestModelCard)
#include "tst_model_card.moc"
