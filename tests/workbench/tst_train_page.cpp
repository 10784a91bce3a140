// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/train_page.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QtTest>

#include "widgets/fitted_picture.h"
#include "widgets/json_editor.h"
#include "widgets/run_plot.h"
#include "workbench/run_folder.h"
#include "workbench/train/comparison_view.h"
#include "workbench/train/curve_grid.h"
#include "workbench/train/new_run_form.h"
#include "workbench/train/recipe_editor.h"
#include "workbench/train/run_list_model.h"

using namespace rho::workbench;
using namespace rho::widgets;
using namespace rho::test;

namespace {

constexpr int patience = 30000;  ///< milliseconds, for machines that are busy
constexpr int interval = 5;

// Does what the manual says of `rho train`, until it is told to go on or to stop. A folder whose
// name begins with "bad" makes it refuse.
const QByteArray fakeProgram = R"sh(#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in
    --out) run=$2 ;;
    --resume) run=$2; resumed=yes ;;
  esac
  shift
done
cd "$run" || exit 3
case "$run" in */bad*) echo "nowhere: is not there; check the path" >&2; exit 3 ;; esac
rm -f stop
now() { date -u +%Y-%m-%dT%H:%M:%SZ; }
say() { printf '%s\n' "$1" >> log.jsonl; }
status() {
  printf '{"state":"%s","pid":%d,"epoch":%d,"epochs":2,"step":%d,"steps":20,"reason":"","updated":"%s"}' \
    "$1" $$ "$2" "${2}0" "$(now)" > new.json
  mv new.json status.json
}
step() {
  say '{"kind":"step","epoch":'$1',"step":'$2',"of":20,"cross_entropy":0.'$3',"penalty":0.2,"psi":220,"learning_rate":0.1,"images_per_second":80,"seconds":'$2'}'
}
echo '{"name":"fake"}' > recipe.json
printf '{"data":"made up","validation":"","device_name":"CPU","started":"%s"}' "$(now)" > environment.json
say '{"kind":"start","epochs":2,"steps_per_epoch":10,"images":100}'
status running 0
step 1 5 9
step 1 10 8
until [ -e go ] || [ -e stop ] || [ ! -e log.jsonl ]; do sleep 0.02; done
if [ -e stop ]; then say '{"kind":"end","state":"stopped","reason":""}'; status stopped 0; exit 130; fi
say '{"kind":"epoch","epoch":1,"cross_entropy":0.8,"validation":{"accuracy":0.7,"ece":0.05,"cross_entropy":0.9}}'
mkdir -p samples
cp ../sample.png samples/epoch-0001.png
say '{"kind":"sample","epoch":1,"file":"samples/epoch-0001.png"}'
: > model.safetensors
say '{"kind":"end","state":"finished","reason":""}'
status finished 2
)sh";

RunPhase phaseOf(TrainPage& page, const QString& folder) {
  const auto run = page.watcher().run(folder);
  return run ? run->phase : RunPhase::interrupted;
}

QAction* actionOf(TrainPage& page, const QString& text) {
  for (auto* action : page.findChildren<QAction*>())
    if (action->text().remove('&') == text) return action;
  return nullptr;
}

RunPlot* plotOf(TrainPage& page, const QString& title) {
  for (auto* plot : page.curves().plots())
    if (plot->accessibleName().startsWith(title)) return plot;
  return nullptr;
}

}  // namespace

