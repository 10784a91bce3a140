// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "workbench/annotate/project_desk.h"

namespace rho::workbench {

/// An annotation project in a thread of its own. Requests are done one after the other in the order
/// in which they were made, and none is dropped: not by a newer one, and not at the end, which
/// waits for them. Answers are signals, sent in the thread of this object.
///
/// An edit that cannot be written (a full disk) is kept, with all that follow it, and tried again
/// until it can be. Meanwhile writesFailed() says so.
class ProjectThread : public QObject {
  Q_OBJECT
 public:
  explicit ProjectThread(QObject* parent = nullptr);
  /// What takes long is stopped; edits are written.
  ~ProjectThread() override;

  void create(const NewProject& request);
  void open(const QString& file);
  void close();
  void join(const QString& name, annotation::Role role);
  void list(CaseFilter filter);
  void show(annotation::Id caseId);
  void write(const Edit& edit);
  void undo();
  void redo();
  void importImages(const QString& source);
  void fill(const annotation::QueueRequest& request);
  void countAgreement();
  void exportTo(ExportFormat format, const QString& place);
  void makeTrainingSet(const TrainingSetRequest& request);
  /// Which cases a network has to be asked about, and what it said of one: see CaseScoring. ticket:
  /// comes back with the answers.
  void listToScore(quint64 ticket, const std::string& sha256, const std::string& name,
                   const flagging::ScoreRequest& request);
  void keepScores(quint64 ticket, annotation::Id id, const flagging::CaseScores& scores,
                  std::uint64_t seed);
  /// factsChanged() follows, once all scores that came before are kept.
  void tellScored();
  /// Ends an import, a filling or an export that is under way.
  void stop();

 signals:
  void opened(const rho::workbench::ProjectFacts& facts);
  void factsChanged(const rho::workbench::ProjectFacts& facts);
  void closed();
  void joined(const rho::annotation::Annotator& annotator);
  void listed(rho::workbench::CaseFilter filter, const std::vector<rho::workbench::CaseRow>& rows);
  void shown(const rho::workbench::AnnotatedCase& shown);
  void rowChanged(const rho::workbench::CaseRow& row);
  /// A step was undone or redone; the case is as it is now.
  void wentBack(const rho::workbench::AnnotatedCase& shown);
  void historyChanged(bool canUndo, bool canRedo);
  void progressChanged(const rho::workbench::ReadingProgress& progress);
  void imported(const rho::annotation::ImportResult& result);
  void filled(const rho::annotation::FilledBatch& batch);
  void agreementCounted(const rho::annotation::Agreement& agreement);
  void exported(const QString& place, const rho::annotation::ExportResult& result);
  void trainingSetMade(const rho::workbench::TrainingSet& set);
  void casesListed(quint64 ticket, const std::vector<rho::annotation::Case>& cases);
  void scoringFailed(quint64 ticket, const QString& message);

  void working(const QString& stage, double fraction);
  void rested();  ///< after working()
  void failed(const QString& message);
  void writesFailed(const QString& message, int unwritten);
  void writesSucceeded();  ///< after writesFailed()

 private:
  using Request = std::function<void()>;
  using GoStep = std::optional<annotation::Id> (ProjectDesk::*)();

  // From the thread of this object:
  void post(Request request);
  // From the project's:
  void loop();
  void run(const Request& request);
  template <typename Signal, typename... Values>
  void tell(Signal signal, Values... values);
  void work(const QString& stage, const std::function<void(const JobContext&)>& call);
  bool writeAll();
  void go(GoStep step);
  void tellCases();
  void score(quint64 ticket, const std::function<void()>& call);

  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::deque<Request> m_requests;  ///< guarded, as are the next two
  std::stop_source m_stop;         ///< of the long call that is under way
  bool m_isEnding = false;

  ProjectDesk m_desk;  ///< the project's thread alone uses this and what follows
  std::deque<Edit> m_unwritten;
  bool m_isFailing = false;
  std::thread m_thread;  ///< last: it uses the others
};

}  // namespace rho::workbench
