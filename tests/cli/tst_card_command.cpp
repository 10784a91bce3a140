// SPDX-License-Identifier: Apache-2.0
// rho model card: what a file of weights alone does not say.
#include <QJsonArray>
#include <QtTest>

#include "base/error.h"
#include "cli/program.h"
#include "model/checkpoint.h"
#include "model/known_network.h"
#include "model/tensor.h"
#include "testing/scratch.h"

using namespace rho;
using rho::test::Outcome;
using rho::test::runRho;

class TestCardCommand : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    const auto& known = *model::knownNetworkNamed("mobilenet_v2");
    model::KnownOptions options;
    options.classes = 2;
    model::TensorMap weights;
    for (const auto& weight : model::partsOf(known, options).weights)
      weights["module." + weight.name] = torch::full(weight.shape, 0.5);
    model::writeSafetensors(m_scratch / "net.safetensors", weights, {});
  }

  void saysWhatWasAssumed() {
    const auto info = runRho({"model", "info", file()});
    QVERIFY2(info.code == 0, info.err);
    for (const char* part : {"mobilenet_v2 of torchvision", "ReLU6", "not confirmed"})
      QVERIFY2(info.out.contains(part), info.out);
  }

  void anImpossibleCardIsNotKept_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const QStringList& arguments, ExitCode code,
                        const char* named) {
      QTest::newRow(name) << arguments << static_cast<int>(code) << named;
    };
    row("1000 classes", {"--preset", "imagenet"}, ExitCode::invalidInput, "1000");
    row("unknown preset", {"--preset", "mnist"}, ExitCode::invalidInput, "mnist");
    row("another network", {"--architecture", "resnet18"}, ExitCode::invalidInput, "lacks");
    row("no network", {"--architecture", "lenet"}, ExitCode::invalidInput, "lenet");
    row("a wrong mean", {"--set", "mean=[1]"}, ExitCode::invalidInput, "one number per channel");
  }
  void anImpossibleCardIsNotKept() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, named);
    const auto refused = runRho(QStringList{"model", "card", file()} + arguments);
    QCOMPARE(refused.code, code);
    QVERIFY2(refused.err.contains(named.toUtf8()), refused.err);
    QVERIFY(!std::filesystem::exists(m_scratch / "net.safetensors.json"));
  }

  void confirmsAndCompletes() {
    const auto done = runRho({"model", "card", file(), "--architecture", "mobilenet_v2", "--preset",
                              "imagenet", "--set", R"(class_names=["clear", "ill"])"});
    QVERIFY2(done.code == 0, done.err);
    const auto info = runRho({"model", "info", file(), "--json"}).object();
    QVERIFY(info["recognition"].toObject()["confirmed"].toBool());
    QCOMPARE(info["class_names"].toVariant().toStringList(), QStringList({"clear", "ill"}));
    // What was written before stays.
    const auto more = runRho({"model", "card", file(), "--set", "gradcam_layer=features.17"});
    QVERIFY2(more.code == 0, more.err);
    const auto again = runRho({"model", "info", file(), "--json"}).object();
    QCOMPARE(again["gradcam_layer"].toString(), QString("features.17"));
    QCOMPARE(again["class_names"], info["class_names"]);
  }

  void checksAreKeptInTheCard() {
    const auto checked = runRho({"model", "check", file(), "--save", "--json"});
    QVERIFY2(checked.code == 0, checked.err);
    QStringList asked;
    for (const auto& check : checked.object()["checks"].toArray())
      asked << check.toObject()["check"].toString();
    QVERIFY2(asked.contains("Evaluation mode") && !asked.contains("Gradient"),
             qPrintable(asked.join(", ")));
    const auto info = runRho({"model", "info", file()});
    QVERIFY2(info.out.contains(QString(" of %1 passed").arg(asked.size()).toUtf8()), info.out);
    const auto stored = runRho({"model", "info", file(), "--json"}).object()["metrics"].toObject();
    QCOMPARE(stored["preflight"].toObject()["checks"].toArray().size(), asked.size());
    QCOMPARE(runRho({"model", "check", file(), "gone.png"}).code,
             static_cast<int>(ExitCode::missingFile));
  }

  void aCardInsideStandsAbove() {
    const auto copy = QString::fromStdString((m_scratch / "copy.safetensors").string());
    QCOMPARE(runRho({"model", "convert", file(), copy}).code, 0);
    const auto refused = runRho({"model", "card", copy, "--set", "name=other"});
    QCOMPARE(refused.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(refused.err.contains("rho model convert"), refused.err);
    const auto missing = runRho({"model", "card", "pneumonia", "--set", "name=other"});
    QCOMPARE(missing.code, static_cast<int>(ExitCode::missingFile));
  }

 private:
  QString file() const { return QString::fromStdString((m_scratch / "net.safetensors").string()); }
  test::Scratch m_scratch;
};

QTEST_GUILESS_MAIN(TestCardCommand)
#include "tst_card_command.moc"
