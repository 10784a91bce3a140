// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QtTest>

#include "base/error.h"
#include "cli/tiny_run.h"

using namespace rho;

/// `rho certify` and `rho compare` as a user meets them.
class TestCompare : public QObject {
  Q_OBJECT

  using Outcome = test::Outcome;
  QString inScratch(const std::string& name) const {
    return QString::fromStdString((m_scratch / name).string());
  }
  QString network() const { return inScratch("run/model.safetensors"); }
  static QStringList data(int count = 4) {
    return {"--data", QString("phantom:nodule?count=%1&size=32&seed=4").arg(count), "--quiet"};
  }
  Outcome certify(const QStringList& more) const {
    return test::runRho(QStringList{"certify", "--model", network(), "--selecting", "20",
                                    "--estimating", "200", "--json"} +
                        data() + more);
  }
  Outcome compare(const QStringList& more) const {
    return test::runRho(QStringList{"compare"} + data() + more);
  }

  test::Scratch m_scratch;

 private slots:
  void initTestCase() {
    const auto done = test::trainTiny(m_scratch);
    QVERIFY2(done.code == 0, done.err);
  }

  void aCertificateNeverExceedsWhatItsSamplesAllow() {
    const auto done = certify({"--sigma", "0.1", "--csv", inScratch("certified.csv")});
    QVERIFY2(done.code == 0, done.err);
    const auto object = done.object();
    const auto images = object["images"].toArray();
    QCOMPARE(images.size(), 4);
    // 200 of 200 with α 0.001: p ≥ 0.001^(1/200), and the radius 0.1·Φ⁻¹ of it.
    constexpr double most = 0.1 * 1.82569;
    for (const auto& value : images) {
      const auto image = value.toObject();
      QVERIFY(image["probability"].toDouble() <= 0.96606);
      QVERIFY(image["radius"].toDouble() <= most);
      QVERIFY(std::abs(image["radius"].toDouble() - image["rmse"].toDouble() * 32) < 1e-9);
    }
    double before = 1;
    for (const auto& point : object["certified"].toArray()) {
      const double accuracy = point.toObject()["accuracy"].toDouble();
      QVERIFY(accuracy <= before);
      before = accuracy;
    }
    QCOMPARE(before, 0.0);
    QCOMPARE(std::ranges::count(test::contentOf(m_scratch / "certified.csv"), '\n'), 5);
  }

  void theSameSeedTheSameCertificates() {
    const auto first = certify({"--seed", "3"}), second = certify({"--seed", "3"});
    QVERIFY2(first.code == 0, first.err);
    QCOMPARE(first.object()["images"], second.object()["images"]);
  }

  void oneRowForEachNetwork() {
    const auto done = compare({network(), network(), "--json", "--csv", inScratch("compare.csv")});
    QVERIFY2(done.code == 0, done.err);
    const auto networks = done.object()["networks"].toArray();
    QCOMPARE(networks.size(), 2);
    QCOMPARE(networks[0].toObject(), networks[1].toObject());
    const auto attack = networks[0].toObject()["attack"].toObject();
    const auto alone = test::runRho(
        QStringList{"ara", "--model", network(), "--search", "fast", "--json"} + data());
    QCOMPARE(attack["ara"].toDouble(), alone.object()["ara"].toDouble());
    QVERIFY(!networks[0].toObject().contains("quality"));
    QCOMPARE(std::ranges::count(test::contentOf(m_scratch / "compare.csv"), '\n'), 3);
  }

  void certificatesAndQualityAreColumns() {
    const auto done =
        compare({network(), "--json", "--certify", "--sigma", "0.1", "--radius", "0.05",
                 "--selecting", "20", "--estimating", "100", "--quality", "insertion,iou",
                 "--methods", "saliency", "--csv", inScratch("all.csv")});
    QVERIFY2(done.code == 0, done.err);
    const auto row = done.object()["networks"].toArray()[0].toObject();
    const double certified = row["certified_accuracy"].toDouble(-1);
    QVERIFY(certified >= 0 && certified <= row["attack"].toObject()["accuracy"].toDouble(1));
    const auto quality = row["quality"].toArray();
    QVERIFY(!quality.isEmpty());
    QCOMPARE(quality[0].toObject()["metric"].toString(), "insertion");
    const auto csv = QByteArray::fromStdString(test::contentOf(m_scratch / "all.csv"));
    const auto names = csv.split('\n').at(0), values = csv.split('\n').at(1);
    QVERIFY(names.endsWith(",\"certified at 0.05\",\"saliency insertion\",\"saliency iou\""));
    QCOMPARE(values.count(','), names.count(','));
  }

  void aTableForPeople() {
    const auto done = compare({network(), "--quality", "insertion", "--methods", "saliency"});
    QVERIFY2(done.code == 0, done.err);
    const auto lines = done.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].contains("fast search"));
    QVERIFY(lines[1].endsWith("saliency insertion"));
  }

  void mistakes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* tag, const QStringList& arguments, ExitCode code,
                        const QString& named) {
      QTest::newRow(tag) << arguments << static_cast<int>(code) << named;
    };
    const auto compared = QStringList{"compare", network()} + data();
    const auto certified = QStringList{"certify", "--model", network()} + data();
    row("no such network", QStringList{"compare", "no-such.pt"} + data(), ExitCode::missingFile,
        "no-such.pt");
    row("no such measure", compared + QStringList{"--quality", "beauty"}, ExitCode::invalidInput,
        "beauty");
    row("no such method", compared + QStringList{"--quality", "iou", "--methods", "magic"},
        ExitCode::invalidInput, "magic");
    row("sigma zero", certified + QStringList{"--sigma", "0"}, ExitCode::invalidInput, "sigma");
    row("alpha of one", certified + QStringList{"--alpha", "1"}, ExitCode::invalidInput, "alpha");
    row("no data", {"certify", "--model", network()}, ExitCode::usage, "--data");
  }
  void mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, named);
    const auto done = test::runRho(arguments);
    QVERIFY2(done.code == code, done.err);
    QVERIFY2(done.err.contains(named.toUtf8()), done.err);
    QCOMPARE(done.err.count('\n'), 1);
    QVERIFY(done.out.isEmpty());
  }
};

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