class TestTrainPage : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("rhoscope");
    QCoreApplication::setApplicationName("tst_train_page");
    QVERIFY(m_settings.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
  }

  void init() {
    QSettings().clear();
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    m_program = m_home->filePath("rho");
    write(m_program, fakeProgram);
    QVERIFY(QFile::setPermissions(m_program, QFile::ReadOwner | QFile::ExeOwner));
    QVERIFY(QDir(m_home->path()).mkpath("runs"));
    QImage sample(30, 20, QImage::Format_RGB32);
    sample.fill(Qt::red);
    QVERIFY(sample.save(m_home->filePath("runs/sample.png")));
    RunPlaces().setRunsFolder(m_home->filePath("runs"));
  }

  // What was started outlives the window, not the test.
  void cleanup() {
    for (const auto& folder :
         QDir(m_home->filePath("runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
      write(runFolder(folder) + "/stop", "");
  }

  void withoutRunsTheFormIsThere() {
    TrainPage page(m_program);
    page.resize(1200, 700);
    page.show();
    page.watch(interval);
    QSignalSpy checked(&page.form().editor(), &RecipeEditor::checked);
    QVERIFY(page.form().isVisible());
    QVERIFY(checked.wait(patience));
    QVERIFY2(page.form().editor().check().mistake.empty(),
             page.form().editor().check().mistake.c_str());
    auto* start = page.form().findChild<QPushButton*>();
    QVERIFY(!start->isEnabled());  // no data yet
    page.form().setData("phantom:nodule?count=40");
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
  }

  void theLetterOfEachLabelLeadsToItsField() {
    TrainPage page(m_program);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    int fields = 0;
    for (const auto* label : page.form().findChildren<QLabel*>()) {
      if (!label->buddy()) continue;
      ++fields;
      QTest::keySequence(page.window(), QKeySequence::mnemonic(label->text()));
      const auto* reached = page.focusWidget();
      QVERIFY2(reached && (reached == label->buddy() || label->buddy()->isAncestorOf(reached)),
               qPrintable(label->text()));
    }
    QCOMPARE(fields, 7);
  }

  void aRunIsStartedFollowedAndOpened() {
    TrainPage page(m_program);
    page.show();
    page.watch(interval);
    page.form().setData("phantom:nodule?count=40");
    auto* start = page.form().findChild<QPushButton*>();
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
    start->click();
    const auto folder = runFolder("phantom-nodule");
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, folder) == RunPhase::running, patience);
    QVERIFY(page.curves().isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(plotOf(page, "Cross-entropy"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(plotOf(page, "Cross-entropy")->curves()[0].y,
                              (std::vector<double>{0.9, 0.8}), patience);
    QVERIFY(!plotOf(page, "Accuracy"));
    QVERIFY(!actionOf(page, "Open in Inspect")->isEnabled());
    write(folder + "/go", "");
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, folder) == RunPhase::finished, patience);
    QTRY_VERIFY_WITH_TIMEOUT(plotOf(page, "Accuracy"), patience);
    QCOMPARE(plotOf(page, "Accuracy")->curves()[0].y, std::vector<double>{0.7});
    QTRY_COMPARE_WITH_TIMEOUT(page.findChild<FittedPicture*>()->picture().size(), QSize(30, 20),
                              patience);
    QSignalSpy chosen(&page, &TrainPage::networkChosen);
    actionOf(page, "Open in Inspect")->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toString(), folder + "/model.safetensors");
  }

  void runsWaitForEachOther() {
    TrainPage page(m_program);
    page.watch(interval);
    const auto first = runFolder("first"), second = runFolder("second");
    page.watcher().ask(first, request());
    page.watcher().ask(second, request());
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, first) == RunPhase::running, patience);
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, second) == RunPhase::waiting, patience);
    QVERIFY(!QFile::exists(second + "/status.json"));
    write(first + "/go", "");
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, second) == RunPhase::running, patience);
    QCOMPARE(phaseOf(page, first), RunPhase::finished);
  }

  void oneThatWaitsIsTakenOut() {
    TrainPage page(m_program);
    page.watch(interval);
    const auto first = runFolder("first"), second = runFolder("second");
    page.watcher().ask(first, request());
    page.watcher().ask(second, request());
    QTRY_VERIFY_WITH_TIMEOUT(
        phaseOf(page, first) == RunPhase::running && phaseOf(page, second) == RunPhase::waiting,
        patience);
    page.select(second);
    actionOf(page, "Take out of the queue")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!page.watcher().run(second), patience);
    QVERIFY(!QFile::exists(second));
  }

  void stopsAndGoesOn() {
    TrainPage page(m_program);
    page.watch(interval);
    const auto folder = runFolder("run");
    page.watcher().ask(folder, request());
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, folder) == RunPhase::running, patience);
    page.select(folder);
    actionOf(page, "Stop")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, folder) == RunPhase::stopped, patience);
    QTRY_VERIFY_WITH_TIMEOUT(actionOf(page, "Resume")->isEnabled(), patience);
    actionOf(page, "Resume")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, folder) == RunPhase::running, patience);
    write(folder + "/go", "");
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, folder) == RunPhase::finished, patience);
    QVERIFY(!actionOf(page, "Resume")->isEnabled());
  }

  void anotherWindowFindsTheRun() {
    const auto folder = runFolder("run"), elsewhere = m_home->filePath("elsewhere/run");
    {
      TrainPage page(m_program);
      page.watch(interval);
      page.watcher().ask(folder, request());
      QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, folder) == RunPhase::running, patience);
    }
    write(elsewhere + "/log.jsonl", startLine(2, 10));
    write(elsewhere + "/status.json", statusOf("finished", noProcess, 2, 2));
    TrainPage page(m_program);
    page.watch(interval);
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, folder) == RunPhase::running, patience);
    QVERIFY(!page.watcher().run(elsewhere));
    page.watcher().addFolder(elsewhere);
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, elsewhere) == RunPhase::finished, patience);
    page.select(elsewhere);
    actionOf(page, "Remove from the list")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!page.watcher().run(elsewhere), patience);
    QVERIFY(QFile::exists(elsewhere + "/log.jsonl"));
  }

  void severalRunsAreCompared() {
    for (const char* name : {"a", "b"}) {
      write(runFolder(name) + "/log.jsonl",
            startLine(4, 10) + stepLine(5, 0.9) + stepLine(10, 0.8) + epochLine(1, 0.75));
      write(runFolder(name) + "/status.json", statusOf("stopped", noProcess, 1, 4));
    }
    TrainPage page(m_program);
    page.watch(interval);
    QTRY_VERIFY_WITH_TIMEOUT(plotOf(page, "Accuracy"), patience);
    QCOMPARE(plotOf(page, "Accuracy")->curves().size(), 1u);  // of the chosen one
    for (const char* name : {"a", "b"}) page.model().setChecked(runFolder(name), true);
    const auto curves = plotOf(page, "Accuracy")->curves();
    QCOMPARE(curves.size(), 2u);
    QVERIFY(curves[0].colorIndex != curves[1].colorIndex);
    QCOMPARE(plotOf(page, "Cross-entropy")->curves().size(), 4u);  // training and validation
    auto* logarithmic = actionOf(page, "Logarithmic");
    logarithmic->trigger();
    QVERIFY(plotOf(page, "Cross-entropy")->isLogarithmic());
    QVERIFY(!plotOf(page, "Accuracy")->isLogarithmic());
  }

  void whatGoesWrongIsToldAndStays() {
    TrainPage page(m_home->filePath("no such program"));
    QSignalSpy failed(&page, &TrainPage::failed);
    page.watch(interval);
    page.watcher().ask(runFolder("run"), request());
    QVERIFY(failed.wait(patience));
    QVERIFY2(failed[0][0].toString().contains("no such program"),
             qPrintable(failed[0][0].toString()));
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, runFolder("run")) == RunPhase::failed, patience);
    page.watcher().ask(runFolder("run"), request());  // the folder is taken
    QVERIFY(failed.wait(patience));
    QVERIFY(failed.last()[0].toString().contains("holds a training run already"));
    page.watcher().addFolder(m_home->path());
    QVERIFY(failed.wait(patience));
    QVERIFY(failed.last()[0].toString().contains("holds no training run"));
  }

  /// A look that has read a folder before something was asked of it does not end the asking. It is
  /// held by logs that nobody writes to yet.
  void aLookFromBeforeDoesNotLoseARequest() {
    write(runFolder("run") + "/status.json", statusOf("stopped", noProcess, 1, 2));
    const auto makePipe = [&](const char* name) {
      QDir().mkpath(runFolder(name));
      const auto pipe = (runFolder(name) + "/log.jsonl").toLocal8Bit();
      return ::mkfifo(pipe.constData(), 0600) == 0 ? pipe : QByteArray();
    };
    const auto first = makePipe("y"), second = makePipe("z");
    QVERIFY(!first.isEmpty() && !second.isEmpty());
    const auto release = [](const QByteArray& pipe) {
      if (!QFile::exists(pipe)) return true;  // released already
      const int writer = ::open(pipe.constData(), O_WRONLY | O_NONBLOCK);
      if (writer < 0) return false;  // nobody reads yet
      ::unlink(pipe.constData());
      ::close(writer);
      return true;
    };
    TrainPage page(m_program);
    page.watch(interval);
    QTRY_VERIFY_WITH_TIMEOUT(release(first), patience);  // "run" was read
    QSignalSpy asked(&page.watcher(), &RunWatcher::asked);
    page.watcher().resume(runFolder("run"));
    QVERIFY(asked.wait(patience));
    QTRY_VERIFY_WITH_TIMEOUT(release(second), patience);
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, runFolder("run")) == RunPhase::running, patience);
    write(runFolder("run") + "/go", "");
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, runFolder("run")) == RunPhase::finished, patience);
  }

  void aRefusedStartTellsItsReason() {
    TrainPage page(m_program);
    page.show();
    page.watch(interval);
    QSignalSpy failed(&page, &TrainPage::failed);
    page.watcher().ask(runFolder("bad"), request());
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, runFolder("bad")) == RunPhase::failed, patience);
    QCOMPARE(page.watcher().run(runFolder("bad"))->reason,
             std::string("nowhere: is not there; check the path"));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
    QVERIFY(failed[0][0].toString().contains("nowhere: is not there"));
  }

  void aProposalFillsTheForm() {
    TrainPage page(m_program);
    page.show();
    page.watch(interval);
    QSignalSpy wanted(&page, &TrainPage::wanted);
    QVERIFY(!page.form().findChild<QCheckBox*>("compare")->isVisible());
    page.propose({"phantom:nodule?count=40", "phantom-nodule-plain", m_home->filePath("old.pt"),
                  "old", "24 cases", true, true});
    QCOMPARE(wanted.size(), 1);
    QVERIFY(page.form().isVisible());
    QVERIFY(page.form().findChild<QCheckBox*>("compare")->isVisible());
    QVERIFY(page.form().findChild<QCheckBox*>("compare")->text().contains("old"));
    auto* start = page.form().findChild<QPushButton*>();
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(page.form().editor().check().name == "phantom-nodule-plain", patience);
    QSignalSpy requested(&page.form(), &NewRunForm::startRequested);
    page.form().findChild<QCheckBox*>("start")->click();
    start->click();
    const auto request = requested[0][1].value<RunRequest>();
    QCOMPARE(request.before, m_home->filePath("old.pt").toStdString());
    QCOMPARE(request.start, std::string());
    QTRY_VERIFY_WITH_TIMEOUT(phaseOf(page, runFolder("phantom-nodule-plain")) == RunPhase::running,
                             patience);
    QCOMPARE(page.watcher().run(runFolder("phantom-nodule-plain"))->before, request.before);
    // What is finished is compared by itself; why it cannot be is told.
    QVERIFY(page.comparison().button().isHidden());
    write(runFolder("phantom-nodule-plain") + "/go", "");
    QTRY_VERIFY_WITH_TIMEOUT(
        page.comparison().findChildren<QLabel*>().at(1)->text().contains("made up"), patience);
    QVERIFY(!page.comparison().button().isHidden());
  }

  void aComparisonIsShownAsATable() {
    const auto folder = runFolder("run");
    write(folder + "/log.jsonl", startLine(2, 10));
    write(folder + "/status.json", statusOf("finished", noProcess, 2, 2));
    write(folder + "/model.safetensors", "");
    write(folder + "/request/started.json",
          R"({"asked":"2026-01-31T11:00:00Z",)"
          R"("started":"2026-01-31T11:00:00Z","before":"/old.pt"})");
    write(
        folder + "/comparison.json",
        R"({"before":{"name":"old","sha256":"a"},"after":{"name":"new","sha256":"b"},)"
        R"("data":"x","n":50,"figures":[)"
        R"({"id":"accuracy","n":50,"before":0.47,"after":0.93,"difference":{"low":0.3,"high":0.6}},)"
        R"({"id":"ara","n":50,"before":null,"after":0.05},)"
        R"({"id":"evidence_outside","n":9,"before":0.5,"after":0.1}]})");
    TrainPage page(m_program);
    page.watch(interval);
    auto& table = page.comparison().table();
    QTRY_COMPARE_WITH_TIMEOUT(table.rowCount(), 3, patience);
    QCOMPARE(table.item(0, 1)->text(), "47.0 %");
    QCOMPARE(table.item(0, 3)->text(), "+46.0 (+30.0 to +60.0)");
    QCOMPARE(table.item(1, 1)->text(), "never fell");
    QCOMPARE(table.item(1, 3)->text(), "–");
    QCOMPARE(table.item(2, 3)->text(), "−40.0");
    QCOMPARE(table.item(2, 4)->text(), "9");
    write(folder + "/comparison.json", "no comparison");
    QTRY_VERIFY_WITH_TIMEOUT(!page.watcher().run(folder)->unreadableFile.empty(), patience);
    QCOMPARE(table.rowCount(), 3);  // the last one that could be read
  }

  void mistakesInARecipeAreShownByLine() {
    TrainPage page(m_program);
    auto& editor = page.form().editor();
    QSignalSpy checked(&editor, &RecipeEditor::checked);
    editor.setText("{\n  \"name\": \"x\",\n  \"epochs\": -1\n}\n");
    QVERIFY(checked.wait(patience));
    QCOMPARE(editor.check().line, 3);
    QCOMPARE(editor.findChild<JsonEditor*>()->mistake(), 3);
    QVERIFY(QString::fromStdString(editor.check().mistake).startsWith("\"epochs\" is -1"));
    editor.setText("{\n  \"name\": \"x\",,\n}\n");
    QVERIFY(checked.wait(patience));
    QCOMPARE(editor.check().line, 2);
    editor.setText("{\"name\": \"x\"}");
    QVERIFY(checked.wait(patience));
    QCOMPARE(editor.findChild<JsonEditor*>()->mistake(), 0);
    QCOMPARE(editor.check().name, std::string("x"));
  }

  void theRealProgramTrains() {
    if (!QFile::exists(RHO_PROGRAM)) QSKIP("rho is not built");
    TrainPage page(RHO_PROGRAM);
    page.watch(interval);
    RunRequest real;
    real.recipe =
        R"({"name": "tiny", "architecture": "small-resnet",
            "architecture_options": {"blocks": [1], "features": [4]},
            "input_size": [32, 32], "input_channels": 1, "mean": [0.5],
            "standard_deviation": [0.25], "batch": 8, "ema": 0})";
    real.data = "phantom:nodule?count=16&seed=1&size=32";
    real.validation = "phantom:nodule?count=8&seed=2&size=32";
    real.epochs = 1;
    const auto folder = runFolder("real");
    page.watcher().ask(folder, real);
    QTRY_VERIFY_WITH_TIMEOUT(
        phaseOf(page, folder) == RunPhase::finished || phaseOf(page, folder) == RunPhase::failed,
        patience);
    const auto run = page.watcher().run(folder);
    QCOMPARE(run->reason, std::string());
    QCOMPARE(run->phase, RunPhase::finished);
    QCOMPARE(run->epoch, 1);
    QVERIFY(run->hasModel);
    QCOMPARE(run->measurements.size(), 1u);
    QCOMPARE(run->samples.size(), 1u);
    QCOMPARE(run->unreadableLines, 0);
  }

 private:
  QString runFolder(const QString& name) const { return m_home->filePath("runs/") + name; }
  static RunRequest request() {
    RunRequest request;
    request.recipe = "{}";
    request.data = "made up";
    return request;
  }

  QTemporaryDir m_settings;
  std::unique_ptr<QTemporaryDir> m_home;
  QString m_program;
};

QTEST_MAIN(TestTrainPage)
#include "tst_train_page.moc"
