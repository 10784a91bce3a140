// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "explain/cam.h"
#include "explain/layer_grid.h"
#include "explain_fixture.h"

using namespace rho;
using explain::asImage;
using explain::layerGrid;

namespace {

/// A layer of tokens: the class token first, then the patches of 4×4 pixels, which are their means
/// in each channel. Logit 0 is the sum of the patches of the lower right quarter.
class TokenNetwork : public model::SmallResNet {
 public:
  TokenNetwork() : SmallResNet({}, 1) {}
  Tapped tap(const torch::Tensor& x, const std::string&) override {
    const auto patches = at::avg_pool2d(x, 4, 4);
    const auto first = torch::ones({x.size(0), 1, x.size(1)});
    const auto tokens = torch::cat({first, patches.flatten(2).transpose(1, 2)}, 1);
    const auto rows = x.size(2) / 4, columns = x.size(3) / 4;
    const auto grid = tokens.narrow(1, 1, rows * columns).view({x.size(0), rows, columns, -1});
    const auto corner =
        grid.narrow(1, rows / 2, rows - rows / 2).narrow(2, columns / 2, columns - columns / 2);
    const auto logit = (corner * corner).sum({1, 2, 3});
    return {tokens, torch::stack({logit, -logit}, 1)};
  }
};

}  // namespace

class TestLayerGrid : public QObject {
  Q_OBJECT

 private slots:
  void knowsWhatLiesOverTheImage_data() {
    QTest::addColumn<QList<int>>("value");
    QTest::addColumn<QSize>("input");
    QTest::addColumn<QSize>("grid");  // columns × rows
    QTest::addColumn<int>("extra");
    const QSize square(224, 224), none(-1, -1);
    QTest::newRow("image") << QList<int>{1, 8, 3, 5} << square << QSize(5, 3) << -1;
    QTest::newRow("one place") << QList<int>{1, 8, 1, 1} << square << none << 0;
    QTest::newRow("class token") << QList<int>{2, 197, 768} << square << QSize(14, 14) << 1;
    QTest::newRow("patches alone") << QList<int>{2, 196, 768} << square << QSize(14, 14) << 0;
    QTest::newRow("distilled") << QList<int>{2, 198, 768} << square << QSize(14, 14) << 2;
    QTest::newRow("not square") << QList<int>{1, 33, 64} << QSize(128, 64) << QSize(8, 4) << 1;
    QTest::newRow("no grid") << QList<int>{1, 77, 64} << square << none << 0;
    QTest::newRow("class token alone") << QList<int>{1, 1, 64} << square << none << 0;
    QTest::newRow("vector") << QList<int>{1, 64} << square << none << 0;
  }
  void knowsWhatLiesOverTheImage() {
    QFETCH(QList<int>, value);
    QFETCH(QSize, input);
    QFETCH(QSize, grid);
    QFETCH(int, extra);
    const auto found =
        layerGrid(torch::zeros(std::vector<std::int64_t>(value.begin(), value.end())),
                  torch::zeros({1, 3, input.height(), input.width()}));
    QCOMPARE(found.has_value(), grid.isValid());
    if (!found) return;
    QCOMPARE(QSize(static_cast<int>(found->columns), static_cast<int>(found->rows)), grid);
    QCOMPARE(found->extraTokens, std::int64_t{extra});
  }

  void tokensKeepTheirPlaces() {
    const auto image = torch::arange(2 * 3 * 4, torch::kFloat32).view({1, 2, 3, 4});
    const auto tokens = torch::cat({torch::zeros({1, 1, 2}), image.flatten(2).transpose(1, 2)}, 1);
    QVERIFY(torch::equal(asImage(tokens, {3, 4, 1}), image));
    QVERIFY(torch::equal(asImage(image, {3, 4}), image));
  }

  /// Grad-CAM of a layer of tokens.
  void camOfTokens() {
    auto card = test::randomModel(16).card();
    card.mean = {0, 0, 0};
    card.standardDeviation = {1, 1, 1};
    card.classNames = {"corner", "others"};
    const model::Model model(card, std::make_shared<TokenNetwork>());
    const auto values = explain::camValues(model, torch::full({1, 3, 16, 16}, 0.5),
                                           torch::zeros({1}, torch::kInt64), "tokens",
                                           explain::CamWeights::gradCam);
    QCOMPARE(values.map.sizes().vec(), (std::vector<std::int64_t>{1, 4, 4}));
    QCOMPARE(values.gradient[0][0][0][0].item<float>(), 0.0F);
    QCOMPARE(values.gradient[0][0][3][3].item<float>(), 1.0F);
  }
};

QTEST_GUILESS_MAIN(TestLayerGrid)
#include "tst_layer_grid.moc"
