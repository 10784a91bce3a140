// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QScreen>
#include <QStandardPaths>
#include <QTextStream>
#include <QTranslator>

#include "base/error.h"
#include "base/resources.h"
#include "workbench/window/main_window.h"
#include "workbench/window/theme.h"
#include "workbench/window/window_guide.h"

namespace {

/// The window's own texts and Qt's, in the first language of the desktop that there is.
void translate(QApplication& application, const QLocale& locale) {
  const auto add = [&](const QString& name, const QString& folder) {
    auto* translator = new QTranslator(&application);
    if (translator->load(locale, name, "_", folder)) QApplication::installTranslator(translator);
  };
  add("qtbase", QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  add("rhoscope", ":/translations");
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  application.setOrganizationName("rhoscope");
  application.setApplicationName("rhoscope");
  application.setApplicationDisplayName("Rhoscope");
  application.setApplicationVersion(QString::fromStdString(rho::version()));

  QCommandLineParser parser;
  parser.setApplicationDescription(
      "Shows what a neural network sees in an image, and how far that can be trusted.");
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addOption({"model", "The network to open.", "file"});
  parser.addOption(
      {"theme", "system, light or dark, instead of the one chosen in the menu.", "name"});
  parser.addOption({"language", "Instead of the desktop's, for example en or de.", "code"});
  parser.addOption({"perspective", "inspect (as ever) or robustness.", "name", "inspect"});
  parser.addOption({"no-restore", "Start empty, and keep nothing for the next start."});
  parser.addPositionalArgument(
      "file", "Images, FILE.npz:NAME#INDEX, demo:NAME, networks, or a session.", "[file...]");
  parser.process(application);
  translate(application,
            parser.isSet("language") ? QLocale(parser.value("language")) : QLocale::system());

  try {
    applyTheme(application, parser.isSet("theme")
                                ? rho::workbench::themeFromName(parser.value("theme"))
                                : rho::workbench::rememberedTheme());
  } catch (const rho::Error& error) {
    QTextStream(stderr) << error.what() << Qt::endl;
    return static_cast<int>(error.code());
  }
  rho::workbench::MainWindow window;
  const auto files = parser.positionalArguments();
  bool restored = false;
  if (!parser.isSet("no-restore"))
    restored = window.keepIn(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)) ||
               (files.isEmpty() && window.restoreLastSession());
  if (parser.isSet("model")) window.openNetwork(parser.value("model"));
  for (const QString& file : files) window.open(file);
  if (files.isEmpty() && !restored) window.openFirstDemo();
  // Most of a large screen; all of a small one, where the frame, too, must fit.
  const QSize screen = window.screen()->availableGeometry().size();
  const QSize least(1280, 760), most(1920, 1200);
  const QSize wanted = (screen * 0.85).expandedTo(least).boundedTo(most);
  const bool fits =
      wanted.width() <= screen.width() - 40 && wanted.height() <= screen.height() - 60;
  window.resize(fits ? wanted : least.boundedTo(screen));
  fits ? window.show() : window.showMaximized();
  if (parser.value("perspective") == "robustness") window.showRobustness();
  window.followRuns();
  if (!parser.isSet("no-restore") && rho::workbench::isFirstRun()) window.showGuide();
  return application.exec();
}
