// SPDX-License-Identifier: GPL-3.0-or-later
// The Annotate perspective, by its keys.
#include "workbench/tiny_network.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "annotation/reading.h"
#include "image/write_image.h"
#include "testing/limited_disk.h"
#include "testing/scratch.h"
#include "widgets/message_bar.h"
#include "widgets/painted_layer.h"
#include "workbench/annotate/annotate_page.h"
#include "workbench/annotate/annotate_texts.h"
#include "workbench/annotate/annotator_dialog.h"
#include "workbench/annotate/case_panel.h"
#include "workbench/annotate/new_project_dialog.h"
#include "workbench/annotate/paint_bar.h"
#include "workbench/annotate/queue_list.h"
#include "workbench/annotate/readers_row.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/window/main_window.h"
#include "workbench/window/perspectives.h"

using namespace rho;
using namespace rho::workbench;
using annotation::Annotator;
using annotation::Id;
using annotation::Role;
using annotation::State;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy
const cv::Size size(64, 48);

/// A bright square in the upper left quarter.
cv::Mat picture(int number) {
  cv::Mat pixels(size, CV_8UC1, cv::Scalar(10 + number));
  pixels(cv::Rect(8, 8, 16, 16)).setTo(200);
  return pixels;
}

/// A project with images that wait for anna, and a window on it.
class Fixture {
 public:
  explicit Fixture(bool isMultiLabel = false, int cases = 5, int readers = 1)
      : m_file(m_scratch / "p.rhoproject") {
    for (int i = 0; i < cases; ++i)
      image::writePng8(m_scratch / ("images/" + std::to_string(i) + ".png"), picture(i));
    annotation::ProjectSettings settings;
    settings.isMultiLabel = isMultiLabel;
    settings.readersPerCase = readers;
    auto project = annotation::Project::create(m_file, settings, {"cat", "dog", "cow"});
    if (cases > 0) annotation::importImages(project, {(m_scratch / "images").string(), "", false});
    if (cases > 0) project.queue().fill({});
    remember(project, "anna", Role::reader);
  }
  /// The next to open the project on this computer.
  static void remember(annotation::Project& project, const std::string& name, Role role) {
    if (!project.annotators().find(name)) project.annotators().add(name, role);
    QSettings().setValue("annotate/annotators/" + QString::fromStdString(project.uuid()),
                         QString::fromStdString(name));
  }

  void open() {
    m_tracker.emplace();
    m_page.emplace(*m_tracker);
    page().resize(1100, 700);
    page().show();
    page().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page()));
    page().openProject(path());
    QTRY_VERIFY_WITH_TIMEOUT(page().editor().current(), patience);
  }
  /// What is on the disk, once the window is closed.
  annotation::Project closed() {
    m_tracker.reset();  // as in the window, its jobs end before what they answer to
    m_page.reset();
    return annotation::Project::open(m_file);
  }

  AnnotatePage& page() { return *m_page; }
  CaseEditor& editor() { return page().editor(); }
  QString path() const { return QString::fromStdString(m_file.string()); }
  const std::filesystem::path& file() const { return m_file; }
  std::filesystem::path images() const { return m_scratch / "images"; }

  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&page().canvas().view(), key, modifiers);
  }
  /// Waits for another case than this.
  void awaitCaseAfter(Id id) {
    QTRY_VERIFY_WITH_TIMEOUT(editor().current() && editor().caseId() != id, patience);
  }
  void awaitCase(Id id) { QTRY_COMPARE_WITH_TIMEOUT(editor().caseId(), id, patience); }
  void drag(QPoint from, QPoint to) {
    auto& view = page().canvas().view();
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    QTest::mouseMove(&view, (from + to) / 2);
    QTest::mouseMove(&view, to);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
  }
  /// Of the widget, where this part of the picture is.
  QPoint at(double x, double y) { return page().canvas().view().toWidget({x, y}).toPoint(); }
  int painted(widgets::Paint paint) {
    return cv::countNonZero(editor().layer() == static_cast<int>(paint));
  }

 private:
  test::Scratch m_scratch;
  std::filesystem::path m_file;
  std::optional<AnnotatePage> m_page;
  std::optional<JobTracker> m_tracker;
};

}  // namespace

