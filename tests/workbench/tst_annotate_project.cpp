// SPDX-License-Identifier: GPL-3.0-or-later
// A project in its own thread: order, blindness, and that nothing is lost.
#include <QSignalSpy>
#include <QtTest>

#include "annotation/reading.h"
#include "image/write_image.h"
#include "testing/limited_disk.h"
#include "testing/scratch.h"
#include "widgets/painted_layer.h"
#include "workbench/annotate/project_thread.h"

using namespace rho;
using namespace rho::workbench;
using annotation::Field;
using annotation::Role;
using annotation::State;

namespace {

constexpr int patience = 30000;  ///< milliseconds, for machines that are busy
const cv::Size size(16, 12);

/// A project of two classes and some images, flagged by chance.
class Fixture {
 public:
  explicit Fixture(int cases = 4, int readers = 1)
      : m_file(QString::fromStdString((m_scratch / "p.rhoproject").string())) {
    for (int i = 0; i < cases; ++i)
      image::writePng8(m_scratch / ("images/" + std::to_string(i) + ".png"),
                       cv::Mat(size, CV_8UC1, cv::Scalar(i)));
    annotation::ProjectSettings settings;
    settings.readersPerCase = readers;
    auto project = annotation::Project::create(file(), settings, {"cat", "dog"});
    annotation::importImages(project, {(m_scratch / "images").string(), "", false});
    annotation::QueueRequest request;
    request.count = cases;
    if (cases > 0) project.queue().fill(request);
  }
  std::filesystem::path file() const { return m_file.toStdString(); }
  const QString& path() const { return m_file; }
  std::filesystem::path images() const { return m_scratch / "images"; }

 private:
  test::Scratch m_scratch;
  QString m_file;
};

Edit labelled(annotation::Id caseId, annotation::Id classId) {
  return {caseId, {{Field::label, classId, "1"}, {Field::state, 0, "done"}}, {}, 2};
}

/// What the thread says, as it comes.
struct Listener {
  explicit Listener(ProjectThread& thread) {
    const auto* context = &thread;
    QObject::connect(&thread, &ProjectThread::listed, context,
                     [this](CaseFilter, const std::vector<CaseRow>& all) { rows = all; });
    QObject::connect(&thread, &ProjectThread::shown, context,
                     [this](const AnnotatedCase& one) { shown = one; });
    QObject::connect(&thread, &ProjectThread::wentBack, context,
                     [this](const AnnotatedCase& one) { back = one; });
    QObject::connect(&thread, &ProjectThread::progressChanged, context,
                     [this](const ReadingProgress& one) { progress = one; });
    QObject::connect(&thread, &ProjectThread::failed, context,
                     [this](const QString& text) { failures << text; });
  }
  std::optional<std::vector<CaseRow>> rows;
  std::optional<AnnotatedCase> shown, back;
  ReadingProgress progress;
  QStringList failures;
};

std::vector<CaseRow> listOf(ProjectThread& thread, Listener& listener, CaseFilter filter) {
  listener.rows.reset();
  thread.list(filter);
  [&] { QTRY_VERIFY_WITH_TIMEOUT(listener.rows, patience); }();
  return listener.rows.value_or(std::vector<CaseRow>{});
}

AnnotatedCase caseOf(ProjectThread& thread, Listener& listener, annotation::Id id) {
  listener.shown.reset();
  thread.show(id);
  [&] { QTRY_VERIFY_WITH_TIMEOUT(listener.shown, patience); }();
  return listener.shown.value_or(AnnotatedCase{});
}

}  // namespace

class TestAnnotateProject : public QObject {
  Q_OBJECT
 private slots:
  void requestsAreDoneInTheirOrder() {
    Fixture f;
    std::optional<ProjectThread> thread(std::in_place);
    Listener listener(*thread);
    thread->open(f.path());
    thread->join("anna", Role::reader);
    thread->list(CaseFilter::queue);
    QTRY_VERIFY_WITH_TIMEOUT(listener.rows, patience);
    QCOMPARE(listener.rows->size(), std::size_t{4});
    QCOMPARE(QString::fromStdString(listener.rows->front().flag->strategy), "random");
    // A newer answer takes the place of an older one, and none is dropped on the way.
    const auto id = listener.rows->front().id;
    for (int i = 0; i < 40; ++i)
      thread->write({id, {{Field::comment, 0, std::to_string(i)}}, {}, 0});
    thread.reset();  // which waits for what was asked
    auto project = annotation::Project::open(f.file());
    const auto anna = project.annotators().named("anna");
    QCOMPARE(project.history().annotation(anna.id, id).comment, "39");
    int answers = 0;
    project.history().each(id, [&](const annotation::Action& action) {
      answers += action.kind == annotation::ActionKind::answer;
    });
    QCOMPARE(answers, 40);
  }

