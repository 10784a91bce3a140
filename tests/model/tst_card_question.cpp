// SPDX-License-Identifier: Apache-2.0
// What files tell of their cards, and cards that are tried before they are written.
#include "testing/cardless_networks.h"

#include <QtTest>
#include <thread>

#include "base/error.h"
#include "model/card_file.h"
#include "model/card_presets.h"
#include "model/card_question.h"
#include "testing/scratch.h"

using namespace rho;
using namespace rho::model;
using namespace rho::test;

namespace {

const nlohmann::json fullCard = {{"name", "net"},
                                 {"class_names", {"a", "b", "c"}},
                                 {"task", "single-label"},
                                 {"input_size", {12, 16}},
                                 {"input_channels", 3},
                                 {"mean", {0.5, 0.5, 0.5}},
                                 {"standard_deviation", {0.25, 0.25, 0.25}}};

nlohmann::json with(nlohmann::json card, const char* key, const nlohmann::json& value) {
  card[key] = value;
  return card;
}

/// The number of outputs that the refusal tells; -1 where the network opens.
std::int64_t refusedOutputs(const std::filesystem::path& file) try {
  loadModel(file);
  return -1;
} catch (const CardNeeded& error) {
  return error.outputs;
}

}  // namespace

class TestCardQuestion : public QObject {
  Q_OBJECT
 private slots:
  void torchScriptTellsItsChannels() {
    const Scratch folder;
    const auto file = folder / "net.pt";
    writeTorchScript(file);
    const auto question = askForCard(file);
    QCOMPARE(question.candidates.size(), std::size_t(1));
    QCOMPARE(question.candidates[0].dump(), std::string(R"({"input_channels":3,"name":"net"})"));
    QCOMPARE(question.outputs, std::int64_t(0));
    QVERIFY(question.whyFixed.empty() && !question.isSizeFixed);
    QCOMPARE(refusedOutputs(file), std::int64_t(0));
    // A card with too few classes is how the number of outputs is found.
    const CardOnTrial trial(file, with(fullCard, "class_names", {"one"}));
    QCOMPARE(refusedOutputs(file), std::int64_t(3));
  }

  void onnxTellsMore() {
    const Scratch folder;
    writeOnnx(folder / "open.onnx", -1);
    const auto open = askForCard(folder / "open.onnx");
    QVERIFY(!open.isSizeFixed && open.areChannelsFixed);
    QCOMPARE(open.outputs, std::int64_t(3));
    QVERIFY(!open.candidates[0].contains("input_size"));
    QCOMPARE(refusedOutputs(folder / "open.onnx"), std::int64_t(0));
    writeOnnx(folder / "fixed.onnx", 8);
    const auto fixed = askForCard(folder / "fixed.onnx");
    QVERIFY(fixed.isSizeFixed);
    QCOMPARE(fixed.candidates[0]["input_size"], nlohmann::json({8, 8}));
    QCOMPARE(refusedOutputs(folder / "fixed.onnx"), std::int64_t(-1));
  }

  void weightsTellWhatWasAssumed() {
    const Scratch folder;
    const auto file = folder / "net.safetensors";
    writeWeights(file, "mobilenet_v2", 2);
    const auto question = askForCard(file);
    QCOMPARE(question.candidates.size(), std::size_t(1));
    QCOMPARE(question.outputs, std::int64_t(2));
    const auto& card = question.candidates[0];
    QCOMPARE(card["architecture"], nlohmann::json("mobilenet_v2"));
    QVERIFY(!card["recognition"]["assumed"].empty());
    QCOMPARE(card["recognition"]["confirmed"], nlohmann::json(false));
    saveCard(file, {{"architecture", "mobilenet_v2"}, {"class_names", {"clear", "ill"}}});
    const auto again = askForCard(file).candidates[0];
    QCOMPARE(again["recognition"]["confirmed"], nlohmann::json(true));
    QCOMPARE(again["class_names"], nlohmann::json({"clear", "ill"}));
  }

  void allTwinsAreCandidates() {
    const Scratch folder;
    const auto file = folder / "net.safetensors";
    QString twin;
    for (const auto& known : knownNetworks())
      if (QString::fromStdString(known.name).contains("preact"))
        twin = QString::fromStdString(known.name);
    writeWeights(file, twin.toStdString(), 10);
    QCOMPARE(refusedOutputs(file), std::int64_t(0));
    const auto question = askForCard(file);
    QVERIFY(question.candidates.size() > 1);
    // The one that the card names comes first, and the others keep their own names.
    saveCard(file, {{"architecture", twin.toStdString()}});
    const auto again = askForCard(file);
    QCOMPARE(again.candidates[0]["architecture"], nlohmann::json(twin.toStdString()));
    QVERIFY(again.candidates[1]["architecture"] != again.candidates[0]["architecture"]);
    QCOMPARE(again.candidates.size(), question.candidates.size());
  }

  void aCardInsideIsFixed() {
    const Scratch folder;
    const auto file = folder / "net.pt";
    writeTorchScript(file);
    const auto bundled = askForCard("pneumonia");
    QVERIFY(!bundled.whyFixed.empty());
    QCOMPARE(bundled.outputs, std::int64_t(2));
  }

