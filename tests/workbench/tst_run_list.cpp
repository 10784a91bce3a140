// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "workbench/train/run_delegate.h"
#include "workbench/train/run_list_model.h"

using namespace rho::workbench;

namespace {

RunRecordPtr runNamed(const std::string& name, RunPhase phase = RunPhase::finished) {
  RunRecord run;
  run.folder = "runs/" + name;
  run.name = name;
  run.phase = phase;
  run.epoch = 3;
  run.epochs = 4;
  run.step = 30;
  run.steps = 40;
  RunMeasurement measured;
  measured.accuracy = 0.8125;
  run.measurements = {measured};
  return std::make_shared<const RunRecord>(run);
}

QStringList namesOf(const RunListModel& model) {
  QStringList names;
  for (int row = 0; row < model.rowCount(); ++row) names << model.index(row).data().toString();
  return names;
}

}  // namespace

class TestRunList : public QObject {
  Q_OBJECT
 private slots:
  void keepsRowsThatAreTheSameRuns() {
    RunListModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const auto a = runNamed("a"), b = runNamed("b"), c = runNamed("c");
    model.setRuns({a, b});
    const QPersistentModelIndex rowOfB = model.indexOf("runs/b");
    const int color = model.colorIndex("runs/b");
    model.setRuns({c, b, a});
    QCOMPARE(namesOf(model), QStringList({"c", "b", "a"}));
    QCOMPARE(rowOfB.row(), 1);
    model.setRuns({b});
    QCOMPARE(rowOfB.row(), 0);
    QCOMPARE(model.colorIndex("runs/b"), color);
    model.setRuns({});
    QVERIFY(!rowOfB.isValid());
    QVERIFY(reset.isEmpty());
  }

  void tellsOnlyWhatHasChanged() {
    RunListModel model;
    const QAbstractItemModelTester tester(&model);
    const auto a = runNamed("a"), b = runNamed("b");
    model.setRuns({a, b});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRuns({a, b});
    QVERIFY(changed.isEmpty());
    model.setRuns({a, runNamed("b", RunPhase::running)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
  }

  void saysHowARunDoes() {
    RunListModel model;
    model.setRuns({runNamed("a", RunPhase::running), runNamed("b", RunPhase::failed)});
    const auto running = model.index(0), failed = model.index(1);
    QCOMPARE(running.data(RunListModel::summaryRole).toString(), "epoch 3/4 · 0.813");
    QCOMPARE(failed.data(RunListModel::summaryRole).toString(), "failed · 3/4 · 0.813");
    QCOMPARE(running.data(RunListModel::fractionRole).toDouble(), 0.75);
    QVERIFY(running.data(RunListModel::activeRole).toBool());
    QVERIFY(!failed.data(RunListModel::activeRole).toBool());
    QVERIFY(failed.data(Qt::AccessibleTextRole).toString().startsWith("b, failed"));
    QVERIFY(running.data(RunListModel::colorRole) != failed.data(RunListModel::colorRole));
  }

  void checksRunsToCompare() {
    RunListModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRuns({runNamed("a"), runNamed("b")});
    QSignalSpy changed(&model, &RunListModel::checkedChanged);
    RunDelegate delegate;
    QKeyEvent space(QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier);
    QVERIFY(delegate.editorEvent(&space, &model, {}, model.index(1)));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.checkedRuns().size(), 1u);
    QCOMPARE(model.checkedRuns()[0]->name, std::string("b"));
    model.setRuns({runNamed("b")});  // read anew: still checked
    QCOMPARE(model.checkedRuns().size(), 1u);
    QVERIFY(delegate.editorEvent(&space, &model, {}, model.index(0)));
    QVERIFY(model.checkedRuns().empty());
  }
};

QTEST_MAIN(TestRunList)
#include "tst_run_list.moc"