  void listsAreFilteredAndKeptUpToDate() {
    Fixture f;
    ProjectThread thread;
    Listener listener(thread);
    thread.open(f.path());
    thread.join("anna", Role::reader);
    const auto queue = listOf(thread, listener, CaseFilter::queue);
    QCOMPARE(queue.size(), std::size_t{4});
    thread.write(labelled(queue[1].id, 1));
    thread.write({queue[2].id, {{Field::state, 0, "skipped"}}, {}, 0});
    thread.write({queue[3].id, {{Field::state, 0, "uncertain"}}, {}, 0});
    QCOMPARE(listOf(thread, listener, CaseFilter::queue).size(), std::size_t{1});
    QCOMPARE(listOf(thread, listener, CaseFilter::done)[0].id, queue[1].id);
    QCOMPARE(listOf(thread, listener, CaseFilter::skipped)[0].id, queue[2].id);
    QCOMPARE(listOf(thread, listener, CaseFilter::uncertain)[0].id, queue[3].id);
    QCOMPARE(listOf(thread, listener, CaseFilter::flagged).size(), std::size_t{4});
    QCOMPARE(listOf(thread, listener, CaseFilter::all).size(), std::size_t{4});
    QCOMPARE(listener.progress.finished, 3);
    QCOMPARE(listener.progress.flagged, 4);
    QCOMPARE(listener.progress.secondsPerCase, 2.0);
    // As another start reads them.
    thread.join("anna", Role::reader);
    QCOMPARE(listOf(thread, listener, CaseFilter::flagged).size(), std::size_t{4});
    QCOMPARE(listOf(thread, listener, CaseFilter::done).size(), std::size_t{1});
    QCOMPARE(listener.progress.secondsPerCase, 2.0);
  }

  void undoGoesToWhereItHappened() {
    Fixture f;
    ProjectThread thread;
    Listener listener(thread);
    QSignalSpy history(&thread, &ProjectThread::historyChanged);
    thread.open(f.path());
    thread.join("anna", Role::reader);
    const auto queue = listOf(thread, listener, CaseFilter::queue);
    cv::Mat layer = cv::Mat::zeros(size, CV_8UC1);
    layer(cv::Rect(2, 2, 5, 5)).setTo(static_cast<int>(widgets::Paint::evidence));
    thread.write({queue[0].id, {}, {{1, layer}}, 0});
    thread.write(labelled(queue[1].id, 2));
    thread.undo();
    QTRY_VERIFY_WITH_TIMEOUT(listener.back, patience);
    QCOMPARE(listener.back->image.id, queue[1].id);
    QVERIFY(listener.back->own.annotation.labels.empty());
    QCOMPARE(listener.back->own.annotation.state, State::open);
    listener.back.reset();
    thread.undo();
    QTRY_VERIFY_WITH_TIMEOUT(listener.back, patience);
    QCOMPARE(listener.back->image.id, queue[0].id);
    QVERIFY(listener.back->own.paint.empty());
    QTRY_COMPARE_WITH_TIMEOUT(history.last()[0].toBool(), false, patience);
    QVERIFY(history.last()[1].toBool());
    listener.back.reset();
    thread.redo();
    QTRY_VERIFY_WITH_TIMEOUT(listener.back, patience);
    QCOMPARE(cv::countNonZero(listener.back->own.paint.at(1) != layer), 0);
  }

  void readersAreBlindAndAdjudicatorsAreNot() {
    Fixture f(2, 2);
    ProjectThread thread;
    Listener listener(thread);
    thread.open(f.path());
    thread.join("anna", Role::reader);
    const auto id = listOf(thread, listener, CaseFilter::queue)[0].id;
    thread.write(labelled(id, 1));
    thread.join("ben", Role::reader);
    QVERIFY(caseOf(thread, listener, id).others.empty());
    QVERIFY(listener.shown->own.annotation.labels.empty());
    thread.write(labelled(id, 2));
    thread.join("cleo", Role::adjudicator);
    const auto disputed = listOf(thread, listener, CaseFilter::queue);
    QCOMPARE(disputed.size(), std::size_t{1});
    QCOMPARE(disputed[0].id, id);
    const auto shown = caseOf(thread, listener, id);
    QCOMPARE(shown.others.size(), std::size_t{2});
    QCOMPARE(shown.others[0].annotator, "anna");
    thread.write(labelled(id, 2));
    QVERIFY(listOf(thread, listener, CaseFilter::queue).empty());
    thread.join("anna", Role::reader);  // once it is decided, she may see
    QCOMPARE(caseOf(thread, listener, id).others.size(), std::size_t{2});
    QCOMPARE(listener.failures, QStringList());
  }

