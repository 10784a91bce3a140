// SPDX-License-Identifier: GPL-3.0-or-later
// The annotators' page and the network of Inspect: its scores fill the queue, and it is trained
// again with the labels and compared.
#include "workbench/tiny_network.h"

#include "training/untrained_model.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QtTest>

#include "annotation/reading.h"
#include "image/write_image.h"
#include "phantom/chest_phantom.h"
#include "testing/scratch.h"
#include "widgets/message_bar.h"
#include "workbench/annotate/annotate_page.h"
#include "workbench/annotate/case_scoring.h"
#include "workbench/annotate/queue_choice.h"
#include "workbench/annotate/queue_form.h"
#include "workbench/annotate/queue_list.h"
#include "workbench/annotate/score_dialog.h"
#include "workbench/annotate/training_set_dialog.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/train/comparison_view.h"
#include "workbench/train/new_run_form.h"
#include "workbench/train/recipe_editor.h"
#include "workbench/train/train_page.h"

using namespace rho;
using namespace rho::workbench;
using annotation::MaskKind;
using annotation::Role;
using annotation::State;

namespace {

constexpr int patience = 120000;  ///< milliseconds, for machines that are busy
constexpr int side = 32;

/// A network of two classes that a recipe describes.
void writeNetwork(const std::filesystem::path& file, const std::string& name) {
  training::Recipe recipe;
  recipe.name = name;
  recipe.architectureOptions = {{"blocks", {1}}, {"features", {4}}};
  recipe.inputSize = {side, side};
  recipe.inputChannels = 1;
  recipe.mean = {0.5};
  recipe.standardDeviation = {0.25};
  recipe.gradcamLayer = "group1";
  recipe.epochs = 1;
  recipe.ema = 0;
  model::saveModel(training::modelFromRecipe(recipe, {"clear", "nodule"}), file);
}

/// A project of phantoms that anna annotates, and the page that shows it.
class Fixture {
 public:
  explicit Fixture(int cases) : m_file(m_scratch / "chests.rhoproject") {
    for (int i = 0; i < cases; ++i) writePhantom(i);
    auto project = annotation::Project::create(m_file, {}, {"clear", "nodule"});
    annotation::importImages(project, {(m_scratch / "images").string(), "", false});
    project.annotators().add("anna", Role::reader);
    QSettings().setValue("annotate/annotators/" + QString::fromStdString(project.uuid()), "anna");
    writeNetwork(network(), "before");
  }
  ~Fixture() {
    m_tracker.reset();  // as in the window, jobs end before what they answer to
    m_page.reset();
  }

  /// Odd ones have a nodule.
  void writePhantom(int number) {
    auto options = phantom::PhantomOptions::square(side);
    options.nodule = number % 2 == 1;
    cv::Mat pixels;
    phantom::makeChestPhantom(static_cast<std::uint64_t>(number), options)
        .image.pixels()
        .convertTo(pixels, CV_8U, 255);
    image::writePng8(m_scratch / ("images/" + std::to_string(number) + ".png"), pixels);
  }
  /// Labels of all cases, as they are; a corner of every second one is no evidence.
  void label() const {
    auto project = annotation::Project::open(m_file);
    annotation::Reading anna(project, project.annotators().named("anna"));
    cv::Mat corner = cv::Mat::zeros(side, side, CV_8UC1);
    corner(cv::Rect(0, 0, 8, 8)).setTo(255);
    project.cases().each([&](const annotation::Case& one) {
      const int number = std::stoi(std::filesystem::path(one.path).stem().string());
      anna.setLabel(one.id, 1 + number % 2, annotation::Verdict::present);
      if (number % 4 < 2)
        anna.setMask(one.id, MaskKind::noEvidence, 0, annotation::Mask::fromPixels(corner));
      anna.setState(one.id, State::done);
    });
  }

