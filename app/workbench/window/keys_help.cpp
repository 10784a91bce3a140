// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window/keys_help.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QMainWindow>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace rho::workbench {

namespace {

struct KeysText {
  Q_DECLARE_TR_FUNCTIONS(KeysText)
};

QString row(const QString& key, const QString& meaning) {
  return "<tr><td style='padding:2px 18px 2px 0'><b>" + key.toHtmlEscaped() + "</b></td><td>" +
         meaning.toHtmlEscaped() + "</td></tr>";
}

QString mouseRows() {
  return row(KeysText::tr("left drag"), KeysText::tr("window and level; the tool chosen in View")) +
         row(KeysText::tr("middle drag, Shift+left drag"), KeysText::tr("pan")) +
         row(KeysText::tr("right drag"), KeysText::tr("zoom")) +
         row(KeysText::tr("wheel"), KeysText::tr("next ρ")) +
         row(KeysText::tr("Ctrl+wheel"), KeysText::tr("zoom at the mouse")) +
         row(KeysText::tr("double-click"),
             KeysText::tr("one tile fills the grid, again restores")) +
         row(KeysText::tr("right click, …"), KeysText::tr("the tile's menu")) +
         row(KeysText::tr("drag a tile's header"), KeysText::tr("move the tile"));
}

QString keyRows(const QMainWindow& window) {
  QString rows;
  for (const auto* action : window.findChildren<QAction*>()) {
    QStringList keys;
    for (const auto& key : action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
    if (!keys.isEmpty()) rows += row(keys.join(", "), QString(action->text()).remove('&'));
  }
  return rows + row(KeysText::tr("PgUp, PgDn"), KeysText::tr("previous and next case")) +
         row(KeysText::tr("Esc"), KeysText::tr("stop computing"));
}

}  // namespace

void showKeys(QMainWindow& window) {
  auto* dialog = new QDialog(&window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(KeysText::tr("Keys and mouse"));
  dialog->resize(520, 600);
  auto* text = new QTextBrowser;
  text->setHtml("<h3>" + KeysText::tr("Mouse") + "</h3><table>" + mouseRows() + "</table><h3>" +
                KeysText::tr("Keys") + "</h3><table>" + keyRows(window) + "</table>");
  auto* layout = new QVBoxLayout(dialog);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(text);
  dialog->show();
}

}  // namespace rho::workbench