class TestAnnotatePage : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("rhoscope");
    QCoreApplication::setApplicationName("tst_annotate_page");
    QVERIFY(m_folder.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
  }
  void init() { QSettings().clear(); }

  void aDigitLabelsAndGoesOn() {
    Fixture f;
    f.open();
    const Id first = f.editor().caseId();
    f.key(Qt::Key_2);
    f.awaitCaseAfter(first);
    for (int i = 1; i < 5; ++i) {
      const Id id = f.editor().caseId();
      f.key(Qt::Key_1);
      QTRY_VERIFY_WITH_TIMEOUT(f.editor().caseId() != id, patience);
      QTRY_VERIFY_WITH_TIMEOUT(i == 4 || f.editor().current(), patience);
    }
    QVERIFY(!f.editor().current());  // all are judged, and the page says so
    QVERIFY(f.page().canvas().view().placeholder().contains("judged"));
    const auto project = f.closed();
    const auto anna = project.annotators().named("anna");
    const auto said = project.history().annotation(anna.id, first);
    QCOMPARE(said.state, State::done);
    QCOMPARE(presentClass(said), project.classes().named("dog"));
    QCOMPARE(project.queue().counts().done, 5);
  }

  void severalLabelsWaitForCtrlEnter() {
    Fixture f(true);
    f.open();
    const Id first = f.editor().caseId();
    f.key(Qt::Key_1);
    f.key(Qt::Key_3);
    f.key(Qt::Key_2);
    f.key(Qt::Key_2);
    QCOMPARE(f.editor().caseId(), first);
    QCOMPARE(f.editor().current()->own.annotation.labels.size(), std::size_t{2});
    f.key(Qt::Key_Return, Qt::ControlModifier);
    f.awaitCaseAfter(first);
    const auto project = f.closed();
    const auto said = project.history().annotation(project.annotators().named("anna").id, first);
    QCOMPARE(said.state, State::done);
    QCOMPARE(said.labels.size(), std::size_t{2});
  }

  void nothingIsDoneWithoutALabel() {
    Fixture f;
    f.open();
    const Id first = f.editor().caseId();
    f.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.editor().caseId(), first);
    QVERIFY(f.page().message().text().contains("label"));
    f.key(Qt::Key_S);
    f.awaitCaseAfter(first);
    const Id second = f.editor().caseId();
    f.key(Qt::Key_U);
    f.awaitCaseAfter(second);
    const auto project = f.closed();
    const auto anna = project.annotators().named("anna").id;
    QCOMPARE(project.history().annotation(anna, first).state, State::skipped);
    QCOMPARE(project.history().annotation(anna, second).state, State::uncertain);
  }

  void keysGoThroughTheCases() {
    Fixture f;
    f.open();
    const auto& rows = f.page().list().rows();
    QCOMPARE(f.editor().caseId(), rows[0].id);
    f.key(Qt::Key_Right);
    f.awaitCase(rows[1].id);
    f.key(Qt::Key_PageDown);
    f.awaitCase(rows[2].id);
    f.key(Qt::Key_End);
    f.awaitCase(rows[4].id);
    f.key(Qt::Key_Right);  // there is none
    f.key(Qt::Key_Left);
    f.awaitCase(rows[3].id);
    f.key(Qt::Key_Home);
    f.awaitCase(rows[0].id);
    QVERIFY(f.page().title().startsWith(QFileInfo(f.page().list().rows()[0].path).fileName() +
                                        " (1 of 5)"));
  }

  void aStrokeIsOneStepAndUndone() {
    Fixture f;
    f.open();
    f.key(Qt::Key_B);
    QCOMPARE(f.page().canvas().settings().tool, AnnotateTool::brush);
    f.key(Qt::Key_W);  // which means the same elsewhere, by another action
    QCOMPARE(f.page().canvas().settings().tool, AnnotateTool::window);
    f.key(Qt::Key_B);
    const Id id = f.editor().caseId();
    f.drag(f.at(0.2, 0.2), f.at(0.4, 0.3));
    const int stroke = f.painted(widgets::Paint::evidence);
    QVERIFY(stroke > 0);
    f.key(Qt::Key_N);
    f.drag(f.at(0.7, 0.7), f.at(0.8, 0.7));
    QVERIFY(f.painted(widgets::Paint::noEvidence) > 0);
    f.key(Qt::Key_X);
    f.drag(f.at(0.7, 0.7), f.at(0.8, 0.7));
    QCOMPARE(f.painted(widgets::Paint::noEvidence), 0);
    f.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(f.painted(widgets::Paint::noEvidence) > 0, patience);
    f.key(Qt::Key_Right);
    f.awaitCaseAfter(id);
    f.key(Qt::Key_Z, Qt::ControlModifier);
    f.awaitCase(id);  // where it happened
    QTRY_COMPARE_WITH_TIMEOUT(f.painted(widgets::Paint::noEvidence), 0, patience);
    QCOMPARE(f.painted(widgets::Paint::evidence), stroke);
    f.key(Qt::Key_Y, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(f.painted(widgets::Paint::noEvidence) > 0, patience);
  }

  /// A hundred steps, and again after the window was closed.
  void undoSurvivesARestart() {
    Fixture f(true);
    f.open();
    const Id id = f.editor().caseId();
    for (int i = 0; i < 101; ++i) f.key(Qt::Key_1);
    f.key(Qt::Key_2);
    f.closed();
    f.open();
    f.awaitCase(id);
    QCOMPARE(f.editor().current()->own.annotation.labels.size(), std::size_t{2});
    for (int i = 0; i < 102; ++i) f.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(f.editor().current() &&
                                 f.editor().current()->own.annotation.labels.empty() &&
                                 !actionNamed(f.page(), "Undo")->isEnabled(),
                             patience);
  }

  void toolsPaintRegions() {
    Fixture f(true);
    f.open();
    f.key(Qt::Key_F);
    QTest::mouseClick(&f.page().canvas().view(), Qt::LeftButton, {}, f.at(0.25, 0.33));
    QCOMPARE(f.painted(widgets::Paint::evidence), 16 * 16);  // up to the edge of the square
    f.key(Qt::Key_P);
    for (const auto& corner : {f.at(0.6, 0.5), f.at(0.9, 0.5), f.at(0.9, 0.9)})
      QTest::mouseClick(&f.page().canvas().view(), Qt::LeftButton, {}, corner);
    QCOMPARE(f.painted(widgets::Paint::evidence), 16 * 16);
    f.key(Qt::Key_Return);
    QVERIFY(f.painted(widgets::Paint::evidence) > 16 * 16 + 100);
    f.key(Qt::Key_K);
    const int before = f.painted(widgets::Paint::evidence);
    QTRY_VERIFY_WITH_TIMEOUT(!f.page().canvas().view().layers().segments.isNull(), patience);
    QTest::mouseClick(&f.page().canvas().view(), Qt::LeftButton, {}, f.at(0.1, 0.8));
    const int after = f.painted(widgets::Paint::evidence);
    QVERIFY(after > before);
    QTest::mouseClick(&f.page().canvas().view(), Qt::LeftButton, {}, f.at(0.1, 0.8));
    QCOMPARE(f.painted(widgets::Paint::evidence), before);
  }

  void anExplanationIsShownAndTaken() {
    Fixture f(true);
    const auto network = std::filesystem::path(m_folder.filePath("tiny.safetensors").toStdString());
    test::writeTinyNetwork(network);
    f.open();
    f.key(Qt::Key_G);  // without a network it says why
    QVERIFY(f.page().canvas().view().layers().overlay.isNull());
    f.page().setNetwork(std::make_shared<const Analysis>(network));
    QTRY_VERIFY_WITH_TIMEOUT(!f.page().canvas().view().layers().overlay.isNull(), patience);
    const double before = f.page().canvas().view().view().overlayOpacity;
    f.key(Qt::Key_Q);
    QVERIFY(f.page().canvas().view().view().overlayOpacity < before);
    f.key(Qt::Key_G);
    QVERIFY(f.page().canvas().view().layers().overlay.isNull());
    f.key(Qt::Key_T);
    QTRY_VERIFY_WITH_TIMEOUT(!f.page().canvas().view().painted().preview.empty(), patience);
    const int narrow = cv::countNonZero(f.page().canvas().view().painted().preview);
    for (int i = 0; i < 6; ++i) f.key(Qt::Key_BracketLeft);
    const int wide = cv::countNonZero(f.page().canvas().view().painted().preview);
    QVERIFY(wide > narrow);
    f.key(Qt::Key_Return);
    QCOMPARE(f.painted(widgets::Paint::evidence), wide);
  }

  void aCommentIsKept() {
    Fixture f;
    f.open();
    const Id id = f.editor().caseId();
    f.key(Qt::Key_C);
    auto* field = f.page().panel().findChild<QLineEdit*>();
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, "bus? 12");
    QCOMPARE(f.editor().caseId(), id);  // letters and digits are text here
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->hasFocus());
    f.key(Qt::Key_1);
    f.awaitCaseAfter(id);
    QCOMPARE(field->text(), QString());
    const auto project = f.closed();
    const auto anna = project.annotators().named("anna").id;
    QCOMPARE(project.history().annotation(anna, id).comment, "bus? 12");
  }

  void anAdjudicatorSeesAndDecides() {
    Fixture f(false, 3, 2);
    Id id = 0;
    {
      auto project = annotation::Project::open(f.file());
      for (const auto* name : {"anna", "ben"}) {
        const auto known = project.annotators().find(name);
        annotation::Reading reading(project,
                                    known ? *known : project.annotators().add(name, Role::reader));
        id = project.cases().find("1.png").id;
        reading.setLabel(id, std::string(name) == "anna" ? 1 : 2, annotation::Verdict::present);
        reading.setState(id, State::done);
      }
      Fixture::remember(project, "cleo", Role::adjudicator);
    }
    f.open();
    QCOMPARE(f.editor().caseId(), id);
    QCOMPARE(f.page().canvas().readers().count(), 2);
    QVERIFY(f.page().canvas().readers().isVisible());
    QTest::keyClick(&f.page().canvas().view(), Qt::Key_F3);
    QCOMPARE(presentClass(f.editor().current()->own.annotation), 2);
    f.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!f.editor().current(), patience);
    QCOMPARE(f.closed().queue().counts().disputed, 0);
  }

  void aFullDiskIsSaidAndKept() {
    Fixture f(true);
    f.open();
    const Id id = f.editor().caseId();
    {
      const test::LimitedDisk full(4096);
      f.key(Qt::Key_1);
      QTRY_VERIFY_WITH_TIMEOUT(f.page().message().text().contains("not on the disk"), patience);
      QVERIFY(isGiven(f.editor().current()->own.annotation, 1));
      QVERIFY(!f.page().mayClose());
    }
    QTRY_VERIFY_WITH_TIMEOUT(f.page().message().text().contains("Everything"), patience);
    QVERIFY(f.page().mayClose());
    const auto project = f.closed();
    QVERIFY(isGiven(project.history().annotation(project.annotators().named("anna").id, id), 1));
  }

  void aMissingImageCanBeSkipped() {
    Fixture f(false, 2);
    for (const auto& one : std::filesystem::directory_iterator(f.images()))
      std::filesystem::remove(one.path());
    f.open();
    const Id id = f.editor().caseId();
    QTRY_VERIFY_WITH_TIMEOUT(f.page().canvas().view().placeholder().contains("png"), patience);
    f.key(Qt::Key_1);  // what is not seen is not judged
    QVERIFY(f.editor().current()->own.annotation.labels.empty());
    f.key(Qt::Key_S);
    f.awaitCaseAfter(id);
  }

  void anEmptyQueueSaysWhatToDo() {
    Fixture f(false, 0);
    JobTracker tracker;
    AnnotatePage page(tracker);
    page.show();
    page.openProject(f.path());
    QTRY_VERIFY_WITH_TIMEOUT(page.canvas().view().placeholder().contains("no images"), patience);
    image::writePng8(f.images() / "a.png", picture(1));
    page.project().importImages(QString::fromStdString(f.images().string()));
    QTRY_VERIFY_WITH_TIMEOUT(page.canvas().view().placeholder().contains("Fill the queue"),
                             patience);
    QTest::keyClick(&page, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(page.editor().current(), patience);
  }

  void whoIsAskedOnceAndRemembered() {
    Fixture f;
    QSettings().clear();
    JobTracker tracker;
    AnnotatePage page(tracker);
    page.show();
    page.openProject(f.path());
    QTRY_VERIFY_WITH_TIMEOUT(page.findChild<AnnotatorDialog*>(), patience);
    auto* dialog = page.findChild<AnnotatorDialog*>();
    dialog->findChild<QComboBox*>()->setEditText("dora");
    dialog->accept();
    QTRY_VERIFY_WITH_TIMEOUT(page.editor().current(), patience);
    QCOMPARE(QSettings().value("annotate/annotator").toString(), "dora");
  }

  void aNewProjectIsMadeOfItsForm() {
    NewProjectDialog dialog(nullptr);
    auto* create = dialog.findChild<QPushButton*>();
    QVERIFY(!create->isEnabled());
    dialog.findChild<QLineEdit*>("classes")->setText("cat, dog ,, ");
    QVERIFY(!create->isEnabled());  // it needs a file
    dialog.findChild<QLineEdit*>("file")->setText("/tmp/pets");
    QVERIFY(create->isEnabled());
    const auto request = dialog.request();
    QCOMPARE(request.classes, (QStringList{"cat", "dog"}));
    QCOMPARE(request.file, "/tmp/pets.rhoproject");
  }

  void theWindowHasOneUndoForEachPerspective() {
    Fixture f;
    MainWindow window;
    window.resize(1200, 760);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto undos = [&] {
      int seen = 0;
      for (auto* action : window.findChildren<QAction*>())
        seen += action->isVisible() && action->shortcut() == QKeySequence(QKeySequence::Undo);
      return seen;
    };
    QCOMPARE(undos(), 1);
    window.open(f.path());
    auto* page = window.findChild<AnnotatePage*>();
    QTRY_VERIFY_WITH_TIMEOUT(page->editor().current(), patience);
    QVERIFY(page->isVisible());
    QCOMPARE(undos(), 1);
    QVERIFY(window.windowTitle().contains("(1 of 5)"));
    const Id id = page->editor().caseId();
    QTest::keyClick(&page->canvas().view(), Qt::Key_1);
    QTRY_VERIFY_WITH_TIMEOUT(page->editor().current() && page->editor().caseId() != id, patience);
    QTest::keyClick(&page->canvas().view(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(page->editor().caseId(), id, patience);
    QVERIFY(page->editor().current()->own.annotation.labels.empty());
    QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(!page->isVisible());
    QCOMPARE(undos(), 1);
    QVERIFY(!window.windowTitle().contains("of 5"));
  }

 private:
  static QAction* actionNamed(AnnotatePage& page, const QString& name) {
    for (auto* action : page.findChildren<QAction*>())
      if (QString(action->text()).remove('&') == name) return action;
    return nullptr;
  }

  QTemporaryDir m_folder;
};

QTEST_MAIN(TestAnnotatePage)
#include "tst_annotate_page.moc"
