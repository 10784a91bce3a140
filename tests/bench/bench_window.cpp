// SPDX-License-Identifier: GPL-3.0-or-later
// Times what a hand at the window feels: its start, the gaps of the event loop while everything
// computes, the slider, panning a large image, and whether memory grows. Drives the real window on
// any Qt platform; docs/benchmarks.md says how it is run and what came out.
#include <unistd.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QMouseEvent>
#include <QProcess>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "widgets/image_tile.h"
#include "widgets/message_bar.h"
#include "widgets/picture_view.h"
#include "widgets/rho_control.h"
#include "widgets/tile_grid.h"
#include "workbench/document/document.h"
#include "workbench/inspect/inspector.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/window/main_window.h"

using namespace rho::workbench;
using namespace rho::widgets;

namespace {

constexpr int patience = 300000;  ///< milliseconds until a measurement gives up
constexpr double frame = 1000 / 60.0;

// ---- the program

/// Knows the event handler that held the event loop longest: what is to be mended first.
class TimedApplication : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override {
    if (m_depth > 0) return QApplication::notify(receiver, event);
    const std::string name = receiver->metaObject()->className();
    const int type = event->type();
    QElapsedTimer clock;
    clock.start();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    const double taken = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    if (taken > m_longest) {
      m_longest = taken;
      m_handler = name + ", event " + std::to_string(type);
    }
    return result;
  }
  void forget() { m_longest = 0; }
  double longest() const { return m_longest; }
  const std::string& handler() const { return m_handler; }

 private:
  int m_depth = 0;
  double m_longest = 0;  ///< milliseconds
  std::string m_handler;
};

TimedApplication& application() { return *static_cast<TimedApplication*>(qApp); }

struct Settings {
  QString rhoscope, network, image;
  int starts = 5, moves = 1000;
};

// ---- results

struct Result {
  std::string what;
  double value = 0;
  std::string unit;
  double goal = 0;
  bool atLeast = false;  ///< else: at most
  std::string remark;

  bool met() const { return atLeast ? value >= goal : value <= goal; }
};

class Results {
 public:
  void add(Result result) {
    std::printf("%-58s %9.2f %-3s goal %s %-7g %s%s%s\n", result.what.c_str(), result.value,
                result.unit.c_str(), result.atLeast ? ">=" : "<=", result.goal,
                result.met() ? "met" : "MISSED", result.remark.empty() ? "" : " · ",
                result.remark.c_str());
    std::fflush(stdout);
    m_all.push_back(std::move(result));
  }
  void skip(const std::string& what, const std::string& why) {
    std::printf("%-58s skipped: %s\n", what.c_str(), why.c_str());
    m_skipped[what] = why;
  }
  nlohmann::json json() const {
    nlohmann::json list = nlohmann::json::array();
    for (const auto& result : m_all)
      list.push_back({{"what", result.what},
                      {"value", result.value},
                      {"unit", result.unit},
                      {"goal", result.goal},
                      {"met", result.met()},
                      {"remark", result.remark}});
    double load[3] = {};
    getloadavg(load, 3);
    return {{"results", list},
            {"skipped", m_skipped},
            {"threads", Analysis::threads()},
            {"load", {load[0], load[1], load[2]}},
            {"platform", QGuiApplication::platformName().toStdString()}};
  }

 private:
  std::vector<Result> m_all;
  nlohmann::json m_skipped = nlohmann::json::object();
};

double shareOf(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values.at(static_cast<std::size_t>(share * static_cast<double>(values.size() - 1)));
}

