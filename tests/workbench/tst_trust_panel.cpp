// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tiny_network.h"

#include "robustness/study_file.h"
#include "trust/reference.h"

#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include "base/error.h"
#include "image/write_image.h"
#include "phantom/phantom_case.h"
#include "widgets/fact_list.h"
#include "widgets/pair_matrix.h"
#include "workbench/document/document.h"
#include "workbench/inspect/inspector.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/report/export_contents.h"
#include "workbench/report/report_html.h"
#include "workbench/trust/trust_checker.h"
#include "workbench/trust/trust_panel.h"
#include "workbench/trust/trust_texts.h"
#include "workbench/window/main_window.h"

using namespace rho;
using namespace rho::workbench;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy
constexpr const char* address = "demo:nodule-1";

TrustChecker& checkerOf(MainWindow& window) { return *window.findChild<TrustChecker*>(); }
const Inspection& rowOf(MainWindow& window) { return window.findChild<Inspector*>()->current(); }
Document& documentOf(MainWindow& window) { return *window.findChild<Document*>(); }
QPushButton* buttonOf(MainWindow& window) {
  return window.findChild<TrustPanel*>()->findChild<QPushButton*>();
}

/// All that the panel's labels say.
QString textOf(MainWindow& window) {
  QStringList texts;
  auto* panel = window.findChild<TrustPanel*>();
  for (const auto* label : panel->findChildren<QLabel*>())
    if (label->isVisibleTo(panel)) texts << label->text();
  for (const auto* list : panel->findChildren<widgets::FactList*>())
    for (const auto& fact : list->facts()) texts << fact.name + " " + fact.value;
  return texts.join("\n");
}

}  // namespace

class TestTrustPanel : public QObject {
  Q_OBJECT

