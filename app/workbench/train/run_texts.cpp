// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_texts.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>

namespace rho::workbench {

namespace {

class RunTexts {
  Q_DECLARE_TR_FUNCTIONS(RunTexts)
};

}  // namespace

QString phaseText(RunPhase phase) {
  switch (phase) {
    case RunPhase::waiting:
      return RunTexts::tr("waiting");
    case RunPhase::starting:
      return RunTexts::tr("starting");
    case RunPhase::running:
      return RunTexts::tr("running");
    case RunPhase::finished:
      return RunTexts::tr("finished");
    case RunPhase::stopped:
      return RunTexts::tr("stopped");
    case RunPhase::failed:
      return RunTexts::tr("failed");
    case RunPhase::interrupted:
      return RunTexts::tr("interrupted");
  }
  return {};
}

QString phaseExplanation(RunPhase phase) {
  if (phase == RunPhase::waiting)
    return RunTexts::tr("It starts when the run before it has ended, while a window is open.");
  if (phase == RunPhase::interrupted)
    return RunTexts::tr(
        "Its files say that it runs, but its process is not on this machine: it was killed, or it "
        "runs on another one. Resume goes on from the last checkpoint.");
  return {};
}

QString durationText(double seconds) {
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 60) return RunTexts::tr("%1 s").arg(whole);
  if (whole < 3600) return RunTexts::tr("%1 min").arg(whole / 60);
  return RunTexts::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60, 2, 10, QChar('0'));
}

QString summaryOf(const RunRecord& run) {
  QStringList parts;
  const bool runs = run.phase == RunPhase::running;
  if (!runs) parts << phaseText(run.phase);
  if (run.epochs > 0)
    parts << (runs ? RunTexts::tr("epoch %1/%2") : QString("%1/%2")).arg(run.epoch).arg(run.epochs);
  if (!run.measurements.empty() && std::isfinite(run.measurements.back().accuracy))
    parts << QString("%1").arg(run.measurements.back().accuracy, 0, 'f', 3);
  if (const auto left = run.secondsLeft())
    parts << RunTexts::tr("%1 left").arg(durationText(*left));
  return parts.join(" · ");
}

}  // namespace rho::workbench