  void impossibleCardsAreNotKept_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("too few classes") << "class_names" << QByteArray(R"(["a"])");
    QTest::newRow("no classes") << "class_names" << QByteArray("[]");
    QTest::newRow("size 0") << "input_size" << QByteArray("[0, 0]");
    QTest::newRow("size beyond reason") << "input_size" << QByteArray("[100000, 100000]");
    QTest::newRow("two channels") << "input_channels" << QByteArray("2");
    QTest::newRow("other channels") << "input_channels" << QByteArray("1");
    QTest::newRow("a deviation of 0") << "standard_deviation" << QByteArray("[1, 0, 1]");
    QTest::newRow("one mean") << "mean" << QByteArray("[0.5]");
    QTest::newRow("another task") << "task" << QByteArray(R"("regression")");
    QTest::newRow("a text as classes") << "class_names" << QByteArray(R"("a")");
    QTest::newRow("an unknown layer") << "gradcam_layer" << QByteArray(R"("layer4")");
  }
  void impossibleCardsAreNotKept() {
    QFETCH(QString, key);
    QFETCH(QByteArray, value);
    const Scratch folder;
    const auto file = folder / "net.pt";
    writeTorchScript(file);
    const auto card = with(fullCard, key.toUtf8(), nlohmann::json::parse(value.toStdString()));
    QVERIFY_EXCEPTION_THROWN(saveCard(file, card), InvalidInput);
    QVERIFY(!std::filesystem::exists(cardFileOf(file)));
    QVERIFY_EXCEPTION_THROWN(useCardForNow(file, card), InvalidInput);
    QVERIFY(!readCardBeside(file));
  }

  /// The network gets swapped colours and the card's statistics in its own order; pixels stay as
  /// they are, so that gradients are of red, green and blue.
  void blueFirst() {
    const Scratch folder;
    const auto file = folder / "net.pt";
    writeTorchScript(file);
    auto card = with(fullCard, "mean", {0.1, 0.2, 0.3});
    const auto answer = [&](const torch::Tensor& image) {
      const CardOnTrial trial(file, card);
      const auto pixels = image.clone().requires_grad_(true);
      const auto logits = loadModel(file).logits(pixels);
      return std::pair(logits.detach(), torch::autograd::grad({logits[0][1]}, {pixels})[0]);
    };
    const auto image = waves({1, 3, 12, 16}, 0.5) + 0.5;
    const auto [swappedLogits, swappedGradient] = answer(image.flip(1));
    card["channel_order"] = "bgr";
    const auto [logits, gradient] = answer(image);
    QVERIFY(torch::equal(logits, swappedLogits));
    QVERIFY(torch::equal(gradient, swappedGradient.flip(1)));
    QVERIFY(!torch::allclose(logits, answer(image.flip(1)).first));
  }

  void cardsOnTrialAreOfOneThread() {
    const Scratch folder;
    const auto file = folder / "net.pt";
    writeTorchScript(file);
    {
      const CardOnTrial trial(file, fullCard);
      QCOMPARE(loadModel(file).card().inputWidth, 16);
      bool seen = true;
      std::thread([&] { seen = readCardBeside(file).has_value(); }).join();
      QVERIFY(!seen);
      QVERIFY(!readCardBeside(folder / "other.pt"));
    }
    QVERIFY(!readCardBeside(file));
  }

  void aCardForNowEndsWithOneThatIsWritten() {
    const Scratch folder;
    const auto file = folder / "net.pt";
    writeTorchScript(file);
    useCardForNow(file, fullCard);
    QVERIFY(!std::filesystem::exists(cardFileOf(file)));
    QCOMPARE(loadModel(file).card().inputHeight, 12);
    saveCard(file, with(fullCard, "input_size", {20, 20}));
    QCOMPARE(loadModel(file).card().inputHeight, 20);
  }

  void namesFromFiles_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    const QStringList both = {"a cat", "dog"};
    QTest::newRow("lines") << "a cat\ndog\n" << both;
    QTest::newRow("of another system, with blank lines") << "\r\n  a cat \r\n\r\ndog" << both;
    QTest::newRow("JSON list") << R"(["a cat", "dog"])" << both;
    QTest::newRow("JSON by number") << R"({"1": "dog", "0": "a cat"})" << both;
    QTest::newRow("ImageNet's") << R"({"0": ["n1", "a cat"], "1": ["n2", "dog"]})" << both;
    QTest::newRow("more than ten") << R"({"10": "dog", "9": "a cat"})" << both;
    QTest::newRow("Python") << "{0: 'a cat', 1: 'dog'}" << both;
    QTest::newRow("empty") << " \n" << QStringList();
  }
  void namesFromFiles() {
    QFETCH(QString, text);
    QFETCH(QStringList, names);
    QStringList found;
    for (const auto& name : classNamesFromFile(text.toStdString()))
      found << QString::fromStdString(name);
    QCOMPARE(found, names);
  }
};

QTEST_GUILESS_MAIN(TestCardQuestion)
#include "tst_card_question.moc"
