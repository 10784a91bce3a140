// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/paper.h"

#include <QCoreApplication>

#include "widgets/colors.h"

namespace rho::workbench::paper {

const QPalette& palette() {
  static const QPalette light = [] {
    QPalette result;
    result.setColor(QPalette::Window, Qt::white);
    result.setColor(QPalette::WindowText, QColor(0xff16181d));
    return result;
  }();
  return light;
}

QColor ink() { return palette().color(QPalette::WindowText); }
QColor muted() { return widgets::mutedText(palette()); }
QColor hairline() { return widgets::outline(palette()); }
QColor notice() { return widgets::attention(palette()); }
QColor noticeBackground() { return widgets::attentionBackground(palette()).lighter(106); }

QFont font(int pixels, bool bold) {
  QFont result;
  result.setFamilies({"Arial", "Liberation Sans", "Nimbus Sans", "DejaVu Sans"});
  result.setStyleHint(QFont::SansSerif);
  result.setPixelSize(pixels);
  result.setBold(bold);
  result.setHintingPreference(QFont::PreferNoHinting);  // one layout on every device
  return result;
}

QString fontFamilies() {
  return "Arial, Helvetica, 'Liberation Sans', 'Nimbus Sans', 'DejaVu Sans', sans-serif";
}

QString researchUse() {
  return QCoreApplication::translate(
      "Paper",
      "Research use only. An explanation shows what this network responds to; it does not locate "
      "disease.");
}

}  // namespace rho::workbench::paper
