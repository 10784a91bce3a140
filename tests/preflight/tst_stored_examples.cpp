// SPDX-License-Identifier: Apache-2.0
// Examples that a network's maker stored with it.
#include "preflight/function_network.h"

#include <QtTest>
#include <fstream>

#include "base/error.h"
#include "image/array.h"
#include "model/card_file.h"
#include "model/checkpoint.h"
#include "preflight/preflight.h"
#include "preflight/stored_examples.h"
#include "testing/onnx_builder.h"
#include "testing/scratch.h"

using namespace rho;
using namespace rho::test;

namespace {

model::Model normalisingModel() {
  auto card = smallCard();
  card.mean = {0.4, 0.5, 0.6};
  card.standardDeviation = {0.2, 0.2, 0.2};
  return model::Model(card, std::make_shared<FunctionNetwork>(plainLogits));
}

image::NamedArray arrayOf(const char* name, const torch::Tensor& values) {
  const auto plain = values.contiguous();
  return {name, image::Array::of<float>({plain.data_ptr<float>(), std::size_t(plain.numel())},
                                        plain.sizes().vec())};
}

const preflight::Finding* about(const std::vector<preflight::Finding>& findings) {
  for (const auto& finding : findings)
    if (finding.title == "Stored examples") return &finding;
  return nullptr;
}

torch::Tensor someImages() {
  return torch::linspace(0, 1, 3 * 192).view({3, 3, 8, 8}).flip(3).contiguous();
}

void writeText(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

class TestStoredExamples : public QObject {
  Q_OBJECT
 private slots:
  void withoutAnyThereIsNothingToSay() {
    const Scratch folder;
    QVERIFY(!about(preflight::checkNetwork(normalisingModel(), folder / "net.pt", {})));
  }

  void outputsAreMet_data() {
    QTest::addColumn<QString>("inputs");
    QTest::addColumn<bool>("confidences");
    QTest::addColumn<double>("error");
    QTest::newRow("as the network takes them") << "inputs" << false << 0.0;
    QTest::newRow("pixels") << "images" << false << 0.0;
    QTest::newRow("behind the softmax") << "images" << true << 0.0;
    QTest::newRow("rounding") << "images" << false << 1e-5;
    QTest::newRow("other weights") << "images" << false << 0.05;
  }
  void outputsAreMet() {
    QFETCH(QString, inputs);
    QFETCH(bool, confidences);
    QFETCH(double, error);
    const Scratch folder;
    const auto model = normalisingModel();
    const auto x = someImages();
    auto outputs = inputs == "images" ? model.logits(x) : model.network().forward(x);
    if (confidences) outputs = model.confidences(outputs);
    outputs = outputs * (1 + error);
    image::writeNpz(folder / "net.pt.examples.npz",
                    {arrayOf(inputs.toUtf8(), x), arrayOf("outputs", outputs)});
    const auto findings = preflight::checkNetwork(model, folder / "net.pt", {});
    const auto* found = about(findings);
    QVERIFY(found);
    QVERIFY2(found->passed == (error < 1e-3), found->text().c_str());
  }

  /// The fault that it is for: a card whose normalisation is another one than the maker's.
  void aWrongNormalisationIsSeen() {
    const Scratch folder;
    image::writeNpz(folder / "net.pt.examples.npz",
                    {arrayOf("images", someImages()),
                     arrayOf("outputs", normalisingModel().logits(someImages()))});
    auto model = normalisingModel();
    model.card().mean = {0.5, 0.5, 0.5};
    model.to("cpu");
    const auto findings = preflight::checkNetwork(model, folder / "net.pt", {});
    QVERIFY(about(findings) && !about(findings)->passed);
  }

  void theModelZoosFoldersAreRead() {
    const Scratch folder;
    const auto x = someImages().narrow(0, 0, 1);
    const auto file = folder / "net.onnx";
    writeText(file, "not looked at");
    writeText(folder / "test_data_set_0" / "input_0.pb", onnx::tensor("x", x));
    writeText(folder / "test_data_set_0" / "output_0.pb", onnx::tensor("y", plainLogits(x)));
    QVERIFY(about(preflight::checkNetwork(normalisingModel(), file, {}))->passed);
    writeText(folder / "test_data_set_0" / "output_0.pb", onnx::tensor("y", plainLogits(x) + 1));
    QVERIFY(!about(preflight::checkNetwork(normalisingModel(), file, {}))->passed);
    writeText(folder / "other.onnx", "whose are they now?");
    QVERIFY(!about(preflight::checkNetwork(normalisingModel(), file, {})));
  }

  void theCardNamesThem() {
    const Scratch folder;
    const auto x = someImages();
    image::writeNpz(folder / "mine.npz",
                    {arrayOf("inputs", x), arrayOf("outputs", plainLogits(x))});
    model::writeCardBeside(folder / "net.pt", {{"examples", {"mine.npz"}}});
    QVERIFY(about(preflight::checkNetwork(normalisingModel(), folder / "net.pt", {}))->passed);
  }

  void badOnesAreFindings_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("told");
    QTest::newRow("elsewhere") << "elsewhere"
                               << "outside";
    QTest::newRow("absolute") << "absolute"
                              << "outside";
    QTest::newRow("a number") << "number"
                              << "no name";
    QTest::newRow("missing") << "missing"
                             << "gone.npz";
    QTest::newRow("no outputs") << "no outputs"
                                << "holds no examples";
    QTest::newRow("grey") << "grey"
                          << "channels";
    QTest::newRow("too many outputs") << "outputs"
                                      << "one output";
    QTest::newRow("damaged") << "damaged"
                             << "net.pt.examples.npz";
  }
  void badOnesAreFindings() {
    QFETCH(QString, what);
    QFETCH(QString, told);
    const Scratch folder;
    const auto file = folder / "net.pt", beside = folder / "net.pt.examples.npz";
    const auto x = someImages();
    if (what == "elsewhere") model::writeCardBeside(file, {{"examples", "../mine.npz"}});
    if (what == "absolute") model::writeCardBeside(file, {{"examples", "/mine.npz"}});
    if (what == "number") model::writeCardBeside(file, {{"examples", 7}});
    if (what == "missing") model::writeCardBeside(file, {{"examples", "gone.npz"}});
    if (what == "no outputs") image::writeNpz(beside, {arrayOf("inputs", x)});
    if (what == "grey")
      image::writeNpz(beside,
                      {arrayOf("inputs", x.narrow(1, 0, 1)), arrayOf("outputs", plainLogits(x))});
    if (what == "outputs")
      image::writeNpz(beside, {arrayOf("inputs", x), arrayOf("outputs", torch::zeros({3, 5}))});
    if (what == "damaged") writeText(beside, "PK no archive");
    const auto findings = preflight::checkNetwork(normalisingModel(), file, {});
    const auto* found = about(findings);
    QVERIFY(found && !found->passed);
    QVERIFY2(QString::fromStdString(found->text()).contains(told), found->text().c_str());
  }
};

QTEST_GUILESS_MAIN(TestStoredExamples)
#include "tst_stored_examples.moc"