std::string text(const char* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

/// The median counts; what lies beyond it is said.
Result latency(const std::string& what, const std::vector<double>& values, double goal) {
  return {what,
          shareOf(values, 0.5),
          "ms",
          goal,
          false,
          "95 %: " + text("%.1f", shareOf(values, 0.95)) +
              ", worst: " + text("%.1f", shareOf(values, 1))};
}

// ---- the window

/// Handles events until something is so.
template <class Condition>
void until(const char* what, const Condition& isSo) {
  QElapsedTimer clock;
  clock.start();
  while (!isSo()) {
    if (clock.elapsed() > patience) throw std::runtime_error(std::string("no end: ") + what);
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
  }
}

/// The window with all that a measurement reaches for.
class Bench {
 public:
  Bench() {
    m_window.show();
    m_wake.start(100);  // until() looks again at least this often
  }

  MainWindow& window() { return m_window; }
  Document& document() { return *m_window.findChild<Document*>(); }
  Inspector& inspector() { return *m_window.findChild<Inspector*>(); }
  const Inspection& state() { return inspector().current(); }
  QSlider& slider() { return *m_window.findChild<RhoControl*>()->findChild<QSlider*>(); }
  PictureView& view(const char* method) {
    TileSetting tile;
    tile.method = method;
    return m_window.findChild<TileGrid*>()->tile(QString::fromStdString(tile.key()))->view();
  }
  bool isBusy() { return m_window.findChild<JobTracker*>()->isBusy(); }

  void open(const QString& network, const QString& address) {
    if (!network.isEmpty()) m_window.openNetwork(network);
    m_window.openCase(address);
    finish();
  }
  /// Until everything is computed and shown.
  void finish() {
    const auto* message = m_window.findChild<MessageBar*>();
    until("computing", [&] {
      if (!message->text().isEmpty()) throw std::runtime_error(message->text().toStdString());
      return !isBusy() && state().target >= 0 && state().hasFrames(filmRhos().front());
    });
    rest();
  }
  /// Until the timers that show things a little later have run.
  void rest() {
    bool over = false;
    QTimer::singleShot(400, &m_wake, [&over] { over = true; });
    until("a pause", [&] { return over; });
  }

 private:
  MainWindow m_window;
  QTimer m_wake;
};

/// Whether a widget has been painted since it was last asked about.
class PaintWatch : public QObject {
 public:
  explicit PaintWatch(QWidget& widget) { widget.installEventFilter(this); }
  void forget() { m_painted = false; }
  bool painted() const { return m_painted; }

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    m_painted = m_painted || event->type() == QEvent::Paint;
    return false;
  }

 private:
  bool m_painted = false;
};

