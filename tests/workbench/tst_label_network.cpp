// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's: they use Qt's keywords as names.
#include "explain/label_models.h"
#include "model/checkpoint.h"

#include <QComboBox>
#include <QImage>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include "model/decision.h"
#include "testing/scratch.h"
#include "workbench/inspect/curves.h"
#include "workbench/inspect/decision_texts.h"
#include "workbench/inspect/inspect_job.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/network/card_rows.h"
#include "workbench/network/network_panel.h"
#include "workbench/report/report_tables.h"
#include "workbench/robustness/measure_form.h"
#include "workbench/robustness/network_choice.h"
#include "workbench/robustness/network_table.h"
#include "workbench/robustness/robustness_page.h"

using namespace rho;
using namespace rho::workbench;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy
constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace

/// A network that decides about each of its labels on its own, in the window.
class TestLabelNetwork : public QObject {
  Q_OBJECT

  Inspection rowOf(std::vector<float> confidences, int target) const {
    Inspection row;
    row.network = m_network;
    row.confidences = std::move(confidences);
    row.target = target;
    return row;
  }
  /// The same confidences at every ρ but the last.
  static void sweep(Inspection& row, Direction direction, const std::vector<float>& last) {
    for (const double rho : filmRhos()) {
      Frame frame;
      frame.direction = direction;
      frame.rho = frame.rhoReached = rho;
      frame.confidences = rho == filmRhos().back() ? last : row.confidences;
      row.addFrame(frame);
    }
  }

