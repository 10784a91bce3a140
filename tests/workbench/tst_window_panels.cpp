// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window/panels.h"

#include <QAction>
#include <QMenu>
#include <QTabBar>
#include <QtTest>

#include "workbench/document/document.h"
#include "workbench/window/perspectives.h"

using namespace rho::workbench;

namespace {

struct Fixture {
  QWidget window;
  QWidget cases{&window}, sweep{&window}, network{&window};
  Document document;
  Panels panels{document, cases, sweep, network};
  QMenu menu;

  Fixture() {
    panels.addTo(menu);
    panels.fit({1400, 900});
  }
  QAction& action(int index) { return *menu.actions().at(index); }
  bool sees(const QWidget& widget) const { return !widget.isHidden(); }
};

enum { casesAction, networkAction, sweepAction };

}  // namespace

class TestWindowPanels : public QObject {
  Q_OBJECT
 private slots:
  void hidingIsPartOfTheWorkspaceAndUndone() {
    Fixture f;
    QVERIFY(f.sees(f.cases) && f.sees(f.sweep) && f.sees(f.network));
    f.action(casesAction).trigger();
    QVERIFY(!f.sees(f.cases) && f.document.workspace().isHidden(Part::cases));
    QVERIFY(!f.action(casesAction).isChecked());
    f.document.history().undo();
    QVERIFY(f.sees(f.cases) && f.action(casesAction).isChecked());
  }

  void giveWayInSmallWindowsAndComeBack() {
    Fixture f;
    f.panels.fit({640, 360});
    QVERIFY(!f.sees(f.cases) && !f.sees(f.sweep) && !f.sees(f.network));
    f.panels.fit({640, 900});
    QVERIFY(!f.sees(f.cases) && f.sees(f.sweep));
    f.panels.fit({1400, 900});
    QVERIFY(f.sees(f.cases) && f.sees(f.sweep) && f.sees(f.network));
    QVERIFY(f.document.workspace() == Workspace());  // nobody decided anything
  }

  void canBeAskedForInSmallWindows() {
    Fixture f;
    f.panels.fit({640, 360});
    f.action(networkAction).trigger();
    QVERIFY(f.sees(f.network) && !f.sees(f.cases));
    f.action(networkAction).trigger();
    QVERIFY(!f.sees(f.network));
    QVERIFY(f.document.workspace() == Workspace());
  }

  void oneHiddenByHandStaysHidden() {
    Fixture f;
    f.action(sweepAction).trigger();
    f.panels.fit({640, 360});
    f.panels.fit({1400, 900});
    QVERIFY(!f.sees(f.sweep) && f.sees(f.cases));
  }

  void perspectivesAreChosenByTabMenuAndKey() {
    Perspectives perspectives;
    auto* first = new QWidget;
    auto* second = new QWidget;
    perspectives.add("First", first);
    perspectives.add("Second", second);
    QMenu menu;
    perspectives.addTo(menu);
    QCOMPARE(perspectives.currentWidget(), first);
    QCOMPARE(menu.actions()[1]->shortcut(), QKeySequence("Ctrl+2"));
    menu.actions()[1]->trigger();
    QCOMPARE(perspectives.currentWidget(), second);
    QCOMPARE(perspectives.tabs()->currentIndex(), 1);
    perspectives.choose(first);
    QCOMPARE(perspectives.currentWidget(), first);
  }
};

QTEST_MAIN(TestWindowPanels)
#include "tst_window_panels.moc"
