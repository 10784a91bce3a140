// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <fstream>
#include <limits>

#include "base/error.h"
#include "base/resources.h"
#include "image/array.h"
#include "phantom/appearance_learner.h"
#include "phantom/appearance_model.h"
#include "phantom/chest_phantom.h"

using namespace rho;
using namespace rho::phantom;
namespace fs = std::filesystem;

namespace {

/// A model of the right shapes with two components and one group for each class.
AppearanceModel tinyModel() {
  constexpr int kPixels = AppearanceModel::side * AppearanceModel::side;
  cv::Mat components(2, kPixels, CV_8UC1, cv::Scalar(128));
  components.row(0).colRange(0, kPixels / 2).setTo(160);
  const int dimensions = 2 + 7;
  const auto one = [&](const std::string& name, float first) {
    cv::Mat means(1, dimensions, CV_32FC1, cv::Scalar(0));
    means.at<float>(0) = first;
    means.at<float>(7) = 0.5f;   // mean
    means.at<float>(8) = -1.6f;  // logarithm of the deviation
    return AppearanceClass{name, cv::Mat::ones(1, 1, CV_32FC1), means,
                           cv::Mat(cv::Mat::eye(dimensions, dimensions, CV_32FC1) * 0.05)};
  };
  return AppearanceModel(cv::Mat::zeros(1, kPixels, CV_32FC1), components,
                         cv::Mat(2, 1, CV_32FC1, cv::Scalar(0.02)), {one("A", -1), one("B", 1)});
}

AppearanceExamples phantomExamples(const std::string& name, bool nodule, std::size_t count) {
  return {name, count, [nodule](std::size_t i) {
            PhantomOptions options;
            options.nodule = nodule;
            options.contrast = 4;
            return makeChestPhantom(i, options).image;
          }};
}

double meanInMiddle(const image::Image& image) {
  const int n = image.width();
  return cv::mean(image.pixels()(cv::Rect(n / 5, n / 4, 3 * n / 5, n / 2)))[0];
}

/// How much darker the lungs are than the mediastinum.
double lungContrast(const image::Image& image) {
  const int n = image.width();
  const cv::Mat& p = image.pixels();
  const double lungs = 0.5 * (cv::mean(p(cv::Rect(n / 5, n / 3, n / 6, n / 3)))[0] +
                              cv::mean(p(cv::Rect(13 * n / 20, n / 3, n / 6, n / 3)))[0]);
  return cv::mean(p(cv::Rect(9 * n / 20, n / 3, n / 10, n / 3)))[0] - lungs;
}

}  // namespace