  test::Scratch m_scratch;
  QTemporaryDir m_settings;
  std::shared_ptr<const Analysis> m_network, m_oneSigmoid;
  QString m_file, m_data;

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("rhoscope");
    QCoreApplication::setApplicationName("tst_label_network");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    auto model = test::labelModel(3, 1, 8, 14);
    model.card().classNames = {"edema", "mass", "hernia"};
    model.card().operatingPoints = {0.2, none, 0.9};
    model::saveModel(model, m_scratch / "labels.safetensors");
    m_file = QString::fromStdString((m_scratch / "labels.safetensors").string());
    m_network = std::make_shared<const Analysis>(m_scratch / "labels.safetensors");
    auto one = test::labelModel(1, 3, 8, 14);
    one.card().classNames = {"fracture"};
    model::saveModel(one, m_scratch / "one.safetensors");
    m_oneSigmoid = std::make_shared<const Analysis>(m_scratch / "one.safetensors");
    std::string table = "path,edema,mass\n";
    for (int i = 0; i < 6; ++i) {
      QImage picture(14, 8, QImage::Format_Grayscale8);
      for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 14; ++x)
          picture.scanLine(y)[x] = static_cast<uchar>((37 * x + 91 * y + 53 * i * (x + y)) % 256);
      const auto name = "image-" + std::to_string(i) + ".png";
      QVERIFY(picture.save(QString::fromStdString((m_scratch / name).string())));
      table += name + (i % 2 ? ",1" : ",0") + (i < 2 ? "," : i < 4 ? ",1" : ",0") + "\n";
    }
    m_data = QString::fromStdString(m_scratch.write("images.csv", table).string());
  }

  void saysWhatIsFound() {
    QCOMPARE(decisionText(rowOf({0.3F, 0.7F, 0.8F}, 0)), "found mass 0.70, edema 0.30");
    QCOMPARE(decisionText(rowOf({0.3F, 0.7F, 0.8F}, 0), 1), "found mass 0.70, 1 more");
    QCOMPARE(decisionText(rowOf({0.15F, 0.2F, 0.8F}, 0)), "none found, closest edema 0.15");
    QVERIFY(decisionHtml(rowOf({0.3F, 0.4F, 0.8F}, 0)).contains("found <b>edema</b> 0.30"));
    QCOMPARE(decisionText(Inspection()), QString());
    QCOMPARE(decisionPointText(m_network->card(), 0), "found from its operating point 0.20 on");
    QCOMPARE(decisionPointText(m_network->card(), 1), "found from 0.50 on");
  }

  void aFoundLabelTurnsWhileItIsLowered() {
    auto row = rowOf({0.3F, 0.4F, 0.8F}, 0);
    sweep(row, Direction::raise, {0.9F, 0.4F, 0.8F});
    sweep(row, Direction::lower, {0.1F, 0.4F, 0.8F});
    QVERIFY(!row.crossings.byRaising && row.crossings.flipRho && !row.crossings.chanceRho);
    QVERIFY(*row.crossings.flipRho > 0.275 && *row.crossings.flipRho < 0.3);
    QVERIFY2(notesOf(row).join('|').contains("no longer found at ρ"),
             qPrintable(notesOf(row).join('|')));
    QVERIFY(warningsOf(row).join('|').contains("turns the decision about edema"));
  }

  void aLabelThatIsNotFoundTurnsWhileItIsRaised() {
    auto row = rowOf({0.1F, 0.4F, 0.8F}, 2);
    sweep(row, Direction::lower, {0.1F, 0.4F, 0.1F});
    sweep(row, Direction::raise, {0.1F, 0.4F, 0.95F});
    QVERIFY(row.crossings.byRaising && row.crossings.flipRho);
    QVERIFY2(notesOf(row).join('|').contains("raise: found at ρ"),
             qPrintable(notesOf(row).join('|')));
  }

  void labelsThatAreCloseAreNamed() {
    const auto warnings = warningsOf(rowOf({0.21F, 0.52F, 0.5F}, 0)).join('|');
    QVERIFY2(warnings.contains("edema 0.21") && warnings.contains("mass 0.52"),
             qPrintable(warnings));
    QVERIFY(!warnings.contains("hernia"));
    QVERIFY(warningsOf(rowOf({0.9F, 0.1F, 0.1F}, 0)).isEmpty());
  }

  void theCardTellsHowItDecides() {
    QStringList rows;
    for (const auto& row : cardRows(m_network->card())) rows << row.name + " " + row.value;
    QVERIFY2(rows.contains("labels 3, at operating points"), qPrintable(rows.join('|')));
    rows.clear();
    for (const auto& row : cardRows(m_oneSigmoid->card())) rows << row.name + " " + row.value;
    QVERIFY2(rows.contains("labels 1, each on its own"), qPrintable(rows.join('|')));
  }

  void reportsTellFromWhereOnALabelIsFound() {
    NetworkReport report;
    report.confidences = {{"edema", 0.3, 0.5, 0.1, 0.2}, {"mass", 0.4, 0.6, 0.2, 0.5}};
    const auto table = confidencesTable(report, 0.1);
    QCOMPARE(table.columns.size(), std::size_t{5});
    QCOMPARE(table.rows[0], (QStringList{"edema", "0.200", "0.300", "0.500", "0.100"}));
    ReportCurves curves;
    curves.flipRho = 0.1;
    curves.flipsByRaising = true;
    QVERIFY(notesOf(curves).front().startsWith("Raising"));
  }

  void inspectsAnyNetwork_data() {
    QTest::addColumn<bool>("oneSigmoid");
    QTest::newRow("several labels") << false;
    QTest::newRow("one sigmoid, colour") << true;
  }
  void inspectsAnyNetwork() {
    QFETCH(bool, oneSigmoid);
    Inspection row;
    row.network = oneSigmoid ? m_oneSigmoid : m_network;
    InspectPlan plan;
    plan.network = row.network;
    plan.opened = openedCase((m_scratch / "image-3.png").string());
    plan.target = -1;
    plan.predict = true;
    plan.rhos = filmRhos();
    plan.wantedRho = 0.1;
    for (const char* method : {"gradcam", "lime"}) {
      TileSetting tile;
      tile.method = method;
      plan.requests.push_back({tile, -1, nlohmann::json::object()});
    }
    std::vector<Answer> answers;
    InspectSinks sinks;
    sinks.predicted = [&](std::vector<float> confidences, int target, cv::Mat input) {
      row.confidences = std::move(confidences);
      row.target = target;
      row.input = input;
    };
    sinks.frame = [&](Frame frame) { row.addFrame(std::move(frame)); };
    sinks.answer = [&](std::string, Answer answer) { answers.push_back(std::move(answer)); };
    runInspection(plan, sinks, {});
    QCOMPARE(row.target, row.rankedClasses().front());
    QCOMPARE(row.input.size(), cv::Size(14, 8));
    QCOMPARE(row.crossings.byRaising, !row.isFound(row.target));
    QCOMPARE(answers.size(), std::size_t{2});
    for (const auto& answer : answers) {
      QVERIFY2(answer.error.empty(), answer.error.c_str());
      QCOMPARE(answer.value.map.size(), cv::Size(14, 8));
    }
    const auto i = static_cast<std::size_t>(row.target);
    QVERIFY(row.nearest(Direction::raise, 0.1)->confidences[i] > row.confidences[i]);
    QVERIFY(row.nearest(Direction::lower, 0.1)->confidences[i] < row.confidences[i]);
    QVERIFY(!decisionText(row).isEmpty());
  }

  void everyLabelIsMeasured() {
    JobTracker tracker;
    RobustnessPage page(tracker);
    page.resize(1200, 700);
    page.show();
    page.form().networks().add(m_file);
    QVERIFY(page.form().labels().isEmpty());  // nobody has looked into the file
    page.form().setData(m_data);
    page.form().setImages(0, 0, 1);
    page.form().measure();
    QTRY_VERIFY_WITH_TIMEOUT(page.networks().size() == 3 && !tracker.isBusy(), patience);
    const auto& networks = page.networks();
    QVERIFY2(networks[0].failure.empty(), networks[0].failure.c_str());
    QCOMPARE(networks[0].label, std::string("edema"));
    QCOMPARE(networks[0].images.size(), std::size_t{6});
    QCOMPARE(networks[1].images.size(), std::size_t{4});
    QCOMPARE(networks[1].images[0].index, 2);  // the image that it was
    QVERIFY(QString::fromStdString(networks[2].failure).contains("hernia"));
    QVERIFY(networks[0].isDone() && networks[1].isDone());
    QCOMPARE(networks[0].classNames, (std::vector<std::string>{"no edema", "edema"}));
    QCOMPARE(page.table().item(1, 0)->text(), "labels, mass");
    QCOMPARE(page.form().labels(), (QStringList{"edema", "mass", "hernia"}));
    page.form().setLabel("mass");
    page.form().measure();
    QTRY_VERIFY_WITH_TIMEOUT(
        page.networks().size() == 1 && page.networks()[0].isDone() && !tracker.isBusy(), patience);
    QCOMPARE(page.networks()[0].label, std::string("mass"));
    // The network's own confidence, whatever its operating point.
    for (const auto& image : page.networks()[0].images) QVERIFY(image.confidence >= 0.5F);
    MeasureRequest request;
    request.networks = {m_file.toStdString()};
    request.data = m_data.toStdString();
    request.label = "oedema";
    page.measure(request);
    QTRY_VERIFY_WITH_TIMEOUT(
        page.networks().size() == 1 && !page.networks()[0].failure.empty() && !tracker.isBusy(),
        patience);
    QVERIFY(QString::fromStdString(page.networks()[0].failure).contains("oedema"));
  }
};

QTEST_MAIN(TestLabelNetwork)
#include "tst_label_network.moc"