  void open() {
    m_tracker.emplace();
    m_page.emplace(*m_tracker);
    page().resize(1100, 700);
    page().show();
    page().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page()));
    page().openProject(QString::fromStdString(m_file.string()));
    QTRY_VERIFY_WITH_TIMEOUT(page().facts() && !page().title().isEmpty(), patience);
    page().setNetwork(std::make_shared<const Analysis>(network()));
    QTRY_VERIFY_WITH_TIMEOUT(page().list().askButton().isEnabled() && isJoined(), patience);
  }
  bool isJoined() { return page().findChild<QAction*>("ask")->isEnabled(); }
  annotation::Project closed() {
    m_tracker.reset();
    m_page.reset();
    return annotation::Project::open(m_file);
  }

  AnnotatePage& page() { return *m_page; }
  JobTracker& tracker() { return *m_tracker; }
  std::filesystem::path network() const { return m_scratch / "before.safetensors"; }
  std::filesystem::path place(const std::string& name) const { return m_scratch / name; }
  QCheckBox* strategy(const char* id) {
    return page().list().choice().form().findChild<QCheckBox*>(id);
  }
  /// By the button and its dialog, with the strategies that cost more.
  void ask(const QStringList& strategies) {
    page().list().askButton().click();
    auto* dialog = page().findChild<ScoreDialog*>();
    QVERIFY(dialog);
    for (const auto& id : strategies) dialog->findChild<QCheckBox*>(id)->setChecked(true);
    dialog->accept();
  }

 private:
  test::Scratch m_scratch;
  std::filesystem::path m_file;
  std::optional<AnnotatePage> m_page;
  std::optional<JobTracker> m_tracker;
};

}  // namespace