  /// A window with the case open, the network's answers there.
  void open(MainWindow& window) {
    window.openNetwork(m_network);
    window.openCase(address);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(window).hasFrames(0.1) && !rowOf(window).answers.empty() &&
                                 checkerOf(window).canCheck(),
                             patience);
  }
  void check(MainWindow& window) {
    buttonOf(window)->click();
    QTRY_VERIFY_WITH_TIMEOUT(checkerOf(window).state().answer.has_value(), patience);
  }
  std::string inFolder(const std::string& name) const {
    return m_folder.filePath(QString::fromStdString(name)).toStdString();
  }
  /// Distances of images that are all of one class and right.
  std::string writeStudy(const std::string& name, const std::string& hash) const {
    robustness::Study study;
    study.header = {{"kind", "attack"},
                    {"search", "fast"},
                    {"data", "drawn ones"},
                    {"model", "tiny"},
                    {"model_sha256", hash}};
    for (std::int64_t label = 0; label < 3; ++label)
      for (int i = 1; i <= 10; ++i) study.images.push_back({i, label, label, 0.5, 10.0 * i});
    robustness::writeStudy(inFolder(name), study);
    return inFolder(name);
  }
  std::string writeMask(const std::string& name, cv::Size size) const {
    cv::Mat mask(size, CV_32FC1, cv::Scalar(0));
    mask(cv::Rect(0, 0, size.width / 2, size.height)).setTo(1);
    image::writePng8(inFolder(name), image::Image(mask, {}));
    return inFolder(name);
  }
  void choose(MainWindow& window, const std::string& study, const std::string& mask) {
    documentOf(window).edit("choose", [&](Workspace& w) {
      if (!study.empty()) w.studies[m_network.toStdString()] = study;
      if (!mask.empty()) w.masks[address] = mask;
    });
  }
  /// Beside the network: of dark pictures with a little noise, or of those inverted.
  void writeReference(bool inverted) const {
    const auto model = model::loadModel(m_network.toStdString());
    const auto demo = phantom::makeDemoCase("nodule-1");
    const auto read = [&](std::int64_t index) {
      cv::Mat noise(demo.pixels().size(), CV_32FC1);
      cv::theRNG().state = static_cast<std::uint64_t>(index) + 1;
      cv::randn(noise, 0.0, 0.02);
      const cv::Mat seen = inverted ? cv::Mat(1 - demo.pixels()) : demo.pixels();
      return image::Image(cv::Mat(seen + noise), {});
    };
    trust::learnReference(model, {"drawn ones", 100, read}).save(inFolder("tiny.reference"));
  }

  QTemporaryDir m_folder;
  QString m_network;

 private slots:
  void initTestCase() {
    QVERIFY(m_folder.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName("rhoscope-test");
    m_network = m_folder.filePath("tiny.safetensors");
    test::writeTinyNetwork(m_network.toStdString());
  }

  void checksWhenAsked() {
    MainWindow window;
    QVERIFY(!buttonOf(window)->isEnabled());
    open(window);
    QVERIFY(!checkerOf(window).state().answer);
    QVERIFY(!checkerOf(window).state().range);  // no reference beside it
    QSignalSpy changed(&checkerOf(window), &TrustChecker::changed);
    check(window);
    QVERIFY(!changed.isEmpty());
    const auto& answer = *checkerOf(window).state().answer;
    QCOMPARE(answer.findings.pushes.size(), std::size_t{2});
    QVERIFY(answer.findings.pushes[0].after >= answer.findings.pushes[0].before);
    QVERIFY(answer.findings.pushes[1].after <= answer.findings.pushes[1].before);
    QVERIFY(answer.findings.agreements.size() >= 3);  // raise, lower and Grad-CAM at least
    QVERIFY(!answer.findings.standing && answer.findings.shares.empty());
    const auto text = textOf(window);
    QVERIFY2(text.contains("raises") && text.contains("lowers") && text.contains("Agreement"),
             qPrintable(text));
  }

  void followsWhatIsAsked_data() {
    QTest::addColumn<QString>("change");
    for (const char* change : {"rho", "class", "study", "mask"}) QTest::newRow(change) << change;
  }
  void followsWhatIsAsked() {
    QFETCH(QString, change);
    MainWindow window;
    open(window);
    check(window);
    const auto other = rowOf(window).className((rowOf(window).target + 1) % 3);
    documentOf(window).edit(change, [&](Workspace& w) {
      if (change == "rho") w.rho = 0.2;
      if (change == "class") w.target = other;
      if (change == "study") w.studies[m_network.toStdString()] = "another.jsonl";
      if (change == "mask") w.masks[address] = "another.png";
    });
    QVERIFY(!checkerOf(window).state().answer);
    QVERIFY(!textOf(window).contains("raises"));
    documentOf(window).history().undo();  // as before, but what was found is gone
    QVERIFY(!checkerOf(window).state().answer);
  }

  void comparesWithAStudy() {
    MainWindow window;
    open(window);
    choose(window, writeStudy("own.jsonl", rowOf(window).network->card().sha256), {});
    check(window);
    const auto& answer = *checkerOf(window).state().answer;
    QCOMPARE(answer.studyFailure, std::string());
    QVERIFY(answer.findings.standing.has_value());
    QCOMPARE(answer.findings.standing->images, 10);
    QCOMPARE(answer.findings.standing->percentile, 0.0);  // theirs are enormous
    const auto text = textOf(window);
    QVERIFY2(text.contains("fragile") && text.contains("100 of 100 images of the same kind"),
             qPrintable(text));
  }

  void looksOutsideOfAMask() {
    MainWindow window;
    open(window);
    const auto size = window.findChild<Inspector*>()->opened().image.pixels().size();
    choose(window, {}, writeMask("half.png", size));
    check(window);
    const auto& findings = checkerOf(window).state().answer->findings;
    QCOMPARE(findings.areaOutside, 0.5);
    const auto methods = findings.shares.size();  // each with each
    QVERIFY(methods >= 3);
    QCOMPARE(findings.agreements.size(), methods * (methods - 1) / 2);
    QVERIFY2(textOf(window).contains("50 % of the picture"), qPrintable(textOf(window)));
  }

  /// What does not fit is told in its place, and the rest is there.
  void filesThatDoNotFit() {
    MainWindow window;
    open(window);
    choose(window, writeStudy("other.jsonl", "of another"), writeMask("small.png", {9, 9}));
    check(window);
    const auto& answer = *checkerOf(window).state().answer;
    QVERIFY2(answer.studyFailure.find("another network") != std::string::npos,
             answer.studyFailure.c_str());
    QVERIFY2(answer.maskFailure.find("9×9") != std::string::npos, answer.maskFailure.c_str());
    QCOMPARE(answer.findings.pushes.size(), std::size_t{2});
    const auto text = textOf(window);
    QVERIFY2(text.contains("another network") && text.contains("9×9"), qPrintable(text));
  }

  void canBeStopped() {
    MainWindow window;
    open(window);
    buttonOf(window)->click();
    QVERIFY(checkerOf(window).isChecking());
    QVERIFY(!buttonOf(window)->isEnabled());
    window.findChild<JobTracker*>()->cancel(TrustChecker::checkLane);
    QVERIFY(!checkerOf(window).isChecking());
    QVERIFY(buttonOf(window)->isEnabled());
    QVERIFY(!checkerOf(window).state().answer);
  }

  void warnsByItself_data() {
    QTest::addColumn<bool>("inverted");
    QTest::addColumn<QString>("says");
    QTest::newRow("such an image") << false << "like others";
    QTest::newRow("inverted") << true << "looks inverted";
  }
  void warnsByItself() {
    QFETCH(bool, inverted);
    QFETCH(QString, says);
    writeReference(inverted);
    {
      MainWindow window;
      window.openNetwork(m_network);
      window.openCase(address);
      QTRY_VERIFY_WITH_TIMEOUT(checkerOf(window).state().range.has_value(), patience);
      QCOMPARE(checkerOf(window).state().range->looksInverted(), inverted);
      QCOMPARE(rangeWarnings(checkerOf(window).state()).size(), inverted ? 1 : 0);
      QVERIFY2(textOf(window).contains(says), qPrintable(textOf(window)));
    }
    QFile::remove(m_folder.filePath("tiny.reference"));
  }

  void aReferenceThatDoesNotFitIsTold() {
    QFile file(m_folder.filePath("tiny.reference"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no reference") > 0);
    file.close();
    {
      MainWindow window;
      window.openNetwork(m_network);
      window.openCase(address);
      QTRY_VERIFY_WITH_TIMEOUT(!checkerOf(window).state().rangeFailure.empty(), patience);
      QVERIFY2(textOf(window).contains("is no reference"), qPrintable(textOf(window)));
    }
    QVERIFY(file.remove());
  }

  void sessionsKeepTheFiles() {
    Workspace workspace;
    workspace.studies["net.onnx"] = "study.jsonl";
    workspace.masks["a.png"] = "mask.png";
    const auto again = workspaceFromJson(toJson(workspace), "session");
    QVERIFY(again == workspace);
    QCOMPARE(again.studyOf("net.onnx"), std::string("study.jsonl"));
    QCOMPARE(again.maskOf("b.png"), std::string());
    auto broken = toJson(workspace);
    broken["masks"] = 3;
    QVERIFY_THROWS_EXCEPTION(InvalidInput, workspaceFromJson(broken, "session"));
  }

  void placesFollowThePicture_data() {
    QTest::addColumn<bool>("mirrored");
    QTest::addColumn<int>("quarters");
    QTest::addColumn<QString>("place");
    QTest::newRow("as stored") << false << 0 << "upper right";
    QTest::newRow("mirrored") << true << 0 << "upper left";
    QTest::newRow("turned") << false << 1 << "lower right";
    QTest::newRow("upside down") << false << 2 << "lower left";
  }
  void placesFollowThePicture() {
    QFETCH(bool, mirrored);
    QFETCH(int, quarters);
    QFETCH(QString, place);
    const trust::Push push{"ae-raise", 0.1, 0.5, 0.9, {0, 2, 0.5, 0.1}};
    const auto facts = pushFacts({push}, {mirrored, quarters});
    QCOMPARE(facts[0].value, "0.50 → 0.90 · " + place);
  }

  void reportsTellIt() {
    MainWindow window;
    open(window);
    choose(window, writeStudy("own.jsonl", rowOf(window).network->card().sha256), {});
    check(window);
    const auto* inspector = window.findChild<Inspector*>();
    Snapshot snapshot{documentOf(window).workspace(), inspector->opened(), inspector->rows(), 0,
                      checkerOf(window).state()};
    const auto told = QString::fromUtf8(reportHtml(reportOf(snapshot), {}));
    QVERIFY(told.contains("Trust") && told.contains("images of the same kind"));
    snapshot.trust = {};
    const auto untold = QString::fromUtf8(reportHtml(reportOf(snapshot), {}));
    QVERIFY(!untold.contains("images of the same kind"));
  }
};

QTEST_MAIN(TestTrustPanel)
#include "tst_trust_panel.moc"
