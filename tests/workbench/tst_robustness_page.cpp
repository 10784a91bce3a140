// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tiny_network.h"

#include <QCheckBox>
#include <QFile>
#include <QImage>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/resources.h"
#include "widgets/accuracy_plot.h"
#include "widgets/confusion_view.h"
#include "widgets/message_bar.h"
#include "workbench/document/cases.h"
#include "workbench/document/document.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/robustness/fragile_list.h"
#include "workbench/robustness/measure_form.h"
#include "workbench/robustness/measure_job.h"
#include "workbench/robustness/network_choice.h"
#include "workbench/robustness/network_table.h"
#include "workbench/robustness/robustness_export.h"
#include "workbench/robustness/robustness_page.h"
#include "workbench/window/main_window.h"
#include "workbench/window/perspectives.h"

using namespace rho;
using namespace rho::workbench;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy
constexpr double infinite = std::numeric_limits<double>::infinity();
const QString phantoms = "phantom:nodule?count=60&seed=2";

QString nodule() {
  return QString::fromStdString(resourcePath("models/phantom-nodule.safetensors").string());
}

MeasureRequest requestFor(const QStringList& networks, const QString& data, int count) {
  MeasureRequest request;
  for (const auto& network : networks) request.networks.push_back(network.toStdString());
  request.data = data.toStdString();
  request.count = count;
  return request;
}

/// Six images of two classes, right but for one.
NetworkMeasurement madeUp() {
  NetworkMeasurement network;
  network.name = "made up";
  network.classNames = {"cat", "dog"};
  network.planned = 6;
  const double distances[] = {0.1, 0.2, 0.3, 0, infinite, 0.2};
  for (int i = 0; i < 6; ++i)
    network.images.push_back({i, i % 2, i == 3 ? 0 : i % 2, 0.9f, distances[i], {}});
  summarise(network);
  return network;
}

bool isMeasured(const RobustnessPage& page, std::size_t networks) {
  return page.networks().size() == networks &&
         std::all_of(page.networks().begin(), page.networks().end(), [](const auto& network) {
           return !network.failure.empty() || (network.planned > 0 && network.isDone());
         });
}

}  // namespace

