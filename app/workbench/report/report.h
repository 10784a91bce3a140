// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "base/job_context.h"
#include "workbench/report/curve_figure.h"
#include "workbench/report/exhibit.h"

namespace rho::workbench {

/// What there is to say of a thing, in the order in which it is said: name and value.
using Facts = std::vector<std::pair<QString, QString>>;

/// How one explanation was made: enough to make it again.
struct MethodFacts {
  QString method;
  QString parameters;  ///< as "rho 0.1, mode paper"
  quint64 seed = 0;
  std::optional<double> seconds;
  std::optional<double> score;  ///< R² of a local model
  std::optional<double> rhoReached;
};

struct ClassConfidence {
  QString name;
  std::optional<double> before;   ///< all in [0,1]
  std::optional<double> raised;   ///< at the report's ρ, with the target raised
  std::optional<double> lowered;  ///< the same, lowered
  /// Of a label that is decided about on its own: from there on it is found.
  std::optional<double> decisionPoint = std::nullopt;
};

/// What one network says about the image.
struct NetworkReport {
  QString name;
  Facts facts;  ///< path, SHA-256, architecture, input size, classes, training figures
  std::vector<MethodFacts> methods;
  std::vector<ClassConfidence> confidences;  ///< in the order in which they are listed
  QString decision;                          ///< the class, or what is found, with confidences
  ReportCurves curves;
};

/// Everything that a report says; values only. All texts are plain and may be hostile.
struct ReportContent {
  Exhibit exhibit;
  Facts image;     ///< name, path, size, bits, SHA-256 of the file
  Facts measured;  ///< by the user: what, and how much with the basis of its millimetres
  Facts trust;     ///< how far the finding can be trusted; empty where that was not looked at
  std::vector<NetworkReport> networks;
  QString target;  ///< the class that is explained
  double rho = 0;  ///< of the exhibit's adversarial tiles
  QStringList warnings;
  QDateTime time;
  QString programVersion;
};

/// Writes the report: .html is one file that needs no other and no network; .pdf has A4 pages whose
/// margins suit Letter too. The file is replaced as a whole. May run in a worker. Throws
/// InvalidInput (an empty exhibit, another ending), WriteFailed, Cancelled.
void writeReport(const ReportContent& content, const std::filesystem::path& path,
                 const JobContext& context = {});

}  // namespace rho::workbench