class TestAnnotateNetwork : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("rhoscope");
    QCoreApplication::setApplicationName("tst_annotate_network");
    QVERIFY(m_folder.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
  }
  void init() { QSettings().clear(); }

  void scoresFillTheQueue() {
    Fixture f(6);
    f.open();
    QVERIFY(!f.strategy("entropy")->isEnabled());
    QVERIFY(!f.strategy("bald")->isEnabled());
    QSignalSpy finished(&f.page().scoring(), &CaseScoring::finished);
    f.ask({"bald"});
    QVERIFY(f.page().list().askButton().text().contains("0 %"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(f.strategy("bald")->isEnabled(), patience);
    QVERIFY(f.strategy("entropy")->isEnabled());
    QVERIFY(!f.strategy("fragile")->isEnabled());
    QVERIFY(f.page().message().text().contains("6"));
    QVERIFY(!f.page().scoring().isRunning());
    // Several strategies, spread, with a seed: what the project keeps of each flag tells.
    f.strategy("entropy")->click();
    f.strategy("bald")->click();
    f.page().list().choice().form().findChild<QCheckBox*>("diverse")->click();
    QVERIFY(!f.strategy("random")->isChecked());
    QVERIFY(f.page().list().choice().currentText().contains(" + "));
    f.page().list().fill();
    QTRY_VERIFY_WITH_TIMEOUT(f.page().list().rows().size() == 6, patience);
    const auto project = f.closed();
    const auto flags = project.queue().waiting(project.annotators().named("anna"));
    QCOMPARE(flags.size(), std::size_t{6});
    QCOMPARE(QString::fromStdString(flags[0].strategy), QString("entropy + bald, diverse"));
    QVERIFY(!flags[0].modelHash.empty());
  }

  void chanceGivesWayAndComesBack() {
    Fixture f(2);
    f.open();
    auto& form = f.page().list().choice().form();
    QCOMPARE(form.request().strategies, std::vector<std::string>{"random"});
    f.ask({});
    QTRY_VERIFY_WITH_TIMEOUT(f.strategy("margin")->isEnabled(), patience);
    f.strategy("margin")->click();
    QCOMPARE(form.request().strategies, std::vector<std::string>{"margin"});
    f.strategy("margin")->click();
    QCOMPARE(form.request().strategies, std::vector<std::string>{"random"});
    form.findChild<QSpinBox*>()->setValue(7);
    f.strategy("entropy")->click();
    QCOMPARE(form.request().seed, std::uint64_t{7});
    form.findChild<QPushButton*>()->click();  // the defaults
    QCOMPARE(form.request().strategies, std::vector<std::string>{"random"});
    QCOMPARE(form.request().seed, std::uint64_t{0});
  }

  /// What is kept stays, and the same question goes on there.
  void stoppedAndAskedOn() {
    Fixture f(40);
    f.open();
    QSignalSpy ended(&f.page().scoring(), &CaseScoring::ended);
    QMetaObject::Connection stopping;
    stopping = connect(&f.tracker(), &JobTracker::progressed, this,
                       [&](const QString& lane, const QString&, double fraction) {
                         if (lane != CaseScoring::lane || fraction <= 0) return;
                         disconnect(stopping);
                         f.page().list().askButton().click();
                       });
    f.ask({"fragile"});
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patience);
    QVERIFY(!f.page().scoring().isRunning());
    QVERIFY(f.page().list().askButton().text().contains("Ask"));
    QSignalSpy finished(&f.page().scoring(), &CaseScoring::finished);
    f.ask({"fragile"});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    const auto project = f.closed();
    QVERIFY(project.scores().casesWithoutScore("fragile").empty());
    QCOMPARE(project.scores().scores("fragile").size(), std::size_t{40});
  }

  void aNetworkThatChangedIsNotTaken() {
    Fixture f(2);
    f.open();
    test::writeTinyNetwork(f.network());
    QSignalSpy failed(&f.page().scoring(), &CaseScoring::failed);
    f.ask({});
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
    QVERIFY(failed[0][0].toString().contains("changed"));
    QVERIFY(!f.page().scoring().isRunning());
    QVERIFY(!f.strategy("entropy")->isEnabled());
  }

  void anotherProjectEndsTheAsking() {
    Fixture f(40), other(2);
    f.open();
    QSignalSpy ended(&f.page().scoring(), &CaseScoring::ended);
    f.ask({"fragile"});
    f.page().openProject(QString::fromStdString(other.place("chests.rhoproject").string()));
    QCOMPARE(ended.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(f.page().facts()->cases, 2, patience);
    QVERIFY(f.page().facts()->network.isEmpty());
  }

  void nothingIsTrainedWithoutLabels() {
    Fixture f(2);
    f.open();
    QSignalSpy wanted(&f.page(), &AnnotatePage::trainingWanted);
    makesATrainingSet(f, 50);
    QTRY_VERIFY_WITH_TIMEOUT(f.page().message().text().contains("No case"), patience);
    QVERIFY(wanted.isEmpty());
  }

  /// Labels, masks, a training by the real program, and the two networks side by side.
  void trainedAgainAndCompared() {
    if (!QFile::exists(RHO_PROGRAM)) QSKIP("rho is not built");
    Fixture f(48);
    f.label();
    f.open();
    TrainPage train(RHO_PROGRAM, &f.tracker());
    connect(&f.page(), &AnnotatePage::trainingWanted, &train, &TrainPage::propose);
    train.watcher().places().setRunsFolder(QString::fromStdString(f.place("runs").string()));
    train.form().setRunsFolder(train.watcher().places().runsFolder());
    train.resize(1200, 700);
    train.show();
    train.watch(20);
    makesATrainingSet(f, 40);
    auto* start = train.form().findChild<QPushButton*>();
    QTRY_VERIFY_WITH_TIMEOUT(train.form().editor().text().contains("chests"), patience);
    QVERIFY(train.form().editor().text().contains("exchange"));
    QVERIFY(train.form().findChild<QCheckBox*>("start")->isChecked());
    QVERIFY(train.form().findChild<QCheckBox*>("compare")->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
    start->click();
    const auto folder = train.watcher().places().runsFolder() + "/chests";
    const auto run = [&] { return train.watcher().run(folder); };
    QTRY_VERIFY_WITH_TIMEOUT(run() && (run()->comparison || run()->phase == RunPhase::failed),
                             patience);
    QCOMPARE(run()->reason, std::string());
    QCOMPARE(run()->phase, RunPhase::finished);
    const auto& comparison = *run()->comparison;
    QCOMPARE(comparison.before.name, std::string("before"));
    QCOMPARE(comparison.after.name, std::string("chests"));
    QVERIFY(comparison.before.sha256 != comparison.after.sha256);
    QVERIFY(comparison.images > 5 && comparison.images < 43);
    QCOMPARE(comparison.figures.size(), std::size_t{3});  // nothing is marked as evidence
    train.select(folder);
    auto& table = train.comparison().table();
    QTRY_COMPARE_WITH_TIMEOUT(table.rowCount(), 3, patience);
    QVERIFY(table.item(0, 3)->text().contains(" to "));
    QVERIFY(train.comparison().button().text().contains("again"));
  }

 private:
  static void makesATrainingSet(Fixture& f, int heldOut) {
    f.page().findChild<QAction*>("train")->trigger();
    auto* dialog = f.page().findChild<TrainingSetDialog*>();
    QVERIFY(dialog);
    auto* folder = dialog->findChild<QLineEdit*>("folder");
    QTRY_VERIFY_WITH_TIMEOUT(folder->text().endsWith("chests-training"), patience);
    dialog->findChild<QSpinBox*>("held out")->setValue(heldOut);
    dialog->accept();
  }

  QTemporaryDir m_folder;
};

QTEST_MAIN(TestAnnotateNetwork)
#include "tst_annotate_network.moc"