  void aFullDiskLosesNothing() {
    Fixture f;
    ProjectThread thread;
    Listener listener(thread);
    QSignalSpy failing(&thread, &ProjectThread::writesFailed),
        well(&thread, &ProjectThread::writesSucceeded);
    thread.open(f.path());
    thread.join("anna", Role::reader);
    const auto queue = listOf(thread, listener, CaseFilter::queue);
    {
      const test::LimitedDisk full(4096);
      thread.write(labelled(queue[0].id, 1));
      thread.write(labelled(queue[1].id, 2));
      QTRY_VERIFY_WITH_TIMEOUT(!failing.isEmpty() && failing.last()[1].toInt() == 2, patience);
      QVERIFY(!failing.last()[0].toString().isEmpty());
      thread.undo();  // of what is not there yet: it must not take back something older
      caseOf(thread, listener, queue[2].id);  // looking is still possible
      QVERIFY(!listener.back);
    }
    QTRY_COMPARE_WITH_TIMEOUT(well.count(), 1, patience);
    QCOMPARE(listOf(thread, listener, CaseFilter::done).size(), std::size_t{2});
    QCOMPARE(listener.failures, QStringList());
  }

  void whatCanNeverBeWrittenIsSaid() {
    Fixture f;
    ProjectThread thread;
    Listener listener(thread);
    thread.open(f.path());
    thread.join("anna", Role::reader);
    const auto id = listOf(thread, listener, CaseFilter::queue)[0].id;
    thread.write({id, {}, {{1, cv::Mat::ones(3, 3, CV_8UC1)}}, 0});
    thread.write(labelled(id, 1));
    QTRY_COMPARE_WITH_TIMEOUT(listener.failures.size(), 1, patience);
    QVERIFY(listener.failures[0].contains("3x3"));
    QTRY_VERIFY_WITH_TIMEOUT(listener.shown, patience);  // the case as it is
    QCOMPARE(listOf(thread, listener, CaseFilter::done).size(), std::size_t{1});
  }

  void imagesAreImportedAndFlagged() {
    Fixture f(0);
    image::writePng8(f.images() / "a.png", cv::Mat(size, CV_8UC1, cv::Scalar(1)));
    image::writePng8(f.images() / "copy.png", cv::Mat(size, CV_8UC1, cv::Scalar(1)));
    image::writePng8(f.images() / "b.png", cv::Mat(size, CV_8UC1, cv::Scalar(2)));
    ProjectThread thread;
    Listener listener(thread);
    std::optional<annotation::ImportResult> imported;
    std::optional<annotation::FilledBatch> filled;
    connect(&thread, &ProjectThread::imported, this,
            [&](const annotation::ImportResult& result) { imported = result; });
    connect(&thread, &ProjectThread::filled, this,
            [&](const annotation::FilledBatch& batch) { filled = batch; });
    QSignalSpy rested(&thread, &ProjectThread::rested);
    thread.open(f.path());
    thread.join("anna", Role::reader);
    QVERIFY(listOf(thread, listener, CaseFilter::all).empty());
    thread.importImages(QString::fromStdString(f.images().string()));
    QTRY_VERIFY_WITH_TIMEOUT(imported, patience);
    QCOMPARE(imported->added, 2);
    QCOMPARE(imported->duplicates.size(), std::size_t{1});
    thread.fill({});
    QTRY_VERIFY_WITH_TIMEOUT(filled, patience);
    QCOMPARE(filled->flagged, 2);
    QCOMPARE(rested.count(), 2);
    QCOMPARE(listOf(thread, listener, CaseFilter::queue).size(), std::size_t{2});
    annotation::QueueRequest unscored;
    unscored.strategies = {"entropy"};
    thread.fill(unscored);
    QTRY_COMPARE_WITH_TIMEOUT(listener.failures.size(), 1, patience);
  }

  void whatCannotBeOpenedLeavesWhatIsOpen_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("not there") << "missing.rhoproject";
    QTest::newRow("no project") << "images/0.png";
  }
  void whatCannotBeOpenedLeavesWhatIsOpen() {
    QFETCH(QString, name);
    Fixture f;
    ProjectThread thread;
    Listener listener(thread);
    thread.open(f.path());
    thread.join("anna", Role::reader);
    thread.open(QString::fromStdString((f.images() / ".." / name.toStdString()).string()));
    QTRY_COMPARE_WITH_TIMEOUT(listener.failures.size(), 1, patience);
    QCOMPARE(listOf(thread, listener, CaseFilter::queue).size(), std::size_t{4});
  }
};

QTEST_GUILESS_MAIN(TestAnnotateProject)
#include "tst_annotate_project.moc"
