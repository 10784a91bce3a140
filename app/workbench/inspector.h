// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "workbench/inspect_job.h"
#include "workbench/inspection.h"

namespace rho::workbench {

class Job;
class JobTracker;

/// Keeps the inspection of the current case complete: loads networks and cases, asks for what is
/// missing, takes in what comes. Everything that computes or reads files runs in the tracker's
/// jobs.
class Inspector : public QObject {
  Q_OBJECT
 public:
  // Lanes of the tracker.
  static constexpr const char* networkLane = "network";
  static constexpr const char* caseLane = "case";
  static constexpr const char* analysisLane = "analysis";

  explicit Inspector(JobTracker& tracker, QObject* parent = nullptr);

  const Inspection& state() const { return m_state; }
  double rho() const { return m_rho; }

  /// For all cases from now on, instead of the bundled networks. One that cannot be opened leaves
  /// the network that is there.
  void openNetwork(const QString& path);
  /// Back to the bundled network that fits each case.
  void useBundledNetworks();
  void openCase(const CaseEntry& entry);
  /// Explains this class; -1: the one that is predicted. Stays for other cases of the network.
  void chooseTarget(int classIndex);
  /// Grad-CAM at this layer; empty: the network's default.
  void chooseLayer(const QString& layer);
  /// Computes what is missing at ρ, in [0, largestRho].
  void setRho(double rho);

 signals:
  void networkChanged();  ///< also: there is none any more
  void caseChanged();     ///< another image
  void predictionChanged();
  void framesChanged();
  void mapsChanged();

 private:
  void loadNetworkForCase();
  void takeNetwork(std::shared_ptr<const Analysis> network);
  void giveUpNetwork();
  struct OpenedCase;
  void takeCase(const OpenedCase& opened);
  int wantedTarget() const;
  InspectPlan missing() const;
  void analyse();
  InspectSinks sinksFor(const Job& job);

  JobTracker& m_tracker;
  Inspection m_state;
  bool m_wantsOwn = false;  ///< the user's network rather than the bundled one that fits
  bool m_networkIsOwn = false;
  QString m_bundledNetwork;  ///< that is open or being opened; else empty
  std::string m_layer;
  int m_chosenTarget = -1;
  double m_rho = 0.1;
};

}  // namespace rho::workbench
