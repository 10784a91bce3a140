// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "workbench/inspect/inspection.h"
#include "workbench/trust/trust_question.h"

namespace rho::workbench {

class Document;
class Inspector;
class JobTracker;

/// Follows the current case, network, class and ρ. Whether the image is one that the network was
/// made for is found out by itself; the rest when it is asked for, and it is forgotten when it is
/// about something else.
class TrustChecker : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* rangeLane = "range";
  static constexpr const char* checkLane = "trust";

  TrustChecker(Document& document, Inspector& inspector, JobTracker& tracker,
               QObject* parent = nullptr);

  const TrustState& state() const { return m_state; }
  /// Whether there is a finding that could be checked.
  bool canCheck() const;
  bool isChecking() const;
  /// Starts a job, which ends in changed().
  void check();

 signals:
  void changed();

 private:
  /// What an answer is about.
  struct Subject {
    std::string address;
    std::shared_ptr<const Analysis> network;
    bool operator==(const Subject&) const = default;
    bool isComplete() const { return !address.empty() && network; }
  };
  struct Finding {
    Subject subject;
    int target = -1;
    int rho = 0;  ///< as Inspection::frameKey
    std::string study, mask;
    bool operator==(const Finding&) const = default;
  };

  Subject subject() const;
  Finding finding() const;
  void follow();
  void measureRange();

  Document& m_document;
  Inspector& m_inspector;
  JobTracker& m_tracker;
  Subject m_subject;
  Finding m_finding;
  TrustState m_state;
};

}  // namespace rho::workbench
