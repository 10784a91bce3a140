// SPDX-License-Identifier: GPL-3.0-or-later
// A network of weights alone, from its file to all that Inspect shows.
#include "testing/cardless_networks.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>

#include "testing/scratch.h"
#include "workbench/card_fixture.h"
#include "workbench/document/document.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/network/card_actions.h"

using namespace rho;
using namespace rho::workbench;
using test::part, test::patience, test::stateOf, test::text;

class TestCardInspect : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QVERIFY(m_settings.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName("rhoscope-test");
  }

  void aDenseNetIsInspected() {
    const test::Scratch folder;
    const auto file = folder / "densenet.safetensors";
    test::writeWeights(file, "densenet121", 2);
    MainWindow window;
    window.openNetwork(text(file));
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).network, patience);
    window.findChild<CardActions*>()->editCurrent();
    auto* dialog = window.findChild<CardActions*>()->dialog();
    QSignalSpy asked(dialog, &CardDialog::asked), tried(dialog, &CardDialog::tried);
    QVERIFY(asked.wait(patience));
    part<QPlainTextEdit>(*dialog, "classes")->setPlainText("clear\nill");
    part<QSpinBox>(*dialog, "width")->setValue(64);
    part<QSpinBox>(*dialog, "height")->setValue(64);
    part<QCheckBox>(*dialog, "confirmed")->setChecked(true);
    QVERIFY(tried.wait(patience));
    QSignalSpy saved(dialog, &CardDialog::saved);
    dialog->save();
    QVERIFY(saved.wait(patience));
    window.openCase("demo:nodule-1");
    auto* tracker = window.findChild<JobTracker*>();
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).surveyed && !tracker->isBusy(), 10 * patience);
    const auto& state = stateOf(window);
    QCOMPARE(state.surveyFailure, std::string());
    for (const double rho : filmRhos()) QVERIFY(state.hasFrames(rho));
    for (const auto& [key, answer] : state.answers)
      QVERIFY2(answer.error.empty(), (key + ": " + answer.error).c_str());
    QVERIFY(state.answers.size() >= 2);  // Grad-CAM and LIME
    QVERIFY(!state.layers.empty() && state.preflight);
  }

 private:
  QTemporaryDir m_settings;
};

QTEST_MAIN(TestCardInspect)
#include "tst_card_inspect_slow.moc"
