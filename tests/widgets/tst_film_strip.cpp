// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/film_strip.h"

#include <QSignalSpy>
#include <QtTest>

using rho::widgets::FilmStrip;

namespace {

std::vector<rho::widgets::FilmFrame> threeFrames() {
  QImage picture(4, 4, QImage::Format_RGB888);
  picture.fill(Qt::red);
  return {{0.0, picture}, {0.1, picture}, {0.2, {}}};
}

}  // namespace

class TestFilmStrip : public QObject {
  Q_OBJECT
 private slots:
  void framesTheNearest() {
    FilmStrip strip;
    QCOMPARE(strip.currentFrame(), -1);
    strip.setFrames(threeFrames());
    strip.setRho(0.14);
    QCOMPARE(strip.currentFrame(), 1);
    strip.setRho(0.16);
    QCOMPARE(strip.currentFrame(), 2);
  }

  void clickPicks() {
    FilmStrip strip;
    strip.resize(300, 60);
    strip.setFrames(threeFrames());
    QSignalSpy picked(&strip, &FilmStrip::rhoPicked);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(150, 30));
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].toDouble(), 0.1);
  }

  void keysPickAndStopAtTheEnds() {
    FilmStrip strip;
    strip.setFrames(threeFrames());
    QSignalSpy picked(&strip, &FilmStrip::rhoPicked);
    QTest::keyClick(&strip, Qt::Key_End);
    QTest::keyClick(&strip, Qt::Key_Right);
    QTest::keyClick(&strip, Qt::Key_Left);
    QCOMPARE(picked.size(), 3);
    QCOMPARE(picked[1][0].toDouble(), 0.2);
    QCOMPARE(picked[2][0].toDouble(), 0.1);
  }

  void emptyStripIgnoresInput() {
    FilmStrip strip;
    strip.resize(300, 60);
    QSignalSpy picked(&strip, &FilmStrip::rhoPicked);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(150, 30));
    QTest::keyClick(&strip, Qt::Key_Right);
    strip.grab();
    QVERIFY(picked.isEmpty());
  }

  void drawsAMissingPictureAsAPlaceholder() {
    FilmStrip strip;
    strip.resize(300, 60);
    strip.setFrames(threeFrames());
    const QImage drawn = strip.grab().toImage();
    QCOMPARE(drawn.pixelColor(150, 30), QColor(Qt::red));
    QCOMPARE(drawn.pixelColor(250, 30), strip.palette().color(QPalette::AlternateBase));
  }
};

QTEST_MAIN(TestFilmStrip)
#include "tst_film_strip.moc"
