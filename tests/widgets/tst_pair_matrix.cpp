// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pair_matrix.h"

#include <QtTest>
#include <algorithm>
#include <set>

using namespace rho::widgets;

class TestPairMatrix : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatANumberIs() {
    PairMatrix matrix;
    matrix.setMeasures("correlation", "overlap");
    matrix.setPairs({"LIME", "Grad-CAM", "AE"}, {{0, 1, 0.812, 0.25}, {1, 2, -0.1, 0}});
    QCOMPARE(matrix.textAt(0, 1), "LIME – Grad-CAM: correlation 0.81");
    QCOMPARE(matrix.textAt(1, 0), "Grad-CAM – LIME: overlap 0.25");
    QCOMPARE(matrix.textAt(1, 2), "Grad-CAM – AE: correlation -0.10");
    QCOMPARE(matrix.textAt(1, 1), QString());
    QCOMPARE(matrix.textAt(0, 2), QString());  // nobody compared them
    QVERIFY(matrix.accessibleDescription().contains("overlap 0.25"));
  }

  /// More alike is darker or lighter than the window's colour, in proportion.
  void coloursFollowTheNumbers() {
    PairMatrix matrix;
    matrix.setPairs({"a", "b"}, {{0, 1, 1, 0}});
    matrix.resize(matrix.sizeHint());
    const QImage picture = matrix.grab().toImage();
    const auto colours = [&](int line) {
      std::set<QRgb> seen;
      for (int x = 0; x < picture.width(); ++x) seen.insert(picture.pixel(x, line));
      return seen;
    };
    const auto line = picture.height() / 3;
    const auto first = colours(line + 3), second = colours(2 * line + 3);
    const auto window = matrix.palette().color(QPalette::Window).rgb();
    QVERIFY(std::any_of(first.begin(), first.end(), [&](QRgb c) {
      return qAbs(qRed(c) - qRed(window)) + qAbs(qBlue(c) - qBlue(window)) > 40 &&
             !second.contains(c);
    }));
  }

  void growsWithItsNames() {
    PairMatrix matrix;
    matrix.setPairs({"a", "b"}, {});
    const auto small = matrix.sizeHint();
    matrix.setPairs({"a", "b", "c"}, {});
    QVERIFY(matrix.sizeHint().height() > small.height());
    QVERIFY(matrix.sizeHint().width() > small.width());
  }
};

QTEST_MAIN(TestPairMatrix)
#include "tst_pair_matrix.moc"
