// SPDX-License-Identifier: Apache-2.0
#include "flagging/case_scores.h"

#include <QtTest>
#include <cmath>

#include "annotation/strategy.h"
#include "base/error.h"
#include "flagging/bald.h"
#include "trust/pixel_model.h"

using namespace rho;

namespace {

bool close(double found, double expected, double tolerance = 1e-6) {
  const bool fits = std::abs(found - expected) <= tolerance;
  if (!fits) qWarning("found %.9f, expected %.9f", found, expected);
  return fits;
}

image::Image grey(float value) {
  return image::Image(cv::Mat(4, 4, CV_32FC1, cv::Scalar(value)), {});
}

/// The upper rows may hold evidence.
image::Image upper(int rows) {
  cv::Mat mask = cv::Mat::zeros(4, 4, CV_32FC1);
  mask.rowRange(0, rows).setTo(1);
  return image::Image(mask, {});
}

}  // namespace

class TestCaseScores : public QObject {
  Q_OBJECT

 private slots:
  void mutualInformationIsKnown_data() {
    QTest::addColumn<QList<float>>("confidences");
    QTest::addColumn<bool>("multi");
    QTest::addColumn<double>("expected");
    QTest::newRow("all agree") << QList<float>{0.9f, 0.1f, 0.9f, 0.1f} << false << 0.0;
    QTest::newRow("unsure alike") << QList<float>{0.5f, 0.5f, 0.5f, 0.5f} << false << 0.0;
    QTest::newRow("opposite") << QList<float>{1, 0, 0, 1} << false << std::log(2);
    // H(0.6, 0.4) - (H(0.8, 0.2) + H(0.4, 0.6)) / 2
    QTest::newRow("between") << QList<float>{0.8f, 0.2f, 0.4f, 0.6f} << false << 0.0863046;
    QTest::newRow("labels of their own") << QList<float>{1, 1, 0, 1} << true << std::log(2) / 2;
  }
  void mutualInformationIsKnown() {
    QFETCH(QList<float>, confidences);
    QFETCH(bool, multi);
    QFETCH(double, expected);
    const auto passes = torch::tensor(std::vector<float>(confidences.begin(), confidences.end()));
    const double found = flagging::mutualInformation(
        passes.view({2, 2}), multi ? model::Task::multiLabel : model::Task::singleLabel);
    QVERIFY(close(found, expected));
  }

  /// The network decides by mean brightness, so that everything about it is known.
  void scoresAreKnown() {
    const auto model = test::pixelModel();
    const flagging::ScoreRequest request{
        .strategies = {"bald", "fragile", "wrong-evidence", "disagreement"},
        .methods = {"saliency", "input-x-gradient"},
        .seed = 3};
    const auto found = flagging::scoresOf(model, grey(0.6f), upper(1), request);
    QVERIFY(close(found.confidences.at(0), 1 / (1 + std::exp(-0.2))));
    QCOMPARE(found.embedding.size(), std::size_t{2});
    QVERIFY(close(found.embedding[0], 0.6) && close(found.embedding[1], 0));
    QVERIFY(close(found.scores.at("fragile"), -0.1, 1e-3));
    // All pixels count the same: three of four rows are outside, and both methods say so.
    QVERIFY(close(found.scores.at("wrong-evidence"), 0.75));
    QVERIFY(close(found.scores.at("disagreement"), 0));
    QVERIFY(found.scores.at("bald") > 0);
    QCOMPARE(flagging::scoresOf(model, grey(0.6f), upper(1), request).scores, found.scores);
  }

  void nearerToTheBoundaryIsServedEarlier() {
    const auto model = test::pixelModel();
    const flagging::ScoreRequest request{.strategies = {"fragile"}};
    const auto of = [&](float value) {
      return flagging::scoresOf(model, grey(value), {}, request).scores.at("fragile");
    };
    QVERIFY(of(0.52f) > of(0.7f));
  }

  void withoutAMaskThereIsNoWrongEvidence() {
    const auto found =
        flagging::scoresOf(test::pixelModel(), grey(0.6f), {}, {.strategies = {"wrong-evidence"}});
    QVERIFY(found.scores.empty());
  }

  /// The queue knows every strategy that is scored here.
  void strategiesAreTheQueues() {
    for (const auto& id : {"bald", "fragile", "wrong-evidence", "disagreement"})
      QVERIFY(annotation::strategyNamed(id).ofProbabilities == nullptr);
  }

  void mistakesAreNamed_data() {
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("maskRows");
    QTest::addColumn<QString>("says");
    QTest::newRow("of confidences") << "entropy"
                                    << "saliency" << 1 << "entropy";
    QTest::newRow("no such method") << "disagreement"
                                    << "nonsense" << 1 << "nonsense";
    QTest::newRow("one method") << "disagreement"
                                << "saliency" << 1 << "at least 2";
    QTest::newRow("everything allowed") << "wrong-evidence"
                                        << "saliency" << 4 << "everything";
    QTest::newRow("nothing allowed") << "wrong-evidence"
                                     << "saliency" << 0 << "nothing";
  }
  void mistakesAreNamed() {
    QFETCH(QString, strategy);
    QFETCH(QString, method);
    QFETCH(int, maskRows);
    QFETCH(QString, says);
    try {
      flagging::scoresOf(
          test::pixelModel(), grey(0.6f), upper(maskRows),
          {.strategies = {strategy.toStdString()}, .methods = {method.toStdString()}});
      QFAIL("nothing was thrown");
    } catch (const InvalidInput& error) {
      QVERIFY2(QString(error.what()).contains(says), error.what());
    }
  }
};

QTEST_GUILESS_MAIN(TestCaseScores)
#include "tst_case_scores.moc"
