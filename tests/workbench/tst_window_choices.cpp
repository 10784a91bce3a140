// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/window_choices.h"

#include <QtTest>

#include "workbench/desk/measurement_texts.h"
#include "workbench/inspect/pictures.h"

using namespace rho::workbench;
using namespace rho::image;
using rho::widgets::PictureOrigin;

namespace {

std::shared_ptr<Acquisition> twelveBits(const std::string& unit) {
  auto acquisition = std::make_shared<Acquisition>();
  acquisition->valueAtBlack = unit == "HU" ? -1024 : 0;
  acquisition->valueAtWhite = acquisition->valueAtBlack + 4095;
  acquisition->unit = unit;
  return acquisition;
}

PictureOrigin originFor(std::shared_ptr<const Acquisition> acquisition) {
  PictureOrigin origin;
  origin.size = {4, 4};
  origin.acquisition = std::move(acquisition);
  return origin;
}

QStringList namesOf(const PictureOrigin& origin) {
  QStringList names;
  for (const auto& choice : windowChoices(origin)) names << choice.name;
  return names;
}

/// Grey values, 20 columns wide.
Image imageOf(std::shared_ptr<const Acquisition> acquisition, int bits = 12) {
  cv::Mat pixels(100, 20, CV_32F);
  for (int i = 0; i < 2000; ++i)
    pixels.at<float>(i / 20, i % 20) = static_cast<float>(0.25 + 0.5 * i / 1999);
  pixels.at<float>(0, 0) = 0;  // one hot and one cold pixel: less than 0.1 % each
  pixels.at<float>(99, 19) = 1;
  ImageInfo info;
  info.bitsStored = bits;
  info.acquisition = std::move(acquisition);
  return {pixels, info};
}

}  // namespace

class TestWindowChoices : public QObject {
  Q_OBJECT
 private slots:
  void theFilesOwnComeFirst() {
    auto acquisition = twelveBits("HU");
    acquisition->vois = {ValueWindow{40, 400, {}, "SOFT"}, ValueWindow{300, 1500, {}, {}},
                         ValueTable{{0, 1}, 0, 1, "CURVED"}};
    QCOMPARE(namesOf(originFor(acquisition)),
             (QStringList{QString::fromUtf8("SOFT: C 40 · W 400"),
                          QString::fromUtf8("File: C 300 · W 1500"), "CURVED", "Full range", "Lung",
                          "Bone", "Soft tissue", "Brain"}));
  }

  void thereAreNoMoreThanDigits() {
    auto acquisition = twelveBits("HU");
    acquisition->vois.assign(30, ValueWindow{40, 400, {}, "SOFT"});
    QVERIFY(windowChoices(originFor(acquisition)).size() <= mostWindowChoices);
  }

  void othersGetPartsOfTheirRange() {
    QCOMPARE(namesOf({}), (QStringList{"Full range", "Dark half", "Middle", "Bright half"}));
    QVERIFY(!namesOf(originFor(twelveBits(""))).contains("Lung"));
  }

  void hounsfieldUnitsAreMeant() {
    const auto acquisition = twelveBits("HU");
    const auto origin = originFor(acquisition);
    for (const auto& choice : windowChoices(origin)) {
      if (choice.name != "Brain") continue;
      const auto view = choice.applied({}, origin);
      const auto window = valueWindowOf(*acquisition, {view.windowCenter, view.windowWidth, false});
      QVERIFY(std::abs(window.center - 40) < 1e-9 && std::abs(window.width - 80) < 1e-9);
      return;
    }
    QFAIL("no brain window");
  }

  void theFirstWindowLeavesTheTails() {
    const auto image = imageOf(twelveBits(""));
    const auto origin = originOf(image, pictureOf(image));
    QVERIFY(std::abs(origin->first.center - 0.5) < 0.001);
    QVERIFY(std::abs(origin->first.width - 0.5) < 0.002);
    QCOMPARE(namesOf(*origin).front(), "Range of the picture");
  }

  void ordinaryPicturesAreShownAsTheyAre() {
    const auto image = imageOf(nullptr, 8);
    QCOMPARE(originOf(image, pictureOf(image))->first, UnitWindow());
    const auto deep = imageOf(nullptr, 16);
    QVERIFY(originOf(deep, pictureOf(deep))->first.width < 0.6);
  }

  void oneValueHasNoRange() {
    const Image flat(cv::Mat(8, 8, CV_32F, cv::Scalar(0.3)), {});
    ImageInfo info;
    info.acquisition = twelveBits("");
    const Image image(flat.pixels(), info);
    QCOMPARE(originOf(image, pictureOf(image))->first, UnitWindow());
  }

  void picturesKeepTheirProportions() {
    auto acquisition = twelveBits("");
    acquisition->spacing = PixelSpacing{0.5, 1, {}, {}, {}};
    QCOMPARE(aspectRatioOf(imageOf(acquisition)), 0.4);  // 20 columns of 1 mm, 100 rows of 0.5
    QCOMPARE(aspectRatioOf(imageOf(nullptr)), 0.2);
  }

  void measurementsSayWhatTheyAreWorth_data() {
    QTest::addColumn<int>("basis");
    QTest::addColumn<QString>("text");
    QTest::newRow("calibrated") << static_cast<int>(SpacingBasis::calibrated)
                                << "5.0 mm (calibrated)";
    QTest::newRow("detector") << static_cast<int>(SpacingBasis::atDetector)
                              << "5.0 mm (at detector)";
    QTest::newRow("nominal") << static_cast<int>(SpacingBasis::nominal) << "5.0 mm (nominal)";
    QTest::newRow("unknown") << static_cast<int>(SpacingBasis::unknown) << "5.0 mm (basis unknown)";
    QTest::newRow("none") << -1 << "10.0 px";
  }
  void measurementsSayWhatTheyAreWorth() {
    QFETCH(int, basis);
    QFETCH(QString, text);
    auto acquisition = twelveBits("");
    if (basis >= 0)
      acquisition->spacing = PixelSpacing{0.5, 0.5, static_cast<SpacingBasis>(basis), {}, {}};
    const Measurement length{MeasurementKind::length, {{2, 3}, {12, 3}}};
    QCOMPARE(measurementText(imageOf(acquisition), length), text);
    QCOMPARE(measurementText(imageOf(nullptr), length), "10.0 px");
  }

  /// Values are the file's: of an inverted picture the brightest has the least.
  void regionsSpeakInTheFilesUnit() {
    auto acquisition = twelveBits("HU");
    std::swap(acquisition->valueAtBlack, acquisition->valueAtWhite);
    ImageInfo info;
    info.acquisition = acquisition;
    const Image bright(cv::Mat(4, 4, CV_32F, cv::Scalar(1)), info);
    const Measurement region{MeasurementKind::rectangle, {{0, 0}, {4, 4}}};
    const auto text = measurementText(bright, region);
    QVERIFY2(text.startsWith(QString::fromUtf8("mean -1024 ± 0 HU")), qPrintable(text));
    QVERIFY2(text.endsWith(QString::fromUtf8("16.0 px²")), qPrintable(text));
  }
};

QTEST_APPLESS_MAIN(TestWindowChoices)
#include "tst_window_choices.moc"