class TestRobustnessPage : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("rhoscope");
    QCoreApplication::setApplicationName("tst_robustness_page");
    QVERIFY(m_folder.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    m_tiny = m_folder.filePath("tiny.safetensors");
    rho::test::writeTinyNetwork(m_tiny.toStdString());
    makeShapes();
  }

  void init() { QSettings().clear(); }

  void summarisesWhatWasMeasured() {
    const auto network = madeUp();
    QVERIFY(qAbs(network.accuracy - 5.0 / 6) < 1e-12);
    QVERIFY(network.attack && !network.betterThanRandom);
    QCOMPARE(network.attack->unchanged, 1);
    QCOMPARE(network.attack->median, 0.2);
    QCOMPARE(network.attack->rho, (std::vector<double>{0, 0.1, 0.2, 0.3}));
    QVERIFY(qAbs(network.attack->accuracy[2] - 2.0 / 6) < 1e-12);
    QVERIFY(*network.attack->low <= network.attack->area);
    QVERIFY(network.attack->area <= *network.attack->high);
    QCOMPARE(network.classes.size(), std::size_t{2});
    QVERIFY(qAbs(network.classes[1].accuracy - 2.0 / 3) < 1e-12);
    QVERIFY(qAbs(network.calibrationError - (0.9 - 5.0 / 6)) < 1e-6);
  }

  void listsFragileImagesAndFiltersThem() {
    FragileList list;
    const auto network = madeUp();
    std::vector<SampleImage> samples;
    for (int i = 0; i < 6; ++i)
      samples.push_back({"image-" + std::to_string(i), cv::Mat(4, 4, CV_8UC3, cv::Scalar(i))});
    list.show(network, samples);
    QCOMPARE(list.count(), 6);
    auto* view = list.findChild<QListView*>();
    const auto text = [&](int row) { return view->model()->index(row, 0).data().toString(); };
    QCOMPARE(text(0), "cat");                 // 0.1
    QCOMPARE(text(5), "dog, taken for cat");  // wrong from the start
    QSignalSpy chosen(&list, &FragileList::imageChosen);
    emit view->activated(view->model()->index(0, 0));
    QCOMPARE(chosen.takeFirst()[0].toString(), "image-0");
    list.setFilter(std::pair(1, 0));
    QCOMPARE(list.count(), 1);
    emit view->activated(view->model()->index(0, 0));
    QCOMPARE(chosen.takeFirst()[0].toString(), "image-3");
    list.setFilter(std::nullopt);
    QCOMPARE(list.count(), 6);
  }

  void saysWhatIsMissing() {
    JobTracker tracker;
    RobustnessPage page(tracker);
    page.show();
    auto* button = page.form().findChild<QPushButton*>();
    QVERIFY(!button->isEnabled());
    page.form().networks().add(m_tiny);
    QVERIFY(!button->isEnabled());  // no images
    page.form().setData(m_shapes);
    QVERIFY(button->isEnabled());
    page.form().setMeasures(false, false, false);
    QVERIFY(!button->isEnabled());
  }

  void networksOfInspectAreChosenUntilTheUserDecides() {
    NetworkChoice choice;
    choice.setOpen({m_tiny});
    QCOMPARE(choice.chosen(), QStringList{m_tiny});
    choice.setOpen({nodule()});
    QCOMPARE(choice.chosen(), QStringList{nodule()});
    choice.setChosen(nodule(), false);
    choice.setOpen({m_tiny, nodule()});
    QCOMPARE(choice.chosen(), QStringList{m_tiny});
  }

  void measuresAFolderOfClasses() {
    JobTracker tracker;
    RobustnessPage page(tracker);
    page.resize(1200, 700);
    page.show();
    page.form().networks().add(m_tiny);
    page.form().setData(m_shapes);
    page.form().setImages(0, 0, 1);
    page.form().measure();
    QTRY_VERIFY_WITH_TIMEOUT(isMeasured(page, 1) && !tracker.isBusy(), patience);
    const auto& network = page.networks()[0];
    QVERIFY2(network.failure.empty(), network.failure.c_str());
    QCOMPARE(network.images.size(), std::size_t{6});
    QCOMPARE(network.images[2].label, 0);  // "round": the classes are matched by name
    QCOMPARE(page.curves().curves().size(), std::size_t{2});
    QCOMPARE(page.images().count(), 6);
    QCOMPARE(page.table().rowCount(), 1);
    QCOMPARE(page.table().item(0, 1)->text(), "6");
    for (const auto* name : {"out.csv", "out.html", "out.png", "out.svg", "out.pdf"}) {
      const auto path = m_folder.filePath(name);
      page.exportTo(path);
      QTRY_VERIFY_WITH_TIMEOUT(!tracker.isBusy(), patience);
      QVERIFY2(QFileInfo(path).size() > 200, name);
    }
    QFile csv(m_folder.filePath("out.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count('\n'), 7);
  }

  void oneNetworkFailsAndTheOthersGoOn() {
    JobTracker tracker;
    RobustnessPage page(tracker);
    page.measure(requestFor({m_folder.filePath("missing.pt"), m_tiny, nodule()}, phantoms, 4));
    QTRY_VERIFY_WITH_TIMEOUT(isMeasured(page, 3) && !tracker.isBusy(), patience);
    QVERIFY(!page.networks()[0].failure.empty());
    QVERIFY(!page.networks()[1].failure.empty());  // the labels are not its classes
    QVERIFY(page.networks()[1].images.empty());
    QVERIFY2(page.networks()[2].failure.empty(), page.networks()[2].failure.c_str());
    QCOMPARE(page.networks()[2].images.size(), std::size_t{4});
    QVERIFY(page.table().item(0, 0)->text().contains("missing"));
    page.table().setCurrentCell(2, 0);
    QCOMPARE(page.images().count(), 4);
  }

  void badDataAreToldInPlace() {
    JobTracker tracker;
    RobustnessPage page(tracker);
    QSignalSpy failed(&tracker, &JobTracker::failed);
    page.measure(requestFor({m_tiny}, m_folder.filePath("nowhere"), 4));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
    QVERIFY(page.form().failure().contains("nowhere"));
    page.measure(requestFor({m_tiny}, m_tiny, 4));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, patience);
  }

  void whatIsDoneStaysWhenItIsStopped() {
    JobTracker tracker;
    RobustnessPage page(tracker);
    QSignalSpy cancelled(&tracker, &JobTracker::cancelled);
    auto request = requestFor({nodule()}, phantoms, 60);
    request.paperSearch = true;
    page.measure(request);
    QTRY_VERIFY_WITH_TIMEOUT(!page.networks().empty() && !page.networks()[0].images.empty(),
                             patience);
    page.stop();
    QTRY_COMPARE_WITH_TIMEOUT(cancelled.size(), 1, patience);
    const auto& network = page.networks()[0];
    QVERIFY(!network.isDone());
    QVERIFY(network.attack);
    QCOMPARE(page.images().count(), static_cast<int>(network.images.size()));
    QCOMPARE(page.table().item(0, 1)->text(), QString("%1 of 60").arg(network.images.size()));
  }

  void imagesOfDataSetsOpen() {
    const auto image = openCase(("data:" + phantoms + "#3").toStdString());
    QCOMPARE(image.info().label, std::optional<std::int64_t>(1));
    QVERIFY_EXCEPTION_THROWN(openCase(("data:" + phantoms + "#60").toStdString()), InvalidInput);
    QVERIFY_EXCEPTION_THROWN(openCase(("data:" + phantoms).toStdString()), UsageError);
  }

  void aFragileImageOpensInInspect() {
    MainWindow window;
    window.show();
    window.showRobustness();
    auto* page = window.findChild<RobustnessPage*>();
    page->measure(requestFor({nodule()}, phantoms, 4));
    window.findChild<Perspectives*>()->tabs()->setCurrentIndex(0);  // it goes on
    window.showRobustness();
    QTRY_VERIFY_WITH_TIMEOUT(isMeasured(*page, 1), patience);
    auto* list = page->images().findChild<QListView*>();
    list->setCurrentIndex(list->model()->index(0, 0));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    auto* document = window.findChild<Document*>();
    QTRY_VERIFY_WITH_TIMEOUT(document->workspace().currentCase.starts_with("data:phantom"),
                             patience);
    QCOMPARE(window.findChild<Perspectives*>()->currentIndex(), 0);
    QCOMPARE(window.findChild<widgets::MessageBar*>()->text(), QString());
  }

  void theWindowClosesInAJob() {
    MainWindow window;
    window.show();
    auto request = requestFor({nodule()}, phantoms, 60);
    request.paperSearch = true;
    auto* page = window.findChild<RobustnessPage*>();
    page->measure(request);
    QTRY_VERIFY_WITH_TIMEOUT(!page->networks().empty(), patience);
    window.close();
  }

 private:
  /// Two images of each class, as a folder.
  void makeShapes() {
    m_shapes = m_folder.filePath("shapes");
    int shade = 20;
    for (const auto* name : {"oval", "round", "square"})
      for (int i = 0; i < 2; ++i, shade += 30) {
        const auto folder = m_shapes + "/" + name;
        QVERIFY(QDir().mkpath(folder));
        QImage image(12, 12, QImage::Format_Grayscale8);
        image.fill(shade);
        QVERIFY(image.save(QString("%1/%2.png").arg(folder).arg(i)));
      }
  }

  QTemporaryDir m_folder;
  QString m_tiny, m_shapes;
};

QTEST_MAIN(TestRobustnessPage)
#include "tst_robustness_page.moc"
