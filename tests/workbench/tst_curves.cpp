// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tiny_network.h"

#include <QtTest>
#include <set>

#include "testing/scratch.h"
#include "workbench/inspect/curves.h"
#include "workbench/report/curve_export.h"

using namespace rho;
using namespace rho::workbench;
using test::contentOf;
using test::failureOf;
using test::Scratch;

namespace {

/// Three classes; class 1 is explained, at ρ 0.1 and 0.2 in both directions.
Inspection sweptRow(const std::shared_ptr<const Analysis>& network) {
  Inspection row;
  row.network = network;
  row.confidences = {0.5F, 0.3F, 0.2F};
  row.target = 1;
  const auto add = [&](Direction direction, double rho, std::vector<float> confidences) {
    Frame frame;
    frame.direction = direction;
    frame.rho = frame.rhoReached = rho;
    frame.confidences = std::move(confidences);
    row.addFrame(frame);
  };
  add(Direction::raise, 0.1, {0.3F, 0.6F, 0.1F});
  add(Direction::raise, 0.2, {0.1F, 0.8F, 0.1F});
  add(Direction::lower, 0.1, {0.7F, 0.2F, 0.1F});
  add(Direction::lower, 0.2, {0.85F, 0.1F, 0.05F});
  return row;
}

CurvePage pageOf() {
  CurvePage page;
  page.caseName = "a case";
  page.networkName = "a network";
  page.target = "cat, \"big\"";
  page.curves.curves = {{"dog", 0, false, false, {{0, 0.5}, {0.1, 0.25}}},
                        {page.target, 1, true, true, {{0, 0.3}, {0.1, 0.125}}}};
  page.curves.chance = 0.5;
  return page;
}

}  // namespace

class TestCurves : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    const auto file = m_scratch / "tiny.safetensors";
    test::writeTinyNetwork(file);
    m_network = std::make_shared<const Analysis>(file);
  }

  void everyClassHasACurveOfEachDirection() {
    const auto curves = curvesOf(sweptRow(m_network));
    QCOMPARE(curves.size(), std::size_t{6});
    std::set<std::pair<int, bool>> seen;
    for (const auto& curve : curves) {
      seen.insert({curve.classIndex, curve.lowering});
      QCOMPARE(curve.rho, (std::vector<double>{0, 0.1, 0.2}));
      QCOMPARE(curve.isTarget, curve.classIndex == 1);
    }
    QCOMPARE(seen.size(), std::size_t{6});
    // On top: the class that is explained.
    QVERIFY(curves[4].isTarget && curves[5].isTarget && !curves[5].lowering);
    QCOMPARE(curves[5].confidence.back(), static_cast<double>(0.8F));
    QCOMPARE(curves[4].confidence.back(), static_cast<double>(0.1F));
  }

  void theLegendNamesEachClassOnce() {
    const auto entries = legendOf(sweptRow(m_network));
    QCOMPARE(entries.size(), std::size_t{4});
    QVERIFY(entries[0].strong && !entries[0].dashed && entries[1].dashed);
    QVERIFY(!entries[2].strong && !entries[2].dashed);
    QVERIFY(notesOf(sweptRow(m_network)).join(' ').contains("dashed"));
  }

  void nothingIsDrawnBeforeThePrediction() {
    Inspection row;
    QVERIFY(curvesOf(row).empty() && legendOf(row).empty() && notesOf(row).isEmpty());
  }

  void exportsPagesAndATable() {
    for (const char* ending : {".png", ".svg", ".pdf"}) {
      const auto file = (m_scratch / (std::string("curves") + ending));
      exportCurves(pageOf(), file);
      QVERIFY(contentOf(file).size() > 1000);
    }
    QVERIFY(contentOf(m_scratch / "curves.svg").find("a network") != std::string::npos);
    const auto table = m_scratch / "curves.csv";
    exportCurves(pageOf(), table);
    QCOMPARE(contentOf(table), std::string("class,direction,rho,confidence\r\n"
                                           "\"dog\",raise,0,0.5\r\n"
                                           "\"dog\",raise,0.1,0.25\r\n"
                                           "\"cat, \"\"big\"\"\",lower,0,0.3\r\n"
                                           "\"cat, \"\"big\"\"\",lower,0.1,0.125\r\n"));
  }

  void refusesWhatCannotBeExported() {
    const auto says = [](const test::Failure& failure, const char* text) {
      return failure.message.find(text) != std::string::npos;
    };
    const auto none = failureOf([&] { exportCurves({}, m_scratch / "none.png"); });
    QVERIFY(says(none, "no curves yet"));
    const auto other = failureOf([&] { exportCurves(pageOf(), m_scratch / "curves.gif"); });
    QVERIFY(says(other, ".png, .svg or .pdf"));
    QCOMPARE(m_scratch.fileCount(), 5);  // the network and the pages of the test before
  }

 private:
  Scratch m_scratch;
  std::shared_ptr<const Analysis> m_network;
};

QTEST_MAIN(TestCurves)
#include "tst_curves.moc"
