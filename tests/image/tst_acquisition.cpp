// SPDX-License-Identifier: Apache-2.0
#include "image/acquisition.h"

#include <QtTest>
#include <algorithm>

#include "image/read_image.h"
#include "testing/scratch.h"
#include "testing/shared.h"

using namespace rho::image;

namespace {

bool near(double a, double b, double tolerance = 1e-9) { return std::abs(a - b) <= tolerance; }

Acquisition twelveBits(bool inverted) {
  Acquisition acquisition;
  acquisition.valueAtBlack = inverted ? 4095 : 0;
  acquisition.valueAtWhite = inverted ? 0 : 4095;
  acquisition.isInverted = inverted;
  return acquisition;
}

const Acquisition& taken(const Image& image) { return *image.info().acquisition; }

}  // namespace

class TestAcquisition : public QObject {
  Q_OBJECT
 private slots:
  void valuesGoThereAndBack() {
    for (const bool inverted : {false, true}) {
      const auto acquisition = twelveBits(inverted);
      QVERIFY(near(acquisition.valueOf(0), inverted ? 4095 : 0));
      for (const double value : {0.0, 1.0, 1000.0, 4095.0})
        QVERIFY(near(acquisition.valueOf(acquisition.unitOf(value)), value));
    }
  }

  /// PS3.3, C.11.2.1.2.1: a LINEAR window of 0 to 4095 has center 2048 and width 4096.
  void windowsCountAsTheStandardDoes() {
    for (const bool inverted : {false, true}) {
      const auto acquisition = twelveBits(inverted);
      const auto whole = unitWindowOf(acquisition, {2048, 4096, WindowCurve::linear, {}});
      QVERIFY(near(whole.center, 0.5) && near(whole.width, 1));
      const auto exact = unitWindowOf(acquisition, {2047.5, 4095, WindowCurve::linearExact, {}});
      QVERIFY(near(exact.center, 0.5) && near(exact.width, 1));
      const auto sigmoid = unitWindowOf(acquisition, {2047.5, 4095, WindowCurve::sigmoid, {}});
      QVERIFY(sigmoid.isSigmoid && near(sigmoid.center, 0.5) && near(sigmoid.width, 1));
    }
  }

  void windowsComeBackWithTheirNumbers() {
    for (const bool inverted : {false, true})
      for (const auto curve :
           {WindowCurve::linear, WindowCurve::linearExact, WindowCurve::sigmoid}) {
        const auto acquisition = twelveBits(inverted);
        const auto unit = unitWindowOf(acquisition, {40, 400, curve, {}});
        const auto back = valueWindowOf(acquisition, unit, curve);
        QVERIFY(near(back.center, 40) && near(back.width, 400));
      }
  }

  void jsrtHasItsMillimetres() {
    const rho::test::Scratch scratch;
    const auto path =
        scratch.write("JPCLN001.IMG", std::string(std::size_t{2} * 2048 * 2048, '\0'));
    const auto image = readImage(path.string());
    const auto& spacing = taken(image).spacing;
    QVERIFY(spacing && spacing->basis == SpacingBasis::nominal);
    QVERIFY(near(spacing->row, 0.175) && near(spacing->column, 0.175));
    // The stored 0 is white.
    QVERIFY(near(static_cast<double>(image.pixels().at<float>(0, 0)), 1));
    QVERIFY(near(taken(image).valueOf(1), 0));
  }

#ifdef RHO_HAS_DICOM
  void realFiles_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("modality");
    QTest::addColumn<int>("frames");
    QTest::addColumn<int>("vois");
    QTest::addColumn<QString>("unit");
    QTest::newRow("CT") << "dicom/693_UNCI.dcm"
                        << "CT" << 1 << 1 << "HU";
    QTest::newRow("radiograph") << "dicom/RG3_J2KI.dcm"
                                << "CR" << 1 << 1 << "";
    QTest::newRow("frames") << "dicom/emri_small_RLE.dcm"
                            << "MR" << 10 << 0 << "";
  }
  void realFiles() {
    QFETCH(QString, file);
    QFETCH(QString, modality);
    QFETCH(int, frames);
    QFETCH(int, vois);
    QFETCH(QString, unit);
    const auto path = rho::test::sharedPath("data/" + file.toStdString());
    if (path.empty()) QSKIP(qPrintable("needs the reference file data/" + file));
    const auto image = readImage(path.string());
    QVERIFY(image.info().acquisition);
    const auto& a = taken(image);
    QCOMPARE(QString::fromStdString(a.modality), modality);
    QCOMPARE(a.frames, frames);
    QVERIFY2(static_cast<int>(a.vois.size()) >= vois, qPrintable(QString::number(a.vois.size())));
    QCOMPARE(QString::fromStdString(a.unit), unit);
    // The ends of the image's values are the ends of what the bits can hold.
    double low = 0, high = 0;
    cv::minMaxLoc(image.pixels(), &low, &high);
    QVERIFY(low >= 0 && high <= 1);
    QVERIFY(a.valueAtBlack != a.valueAtWhite);
  }

  void anotherFrameSaysWhichItIs() {
    RHO_SHARED_OR_SKIP(path, "data/dicom/emri_small_RLE.dcm");
    const auto image = readImage(path.string() + "#3");
    QCOMPARE(taken(image).frame, 3);
    QCOMPARE(taken(image).frames, 10);
  }

  /// A VOI LUT arrives as brightness over the image's values, rising with them.
  void aTableIsAskedAtEveryValue() {
    RHO_SHARED_OR_SKIP(path, "data/dicom/vlut_04.dcm");
    const auto image = readImage(path.string());
    const ValueTable* table = nullptr;
    for (const auto& voi : taken(image).vois)
      if (const auto* found = std::get_if<ValueTable>(&voi)) table = found;
    QVERIFY(table);
    QCOMPARE(table->brightness.size(), std::size_t{65536});
    QVERIFY(table->low < table->high);
    const auto [least, most] =
        std::minmax_element(table->brightness.begin(), table->brightness.end());
    QVERIFY(*least >= 0 && *most <= 1 && *least < *most);
  }
#endif
};

QTEST_APPLESS_MAIN(TestAcquisition)
#include "tst_acquisition.moc"