class TestAppearanceModel : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY(m_folder.isValid()); }

  void bundledFileIsSmall() {
    QVERIFY(fs::file_size(resourcePath("phantom/chest-appearance.npz")) <= 1500000);
    const AppearanceModel model = AppearanceModel::bundled();
    QCOMPARE(model.classNames(), (std::vector<std::string>{"NORMAL", "PNEUMONIA"}));
    QVERIFY(model.componentCount() >= 80);
  }

  void drawsAreDeterministicAndDiffer() {
    const AppearanceModel model = AppearanceModel::bundled();
    const cv::Mat a = model.draw("NORMAL", 1).pixels();
    QCOMPARE(cv::countNonZero(a != model.draw("NORMAL", 1).pixels()), 0);
    for (std::uint64_t seed = 2; seed < 12; ++seed)
      QVERIFY(cv::norm(a, model.draw("NORMAL", seed).pixels(), cv::NORM_L1) > 0.02 * a.total());
    QVERIFY(cv::norm(a, model.draw("PNEUMONIA", 1).pixels(), cv::NORM_L1) > 0.02 * a.total());
  }

  void drawsArePictures_data() {
    QTest::addColumn<int>("size");
    for (const int size : {32, 64, 100, 128, 224, 333}) QTest::addRow("%d", size) << size;
  }
  void drawsArePictures() {
    QFETCH(int, size);
    const image::Image image = AppearanceModel::bundled().draw("PNEUMONIA", 3, size);
    QCOMPARE(image.width(), size);
    QCOMPARE(image.height(), size);
    QCOMPARE(image.info().bitsStored, 8);
    QCOMPARE(image.info().label.value(), std::int64_t{1});
    double lowest, highest;
    cv::minMaxLoc(image.pixels(), &lowest, &highest);
    QVERIFY(lowest >= 0 && highest <= 1 && highest > lowest + 0.2);
  }

  /// Pneumonia clouds the lungs: a simple statistic tells the classes apart better than chance.
  void classesAreSeparable() {
    const AppearanceModel model = AppearanceModel::bundled();
    constexpr int kDraws = 60;
    std::vector<double> normal, pneumonia;
    for (int i = 0; i < kDraws; ++i) {
      normal.push_back(lungContrast(model.draw("NORMAL", 100 + i)));
      pneumonia.push_back(lungContrast(model.draw("PNEUMONIA", 100 + i)));
    }
    int right = 0;
    for (const double clear : normal)
      for (const double clouded : pneumonia) right += clear > clouded;
    const double area = static_cast<double>(right) / (kDraws * kDraws);
    QVERIFY2(area > 0.7, qPrintable(QString::number(area)));
  }

  void badDraws() {
    const AppearanceModel model = tinyModel();
    QVERIFY_THROWS_EXCEPTION(InvalidInput, model.draw("C", 1));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, model.draw("", 1));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, model.draw("A", 1, 31));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, model.draw("A", 1, 1025));
    try {
      model.draw("C", 1);
    } catch (const InvalidInput& error) {
      QVERIFY(QString(error.what()).contains("A, B"));
    }
  }

  void savedModelDrawsTheSame() {
    const fs::path file = path("tiny.npz");
    tinyModel().save(file);
    const AppearanceModel back = AppearanceModel::load(file);
    QCOMPARE(back.classNames(), (std::vector<std::string>{"A", "B"}));
    for (const std::string name : {"A", "B"})
      QCOMPARE(cv::countNonZero(back.draw(name, 7).pixels() != tinyModel().draw(name, 7).pixels()),
               0);
  }

  void missingFile() {
    QVERIFY_THROWS_EXCEPTION(MissingFile, AppearanceModel::load(path("nothing.npz")));
  }

  void truncatedFile() {
    const fs::path file = path("cut.npz");
    tinyModel().save(file);
    fs::resize_file(file, fs::file_size(file) / 2);
    QVERIFY_THROWS_EXCEPTION(Error, AppearanceModel::load(file));
  }

  void otherContent() {
    const fs::path file = path("text.npz");
    std::ofstream(file) << "this is no archive";
    QVERIFY_THROWS_EXCEPTION(Error, AppearanceModel::load(file));
  }

  void brokenArrays_data() {
    QTest::addColumn<QString>("array");
    QTest::addColumn<int>("damage");
    for (const char* array :
         {"mean", "components", "scales", "class_names", "weights_A", "means_A", "spread_B"})
      for (const int damage : {0, 1, 2})
        QTest::addRow("%s %d", array, damage) << QString(array) << damage;
    QTest::addRow("mean not a number") << QString("mean") << 3;
  }
  void brokenArrays() {
    QFETCH(QString, array);
    QFETCH(int, damage);
    const fs::path whole = path("whole.npz"), broken = path("broken.npz");
    tinyModel().save(whole);
    std::vector<image::NamedArray> arrays;
    for (const auto& name : image::npzNames(whole)) {
      image::NamedArray one{name, image::readNpz(whole, name)};
      if (name == array.toStdString()) {
        if (damage == 0) continue;  // missing
        const auto count = static_cast<std::size_t>(one.array.elementCount());
        const std::vector<double> doubles(count, 1.0);
        const std::vector<float> few(3, 1.0f), nan(count, std::numeric_limits<float>::quiet_NaN());
        if (damage == 1) one.array = image::Array::of<double>(doubles, one.array.shape);
        if (damage == 2) one.array = image::Array::of<float>(few, {3});
        if (damage == 3) one.array = image::Array::of<float>(nan, one.array.shape);
      }
      arrays.push_back(one);
    }
    image::writeNpz(broken, arrays);
    QVERIFY_THROWS_EXCEPTION(BrokenFile, AppearanceModel::load(broken));
  }

  void learnsFromPictures() {
    AppearanceOptions options;
    options.components = 6;
    options.groupsPerClass = 2;
    options.patientsPerGroup = 20;
    double last = -1;
    const JobContext job({}, [&](const Progress& p) {
      QVERIFY(p.fraction >= last);
      last = p.fraction;
    });
    const auto learn = [&] {
      return learnAppearance(
          {phantomExamples("clear", false, 40), phantomExamples("nodule", true, 40)}, options, job);
    };
    const AppearanceModel model = learn();
    QCOMPARE(last, 1.0);
    QCOMPARE(model.componentCount(), 6);
    const image::Image drawn = model.draw("clear", 1);
    QVERIFY(lungContrast(drawn) > 0.05);
    QVERIFY(meanInMiddle(drawn) > 0.2 && meanInMiddle(drawn) < 0.9);
    last = -1;
    QCOMPARE(cv::countNonZero(learn().draw("clear", 1).pixels() != drawn.pixels()), 0);
  }

  void learningRefuses_data() {
    QTest::addColumn<int>("components");
    QTest::addColumn<int>("patients");
    QTest::addColumn<int>("pictures");
    QTest::addColumn<double>("tails");
    QTest::newRow("no components") << 0 << 20 << 30 << 0.02;
    QTest::newRow("many components") << 251 << 20 << 30 << 0.02;
    QTest::newRow("single patients") << 5 << 1 << 30 << 0.02;
    QTest::newRow("few pictures") << 5 << 50 << 30 << 0.02;
    QTest::newRow("all is tail") << 5 << 20 << 30 << 0.5;
  }
  void learningRefuses() {
    QFETCH(int, components);
    QFETCH(int, patients);
    QFETCH(int, pictures);
    QFETCH(double, tails);
    AppearanceOptions options;
    options.components = components;
    options.patientsPerGroup = patients;
    options.clippedTails = tails;
    const auto examples = phantomExamples("clear", false, static_cast<std::size_t>(pictures));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, learnAppearance({examples}, options));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, learnAppearance({}));
  }

  void learningStops() {
    std::stop_source source;
    source.request_stop();
    AppearanceOptions options;
    options.patientsPerGroup = 20;
    QVERIFY_THROWS_EXCEPTION(Cancelled, learnAppearance({phantomExamples("clear", false, 30)},
                                                        options, JobContext(source.get_token())));
  }

 private:
  fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestAppearanceModel)
#include "tst_appearance_model.moc"
