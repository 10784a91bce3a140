// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QPalette>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>

#include "base/error.h"
#include "widgets/colors.h"

namespace rho::workbench {

namespace {

const QStringList names = {"system", "light", "dark"};
const QString settingsKey = "theme";

struct Tones {
  QRgb window, base, raised, text, highlight, highlightedText;
};
constexpr Tones dark{0xff26282c, 0xff191a1c, 0xff2e3136, 0xffe8eaed, 0xff8ab4f8, 0xff10131a};
constexpr Tones light{0xfff3f4f6, 0xffffffff, 0xffe6e8ec, 0xff1c1e21, 0xff1f66d6, 0xffffffff};

QPalette paletteOf(const Tones& tones) {
  QPalette palette;
  const QColor window(tones.window), text(tones.text);
  palette.setColor(QPalette::Window, window);
  palette.setColor(QPalette::WindowText, text);
  palette.setColor(QPalette::Base, tones.base);
  palette.setColor(QPalette::AlternateBase, tones.raised);
  palette.setColor(QPalette::Text, text);
  palette.setColor(QPalette::Button, tones.raised);
  palette.setColor(QPalette::ButtonText, text);
  palette.setColor(QPalette::ToolTipBase, tones.raised);
  palette.setColor(QPalette::ToolTipText, text);
  palette.setColor(QPalette::Highlight, tones.highlight);
  palette.setColor(QPalette::HighlightedText, tones.highlightedText);
  palette.setColor(QPalette::Link, tones.highlight);
  palette.setColor(QPalette::PlaceholderText, widgets::mixed(text, window, 0.5));
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, widgets::mixed(text, window, 0.6));
  // Fusion draws disabled text a second time in this colour, as if it were engraved.
  palette.setColor(QPalette::Disabled, QPalette::Light, Qt::transparent);
  return palette;
}

/// What the style draws heavier than this window needs it. All colours follow from the palette.
QString styleSheet(const QPalette& palette) {
  const auto css = [](const QColor& color) { return color.name(); };
  const QString line = css(widgets::outline(palette));
  const QString accent = css(palette.color(QPalette::Highlight));
  QString sheet = R"(
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: @accent; }
QSlider::handle:horizontal:focus { border: 2px solid @text; width: 10px; height: 10px; }
QProgressBar { border: none; border-radius: 2px; background: @line; }
QProgressBar::chunk { border-radius: 2px; background: @accent; }
QToolButton { border: 1px solid @line; border-radius: 4px; padding: 2px 8px; background: transparent; }
QToolBar { border: none; spacing: 4px; padding: 0px; background: transparent; }
QToolBar QToolButton, QToolBar QToolButton[autoRaise="true"] { border: 1px solid @line; padding: 2px 6px; }
QToolBar QToolButton:checked { border-color: @accent; background: @raised; }
QToolBar QToolButton:focus { border-color: @accent; }
QToolButton[autoRaise="true"] { border-color: transparent; padding: 1px 5px; }
QToolButton:hover { background: @raised; }
QToolButton:focus, QToolButton:checked { border-color: @accent; }
rho--widgets--RhoControl QDoubleSpinBox { border: 1px solid @line; border-radius: 4px; padding: 2px 7px; background: @window; }
rho--widgets--RhoControl QDoubleSpinBox:focus { border-color: @accent; }
QLabel#banner { background: @attentionBack; color: @attention; padding: 3px 10px; }
QLabel#warnings { background: @attentionBack; color: @attention; padding: 6px 9px; border-radius: 4px; }
QTabBar::tab { padding: 3px 12px; margin: 2px; border: none; border-radius: 4px; background: transparent; }
QTabBar::tab:selected { background: @line; }
QTabBar::tab:hover { background: @raised; }
QTabBar::tab:focus { border: 1px solid @accent; }
QSplitter::handle { background: @line; }
QStatusBar { border-top: 1px solid @line; }
QStatusBar::item { border: none; }
)";
  // Longer names first: @attention is the beginning of @attentionBack.
  const std::pair<const char*, QString> values[] = {
      {"@attentionBack", css(widgets::attentionBackground(palette))},
      {"@attention", css(widgets::attention(palette))},
      {"@line", line},
      {"@accent", accent},
      {"@raised", css(palette.color(QPalette::AlternateBase))},
      {"@window", css(palette.color(QPalette::Window))},
      {"@text", css(palette.color(QPalette::WindowText))}};
  for (const auto& [name, value] : values) sheet.replace(name, value);
  return sheet;
}

}  // namespace

Theme themeFromName(const QString& name) {
  if (name == "system") return Theme::system;
  if (name == "light") return Theme::light;
  if (name == "dark") return Theme::dark;
  throw UsageError("--theme " + name.toStdString(), "is unknown", "use system, light or dark");
}

void applyTheme(QApplication& application, Theme theme) {
  application.setStyle(QStyleFactory::create("Fusion"));
  application.setPalette(theme == Theme::system ? application.style()->standardPalette()
                                                : paletteOf(theme == Theme::dark ? dark : light));
  application.setStyleSheet(styleSheet(application.palette()));
}

Theme rememberedTheme() {
  const auto name = QSettings().value(settingsKey, "system").toString();
  return names.contains(name) ? themeFromName(name) : Theme::system;
}

void addThemeMenu(QMenu& menu) {
  auto* themes = menu.addMenu(QCoreApplication::translate("Theme", "&Colours"));
  auto* group = new QActionGroup(themes);
  const char* const texts[] = {QT_TRANSLATE_NOOP("Theme", "As the &system"),
                               QT_TRANSLATE_NOOP("Theme", "&Light"),
                               QT_TRANSLATE_NOOP("Theme", "&Dark")};
  for (int i = 0; i < names.size(); ++i) {
    auto* action = themes->addAction(QCoreApplication::translate("Theme", texts[i]));
    action->setCheckable(true);
    action->setChecked(themeFromName(names[i]) == rememberedTheme());
    group->addAction(action);
    QObject::connect(action, &QAction::triggered, themes, [name = names[i]] {
      QSettings().setValue(settingsKey, name);
      applyTheme(*qApp, themeFromName(name));
    });
  }
}

}  // namespace rho::workbench
