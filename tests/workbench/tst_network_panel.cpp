// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tiny_network.h"

#include <QAction>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include "base/error.h"
#include "widgets/check_list.h"
#include "widgets/elided_label.h"
#include "widgets/job_panel.h"
#include "widgets/job_status.h"
#include "widgets/layer_picker.h"
#include "workbench/document/document.h"
#include "workbench/inspect/inspector.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/network/card_rows.h"
#include "workbench/network/device_menu.h"
#include "workbench/network/layer_items.h"
#include "workbench/network/network_panel.h"
#include "workbench/window/main_window.h"

using namespace rho::workbench;
using namespace rho::widgets;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy

const Inspection& stateOf(MainWindow& window) { return window.findChild<Inspector*>()->current(); }

QString valueOf(const std::vector<CardRow>& rows, const QString& name) {
  for (const auto& row : rows)
    if (row.name == name) return row.value;
  return {};
}

}  // namespace

class TestNetworkPanel : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QVERIFY(m_folder.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName("rhoscope-test");
    m_network = m_folder.filePath("tiny.safetensors");
    rho::test::writeTinyNetwork(m_network.toStdString());
  }

  void looksAtLayersAndChecks() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:nodule-1");
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).surveyed, patience);
    const auto& state = stateOf(window);
    QCOMPARE(state.surveyFailure, std::string());
    QCOMPARE(state.layers.size(), state.network->layers().size());
    auto* picker = window.findChild<LayerPicker*>();
    // The card names no layer: by now it is known which one Grad-CAM takes.
    QCOMPARE(static_cast<std::size_t>(picker->count()), state.layers.size());
    QVERIFY(picker->currentLayer().isEmpty() && picker->currentIndex() > 0);
    const int stem = picker->findData("stem");
    QVERIFY2(picker->itemText(stem).endsWith("· 4×12×12"), qPrintable(picker->itemText(stem)));
    QVERIFY(!picker->itemIcon(stem).isNull());
    QVERIFY2(window.findChild<CheckList*>()->summary().contains("passed"),
             qPrintable(window.findChild<CheckList*>()->summary()));
  }

  void aLayerThatIsOfNoUseIsAWarning() {
    Inspection state;
    state.network = std::make_shared<const Analysis>(m_network.toStdString());
    state.target = 1;
    state.layers["stem"].summary = {"stem", {4, 12, 12}, true, false, false, true, {}};
    Workspace workspace;
    QVERIFY(warningsOf(state, workspace).isEmpty());
    workspace.layer = "stem";
    const auto warnings = warningsOf(state, workspace);
    QCOMPARE(warnings.size(), 1);
    QVERIFY2(warnings[0].contains("stem") && warnings[0].contains("square"),
             qPrintable(warnings[0]));
    for (const auto& item : layerItems(state))
      QCOMPARE(item.mark, item.key == "stem" ? QString("only against") : QString());
  }

  void anotherClassIsLookedAtAgain() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:nodule-1");
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).surveyed, patience);
    const auto other = stateOf(window).className((stateOf(window).target + 1) % 3);
    window.findChild<Document*>()->edit("class", [&](Workspace& w) { w.target = other; });
    QVERIFY(!stateOf(window).surveyed);
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).surveyed, patience);
  }

  void theCardTellsItsFigures() {
    rho::model::ModelCard card;
    card.metrics = {
        {"accuracy", 0.873}, {"attack_ara", 0.00684}, {"median_attack_distance", 0.0274}};
    card.training = {{"images", 5216}};
    const auto rows = cardRows(card);
    QCOMPARE(valueOf(rows, "accuracy"), "0.873");
    QCOMPARE(valueOf(rows, "attack ARA"), "0.00684");
    QCOMPARE(valueOf(rows, "median ρ"), "0.0274");
    QVERIFY(valueOf(rows, "BTR ARA").isNull());  // not measured, not shown
    for (const auto& row : rows)
      if (row.name == "attack ARA") QVERIFY(row.explanation.contains("1/C"));
    ElidedLabel label;
    label.setText("a name that is much longer than its label");
    label.setExplanation("<p>what it means</p>");
    label.resize(40, 20);
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    QVERIFY(label.toolTip().contains("much longer") && label.toolTip().contains("means"));
  }

  void jobsAreListedAndCancelled() {
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* tracker = window.findChild<JobTracker*>();
    auto* status = window.findChild<JobStatus*>();
    tracker->start("a lane", "Something long", [](const Job& job) {
      for (;;) {
        job.context().throwIfStopped();
        QThread::yieldCurrentThread();
      }
    });
    QTest::keyClick(&window, Qt::Key_J, Qt::ControlModifier);
    QVERIFY(status->panel().isVisible());
    emit status->cancelJobRequested("a lane");
    QVERIFY(!tracker->isBusy("a lane"));
    QSignalSpy failed(tracker, &JobTracker::failed);
    tracker->start("a lane", "Something bad", [](const Job&) { throw std::runtime_error("no"); });
    QVERIFY(failed.wait());
    QCOMPARE(tracker->failures().size(), std::size_t(1));
    emit status->dismissRequested(QString("failure %1").arg(tracker->failures()[0].id));
    QVERIFY(tracker->failures().empty());
  }

  void choosingADeviceOpensTheNetworksAgain() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:nodule-1");
    auto* tracker = window.findChild<JobTracker*>();
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).surveyed && !tracker->isBusy(), patience);
    QCOMPARE(stateOf(window).network->device(), std::string("cpu"));
    auto* menu = window.findChild<DeviceMenu*>();
    emit menu->aboutToShow();
    QVERIFY(!menu->actions().isEmpty());
    QVERIFY(menu->actions().front()->isChecked());
    emit menu->deviceChosen("cuda:99");  // as of another machine: it falls back
    QVERIFY(!stateOf(window).network);
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).surveyed && !tracker->isBusy(), patience);
    QCOMPARE(stateOf(window).network->device(), std::string("cpu"));
  }

  void devicesThatDoNotExistAreRefused() {
    QVERIFY_EXCEPTION_THROWN(const Analysis network(m_network.toStdString(), "cuda:99"),
                             rho::InvalidInput);
    QCOMPARE(Analysis::usableDevice("cuda:99"), std::string("cpu"));
    QCOMPARE(Analysis::devices().front().id, std::string("cpu"));
  }

 private:
  QTemporaryDir m_folder;
  QString m_network;
};

QTEST_MAIN(TestNetworkPanel)
#include "tst_network_panel.moc"
