// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QScreen>
#include <QTextStream>

#include "base/error.h"
#include "base/resources.h"
#include "workbench/main_window.h"
#include "workbench/theme.h"

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  application.setApplicationName("rhoscope");
  application.setApplicationDisplayName("Rhoscope");
  application.setApplicationVersion(QString::fromStdString(rho::version()));

  QCommandLineParser parser;
  parser.setApplicationDescription(
      "Shows what a neural network sees in an image, and how far that can be trusted.");
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addOption({"model", "The network to open.", "file"});
  parser.addOption({"theme", "system, light or dark.", "name", "system"});
  parser.addPositionalArgument("image", "Images, FILE.npz:NAME#INDEX or demo:NAME.", "[image...]");
  parser.process(application);

  try {
    applyTheme(application, rho::workbench::themeFromName(parser.value("theme")));
  } catch (const rho::Error& error) {
    QTextStream(stderr) << error.what() << Qt::endl;
    return static_cast<int>(error.code());
  }
  rho::workbench::MainWindow window;
  if (parser.isSet("model")) window.openNetwork(parser.value("model"));
  if (parser.positionalArguments().isEmpty()) window.openFirstDemo();
  for (const QString& image : parser.positionalArguments()) window.openCase(image);
  // On a small screen the frame, too, must fit.
  const QSize room = window.screen()->availableGeometry().size() - QSize(40, 60);
  const bool fits = window.width() <= room.width() && window.height() <= room.height();
  fits ? window.show() : window.showMaximized();
  return application.exec();
}
