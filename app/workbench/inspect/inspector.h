// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <map>
#include <set>

#include "workbench/inspect/inspect_job.h"
#include "workbench/inspect/inspection.h"
#include "workbench/network/survey_job.h"

namespace rho::workbench {

class Job;
class JobTracker;

/// Keeps the answers for a workspace complete: loads its case and its networks, asks for what is
/// missing, takes in what comes. Everything that computes or reads files runs in the tracker's
/// jobs, for each network in lanes of its own: quick answers do not wait for slow methods.
class Inspector : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* caseLane = "case";
  static constexpr const char* openLane = "open network";  ///< before it is in the workspace
  static QString networkLane(std::size_t row) { return QString("network %1").arg(row); }
  static QString sweepLane(std::size_t row) { return QString("sweep %1").arg(row); }
  static QString methodLane(std::size_t row) { return QString("methods %1").arg(row); }
  static QString surveyLane(std::size_t row) { return QString("survey %1").arg(row); }

  explicit Inspector(JobTracker& tracker, QObject* parent = nullptr);

  const OpenCase& opened() const { return m_opened; }
  /// One per network of the workspace, in its order; at least one.
  const std::vector<Inspection>& rows() const { return m_rows; }
  /// The one that the plot and the panel show.
  const Inspection& current() const;

  /// Brings everything to the workspace, but for its ρ: while that moves, what is there is shown.
  void apply(const Workspace& workspace);
  /// Computes what is missing at the workspace's ρ.
  void settleRho(double rho);
  /// Opens a network without putting it anywhere: networkOpened() says that it can be. One that
  /// cannot be opened changes nothing but a message.
  void openNetwork(const QString& path);

  /// Opens a network of the workspace again, because its card has changed, and asks it anew.
  void reopenNetwork(const QString& path);

  bool isBusy() const;

  /// The device of networks that are opened from now on; those that are open are opened again.
  void setDevice(const std::string& id);

 signals:
  void networkOpened(const QString& path);
  /// One that was to be opened opens only with a card, or with another one.
  void cardNeeded(const QString& path, const QString& problem);
  void networksChanged();
  void caseChanged();  ///< another image
  void predictionChanged();
  void framesChanged();
  void answersChanged();
  void surveyChanged();  ///< checks and layers

 private:
  void applyCase(const std::string& address);
  void applyNetworks();
  std::vector<std::string> wantedNetworks() const;
  Inspection rowFor(const std::string& path);
  void loadNetwork(std::size_t row);
  void reloadRow(std::size_t row);
  void takeNetwork(const std::string& path, std::shared_ptr<const Analysis> network);
  void jobFailed(const QString& lane, const QString& message);
  void takeCase(const OpenCase& opened);
  void cancelRow(std::size_t row);
  Inspection* rowOf(const std::string& path);
  int wantedTarget(const Inspection& row) const;
  InspectPlan planFor(const Inspection& row) const;
  void addRequests(const Inspection& row, InspectPlan& plan, bool slow) const;
  QString titleOf(const QString& work, const Inspection& row) const;
  void analyse();
  void sweep(std::size_t row);
  void explain(std::size_t row);
  void survey(std::size_t row);
  SurveySinks surveySinksFor(const Job& job, const std::string& path);
  InspectSinks sinksFor(const Job& job, const std::string& path);

  JobTracker& m_tracker;
  Workspace m_workspace;
  OpenCase m_opened;
  std::string m_requestedCase;
  std::string m_device = "cpu";
  std::vector<Inspection> m_rows = {Inspection{}};
  std::map<std::string, std::shared_ptr<const Analysis>> m_ready;  ///< opened, not yet placed
  std::map<std::size_t, std::set<std::string>> m_asked;  ///< of the methods' lanes, by row
};

}  // namespace rho::workbench
