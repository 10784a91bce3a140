// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <set>

#include "image/array.h"
#include "image/read_image.h"
#include "image/superpixels.h"
#include "testing/scratch.h"
#include "testing/shared.h"

using namespace rho::image;
using rho::test::failureOf;

namespace {

/// A disc on a gradient, slightly coloured.
Image picture(int side, int channels) {
  cv::Mat pixels(side, side, CV_32FC(channels));
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      const bool inside = std::hypot(x - side / 2.0, y - side / 2.5) < side / 4.0;
      for (int c = 0; c < channels; ++c)
        pixels.ptr<float>(y)[x * channels + c] =
            (inside ? 0.7F : 0.2F) + 0.2F * static_cast<float>(x) / static_cast<float>(side) +
            0.03F * static_cast<float>(c);
    }
  return Image(pixels, {});
}

}  // namespace

class TestSuperpixels : public QObject {
  Q_OBJECT

 private slots:
  void contract_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("channels");
    for (const auto& name : superpixelMethods())
      for (const int channels : {1, 3})
        QTest::addRow("%s, %d channels", name.c_str(), channels)
            << QString::fromStdString(name) << channels;
  }
  /// Every method: labels from 0 to n-1 without gaps, the same for the same input.
  void contract() {
    QFETCH(QString, method);
    QFETCH(int, channels);
    const Image image = picture(48, channels);
    const auto first = segment(image, {.method = method.toStdString()});
    const auto again = segment(image, {.method = method.toStdString()});
    QCOMPARE(first.labels.type(), CV_32SC1);
    QCOMPARE(first.labels.size(), cv::Size(48, 48));
    const std::set<int> used(first.labels.begin<int>(), first.labels.end<int>());
    QCOMPARE(static_cast<int>(used.size()), first.count);
    QCOMPARE(*used.begin(), 0);
    QCOMPARE(*used.rbegin(), first.count - 1);
    QCOMPARE(cv::norm(first.labels, again.labels, cv::NORM_INF), 0.0);
  }

  void numbersFitTheImage() {
    QCOMPARE(suggestedSegments({32, 32}), 30);
    QCOMPARE(suggestedSegments({224, 224}), 60);
    QCOMPARE(suggestedSegments({1, 1}), 9);
    for (const int side : {32, 224}) {
      const auto found = segment(picture(side, 3));
      const int wanted = suggestedSegments({side, side});
      QVERIFY2(std::abs(found.count - wanted) <= wanted / 4,
               qPrintable(QString::number(found.count)));
    }
    QCOMPARE(segment(picture(32, 1), {.method = "grid", .segments = 16}).count, 16);
    QCOMPARE(segment(picture(2, 1)).labels.size(), cv::Size(2, 2));
  }

  void badInput() {
    QCOMPARE(failureOf([] { segment(picture(8, 1), {.method = "watershed"}); }).code, 2);
    QCOMPARE(failureOf([] { segment(picture(8, 1), {.segments = -1}); }).code, 7);
    QCOMPARE(
        failureOf([] { segment(picture(8, 1), {.method = "quickshift", .kernelSize = 0}); }).code,
        7);
    QCOMPARE(failureOf([] { segment(Image()); }).code, 7);
  }

  /// scikit-image's segments, up to their numbers.
  void quickshiftIsScikitImages() {
    RHO_SHARED_OR_SKIP(golden, "golden/lime.npz");
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    for (int item = 0; item < 3; ++item) {
      const auto name = std::to_string(item);
      const auto expected =
          readNpz(golden, "all/" + name + "/quickshift_segments").as<std::int64_t>();
      const auto found =
          segment(readImage(images.string() + ":test_images#" + name), {.method = "quickshift"});
      std::set<std::pair<std::int64_t, int>> pairs;
      for (int i = 0; i < 1024; ++i)
        pairs.emplace(expected[static_cast<std::size_t>(i)], found.labels.at<int>(i / 32, i % 32));
      QCOMPARE(static_cast<int>(pairs.size()), found.count);
      QCOMPARE(found.count,
               static_cast<int>(std::set<std::int64_t>(expected.begin(), expected.end()).size()));
    }
  }
};

QTEST_GUILESS_MAIN(TestSuperpixels)
#include "tst_superpixels.moc"
