// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/json_editor.h"

#include <QTextBlock>
#include <QTextLayout>
#include <QtTest>

using namespace rho::widgets;

namespace {

QColor colorAt(const JsonEditor& editor, int position) {
  const auto formats = editor.document()->firstBlock().layout()->formats();
  for (const auto& range : formats)
    if (position >= range.start && position < range.start + range.length)
      return range.format.foreground().color();
  return {};
}

}  // namespace

class TestJsonEditor : public QObject {
  Q_OBJECT
 private slots:
  void marksTheLineOfAMistake() {
    JsonEditor editor;
    editor.setPlainText("{\n\"a\": 1,\n}");
    editor.setMistake(3);
    QCOMPARE(editor.extraSelections().size(), 1);
    QCOMPARE(editor.extraSelections()[0].cursor.blockNumber(), 2);
    editor.setMistake(99);  // of a text that was longer
    QVERIFY(editor.extraSelections().isEmpty());
    editor.setMistake(0);
    QVERIFY(editor.extraSelections().isEmpty());
  }

  void keysTextsAndNumbersLookDifferent() {
    JsonEditor editor;
    editor.setPlainText("{\"key\": \"text\", \"other\": -1.5e3, \"not \\\" an end\": true}");
    const auto text = editor.toPlainText();
    const auto key = colorAt(editor, 1), value = colorAt(editor, int(text.indexOf("text"))),
               number = colorAt(editor, int(text.indexOf("-1.5")));
    QVERIFY(key.isValid() && value.isValid() && number.isValid());
    QVERIFY(key != value && value != number && number != key);
    QCOMPARE(colorAt(editor, int(text.indexOf("an end"))), key);
    QCOMPARE(colorAt(editor, int(text.indexOf("true"))), number);
    QVERIFY(!colorAt(editor, 0).isValid());
  }

  void tabLeavesIt() {
    JsonEditor editor;
    QVERIFY(editor.tabChangesFocus());
  }

  void hasRoomForTheNumbersOfLines() {
    JsonEditor editor;
    editor.resize(300, 200);
    const int before = editor.viewport()->x();
    QVERIFY(before > 0);
    editor.setPlainText(QString("\n").repeated(2000));
    QVERIFY(editor.viewport()->x() > before);
  }
};

QTEST_MAIN(TestJsonEditor)
#include "tst_json_editor.moc"