double millisecondsOf(const QElapsedTimer& clock) {
  return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

// ---- measurements

/// Qt itself says when it has handed the first picture of a window to the screen.
double timeToFirstPaint(const Settings& settings) {
  QProcess program;
  auto environment = QProcessEnvironment::systemEnvironment();
  environment.insert("QT_LOGGING_RULES", "qt.widgets.painting.info=true");
  environment.insert("QT_FORCE_STDERR_LOGGING", "1");
  program.setProcessEnvironment(environment);
  program.setProcessChannelMode(QProcess::MergedChannels);
  QElapsedTimer clock;
  clock.start();
  program.start(settings.rhoscope, {"--no-restore"});
  QByteArray said;
  while (!said.contains("Flushing")) {
    if (!program.waitForReadyRead(patience)) throw std::runtime_error("rhoscope showed nothing");
    said += program.readAll();
  }
  const double taken = millisecondsOf(clock);
  program.kill();
  program.waitForFinished();
  return taken;
}

void measureStart(const Settings& settings, Results& results) {
  timeToFirstPaint(settings);  // warms the disk
  std::vector<double> times;
  for (int i = 0; i < settings.starts; ++i) times.push_back(timeToFirstPaint(settings));
  results.add(latency("start of the program to the first picture", times, 1000));
}

void measureGaps(const Settings&, Results& results) {
  Bench bench;
  std::vector<double> gaps;
  QElapsedTimer clock;
  QTimer tick;
  tick.setTimerType(Qt::PreciseTimer);
  QObject::connect(&tick, &QTimer::timeout, [&] {
    gaps.push_back(millisecondsOf(clock));
    clock.start();
  });
  bench.rest();
  application().forget();
  clock.start();
  tick.start(1);
  bench.window().openCase("demo:pneumonia-1");
  bench.document().edit("two networks", [](Workspace& w) {
    w.networks = {"models/pneumonia.safetensors", "models/phantom-nodule.safetensors"};
  });
  bench.finish();
  tick.stop();
  const auto isShort = [](double gap) { return gap < 16; };
  const auto brief = static_cast<double>(std::count_if(gaps.begin(), gaps.end(), isShort));
  double total = 0, inLong = 0;
  for (const double gap : gaps) {
    total += gap;
    if (!isShort(gap)) inLong += gap;
  }
  results.add({"gaps of the event loop under 16 ms, while all computes",
               100 * brief / static_cast<double>(gaps.size()), "%", 99, true,
               std::to_string(gaps.size()) + " gaps; longer ones take " +
                   text("%.2f", 100 * inLong / total) + " % of " + text("%.1f", total / 1000) +
                   " s"});
  results.add({"largest gap of the event loop, while all computes", shareOf(gaps, 1), "ms", 50,
               false,
               "longest handler " + text("%.1f", application().longest()) +
                   " ms: " + application().handler()});
}

/// Thousandths of ρ that the film has not, and that no earlier move asked for.
std::vector<int> uncachedMoves() {
  std::vector<int> moves;
  for (int i = 0; moves.size() < 20; ++i) {
    const int thousandths = 31 + (i * 83) % 250;
    if (!isInFilm(thousandths / 1000.0)) moves.push_back(thousandths);
  }
  return moves;
}

void measureSlider(const Settings& settings, Results& results) {
  if (settings.network.isEmpty() || settings.image.isEmpty())
    return results.skip("slider to the new picture", "needs --network and --image");
  Bench bench;
  bench.open(settings.network, settings.image);
  PaintWatch watch(bench.view("ae-raise"));
  QElapsedTimer clock;
  std::vector<double> fresh, cached;
  for (const int thousandths : uncachedMoves()) {
    clock.start();
    bench.slider().setValue(thousandths);
    until("the new picture", [&] {
      return bench.state().frames.contains({Direction::raise, thousandths});
    });
    watch.forget();
    until("its painting", [&] { return watch.painted(); });
    fresh.push_back(millisecondsOf(clock));
    bench.finish();
  }
  for (const double rho : filmRhos()) {
    watch.forget();
    clock.start();
    bench.slider().setValue(Inspection::frameKey(rho));
    until("the known picture", [&] { return watch.painted(); });
    cached.push_back(millisecondsOf(clock));
    bench.finish();
  }
  results.add(latency("slider to the new picture, to be computed", fresh, 150));
  results.add(latency("slider to the new picture, known", cached, 16));
}

double residentMegabytes() {
  std::ifstream file("/proc/self/statm");
  double pages = 0, resident = 0;
  file >> pages >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

void measureMemory(const Settings& settings, Results& results) {
  constexpr int warmUp = 100;
  Bench bench;
  bench.open({}, "demo:nodule-1");
  double before = 0;
  for (int i = 0; i < settings.moves; ++i) {
    if (i == warmUp) before = residentMegabytes();
    const int thousandths = 1 + (i * 37) % 299;
    bench.slider().setValue(thousandths);
    until("the new picture",
          [&] { return bench.state().hasFrames(thousandths / 1000.0) && !bench.isBusy(); });
  }
  results.add({"memory, growth after the first 100 slider moves", residentMegabytes() - before,
               "MB", 5, false,
               std::to_string(settings.moves) + " moves; resident " +
                   text("%.0f", residentMegabytes()) + " MB"});
}

/// Sixteen bits of grey, with detail everywhere.
QString writeLargeImage(const QTemporaryDir& folder) {
  constexpr int side = 4096;
  QImage image(side, side, QImage::Format_Grayscale16);
  quint32 noise = 1;
  for (int y = 0; y < side; ++y) {
    auto* line = reinterpret_cast<quint16*>(image.scanLine(y));
    for (int x = 0; x < side; ++x) {
      noise = noise * 1664525 + 1013904223;
      line[x] = static_cast<quint16>((x + y) * 4 + (noise >> 18));
    }
  }
  const QString path = folder.filePath("large.png");
  if (!image.save(path, "PNG", 95)) throw std::runtime_error("cannot write " + path.toStdString());
  return path;
}

std::vector<double> panFrames(Bench& bench) {
  constexpr int frames = 120;
  auto& view = bench.view("input");
  PaintWatch watch(view);
  const auto send = [&](QEvent::Type type, QPointF at, Qt::MouseButton button) {
    const auto held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MiddleButton;
    QMouseEvent event(type, at, view.mapToGlobal(at), button, held, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &event);
  };
  const QPointF middle(view.width() / 2.0, view.height() / 2.0);
  send(QEvent::MouseButtonPress, middle, Qt::MiddleButton);
  std::vector<double> times;
  QElapsedTimer clock;
  for (int i = 1; i <= frames; ++i) {
    watch.forget();
    clock.start();
    const double swing = (i % 60 < 30 ? i % 30 : 30 - i % 30) * 3.0 + 12;
    send(QEvent::MouseMove, middle + QPointF(swing, swing / 2), Qt::NoButton);
    until("the panned picture", [&] { return watch.painted(); });
    times.push_back(millisecondsOf(clock));
  }
  send(QEvent::MouseButtonRelease, middle, Qt::MiddleButton);
  bench.rest();
  return times;
}

void measurePanning(const Settings&, Results& results) {
  const QTemporaryDir folder;
  Bench bench;
  bench.open({}, writeLargeImage(folder));
  const auto pan = [&](const char* what, double zoom, bool fill) {
    bench.document().edit("zoom", [&](Workspace& w) {
      w.view.zoom = zoom;
      w.maximised = fill ? w.tiles.front().key() : std::string();
    });
    bench.rest();
    results.add(latency(what, panFrames(bench), frame));
  };
  pan("panning 4096x4096, 16 bits: six tiles, zoom 2", 2, false);
  pan("panning 4096x4096, 16 bits: six tiles, zoom 16", 16, false);
  pan("panning 4096x4096, 16 bits: one tile, zoom 2", 2, true);
  pan("panning 4096x4096, 16 bits: one tile, zoom 16", 16, true);
}

struct Measurement {
  const char* name;
  void (*run)(const Settings&, Results&);
};
constexpr Measurement measurements[] = {{"start", measureStart},
                                        {"gaps", measureGaps},
                                        {"slider", measureSlider},
                                        {"memory", measureMemory},
                                        {"panning", measurePanning}};

void addOptions(QCommandLineParser& parser) {
  parser.setApplicationDescription("Times the window of Rhoscope.");
  parser.addHelpOption();
  parser.addOption({"rhoscope", "The program whose start is timed.", "file", RHOSCOPE_PROGRAM});
  parser.addOption({"network", "Of the slider's latency, for example resnet44-all.pt.", "file"});
  parser.addOption({"image", "Of the slider's latency, as rhoscope takes it.", "address"});
  parser.addOption({"moves", "Of the slider, for the memory.", "number", "1000"});
  parser.addOption({"json", "Writes the figures there, too.", "file"});
  parser.addPositionalArgument("what", "start, gaps, slider, memory, panning; default: all.",
                               "[what...]");
}

int runAll(const QCommandLineParser& parser) {
  Settings settings;
  settings.rhoscope = parser.value("rhoscope");
  settings.network = parser.value("network");
  settings.image = parser.value("image");
  settings.moves = parser.value("moves").toInt();
  const auto wanted = parser.positionalArguments();
  Results results;
  int failures = 0;
  for (const auto& measurement : measurements) {
    if (!wanted.isEmpty() && !wanted.contains(measurement.name)) continue;
    try {
      measurement.run(settings, results);
    } catch (const std::exception& error) {
      ++failures;
      std::fprintf(stderr, "%s: %s\n", measurement.name, error.what());
    }
  }
  if (parser.isSet("json"))
    std::ofstream(parser.value("json").toStdString()) << results.json().dump(2) << "\n";
  return failures == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  TimedApplication program(argc, argv);
  program.setApplicationName("bench_window");
  // Nothing of the user's is read or written.
  const QTemporaryDir home;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, home.path());
  QCommandLineParser parser;
  addOptions(parser);
  parser.process(program);
  return runAll(parser);
}
