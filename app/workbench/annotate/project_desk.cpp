// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/project_desk.h"

#include <fmt/format.h>

#include <utility>

#include "annotation/strategy.h"
#include "base/error.h"

namespace rho::workbench {

using annotation::Id;

namespace {

std::string path(const QString& text) { return text.toStdString(); }

bool isScored(const annotation::Project& project, const annotation::Strategy& strategy) {
  if (strategy.id == "random") return true;
  const auto& scores = project.scores();
  if (!scores.model()) return false;
  if (!strategy.ofProbabilities) return !scores.scores(strategy.id).empty();
  return std::ssize(scores.casesWithoutConfidences()) < project.cases().count();
}

}  // namespace

void ProjectDesk::create(const NewProject& request) {
  std::vector<std::string> classes;
  for (const auto& name : request.classes) classes.push_back(name.toStdString());
  auto made = annotation::Project::create(path(request.file), request.settings, classes);
  close();
  m_project = std::move(made);
}

void ProjectDesk::open(const QString& file) {
  auto opened = annotation::Project::open(path(file));
  close();
  m_project = std::move(opened);
}

void ProjectDesk::close() {
  m_reading.reset();
  m_project.reset();
  m_index = {};
  m_served.clear();
}

annotation::Project& ProjectDesk::project() {
  if (!m_project) throw InvalidInput("annotation", "no project is open", "open one");
  return *m_project;
}

annotation::Reading& ProjectDesk::reading() {
  if (!m_reading) throw InvalidInput("annotation", "nobody annotates yet", "choose who you are");
  return *m_reading;
}

ProjectFacts ProjectDesk::facts() const {
  ProjectFacts facts;
  facts.file = QString::fromStdString(m_project->file().string());
  facts.uuid = QString::fromStdString(m_project->uuid());
  facts.settings = m_project->settings();
  facts.classes = m_project->classes().all();
  facts.annotators = m_project->annotators().all();
  facts.cases = m_project->cases().count();
  if (const auto model = m_project->scores().model()) {
    facts.network = QString::fromStdString(model->name);
    facts.networkHash = QString::fromStdString(model->hash);
  }
  for (const auto& one : annotation::strategies())
    facts.strategies.push_back({QString::fromStdString(one.id), QString::fromStdString(one.title),
                                QString::fromStdString(one.summary), isScored(*m_project, one)});
  return facts;
}

annotation::Annotator ProjectDesk::join(const QString& name, annotation::Role role) {
  auto& annotators = project().annotators();
  const auto known = annotators.find(name.toStdString());
  const auto annotator = known ? *known : annotators.add(name.toStdString(), role);
  m_reading.emplace(project(), annotator);
  reload();
  return annotator;
}

void ProjectDesk::reload() {
  if (m_reading) m_index.load(*m_project, m_reading->annotator());
}

AnnotatedCase ProjectDesk::show(Id caseId) {
  const auto opinionOf = [this](annotation::Annotation annotation) {
    const auto annotator = m_project->annotators().get(annotation.annotatorId);
    auto paint = paintOf(annotation);
    return Opinion{std::move(annotation), QString::fromStdString(annotator.name), std::move(paint)};
  };
  AnnotatedCase shown;
  shown.image = project().cases().get(caseId);
  shown.own = opinionOf(reading().own(caseId));
  for (auto& other : reading().others(caseId)) shown.others.push_back(opinionOf(std::move(other)));
  const auto& row = m_index.row(caseId);
  shown.flag = row.flag;
  tellServed(row);
  return shown;
}

void ProjectDesk::tellServed(const CaseRow& row) {
  if (!row.flag || row.state != annotation::State::open || !m_served.insert(row.id).second) return;
  try {
    m_reading->served(*row.flag);
  } catch (const WriteFailed&) {
    m_served.erase(row.id);  // a case can be looked at all the same; the next answer says so
  }
}

void ProjectDesk::apply(const Edit& edit) {
  const auto image = project().cases().get(edit.caseId);
  for (const auto& [classId, layer] : edit.paint)
    if (layer.size() != cv::Size(image.width, image.height))
      throw InvalidInput(
          image.path, fmt::format("{}x{} pixels were painted on, not {}x{}", layer.cols, layer.rows,
                                  image.width, image.height));
  auto changes = edit.changes;
  for (auto& change : changesOf(edit.paint)) changes.push_back(std::move(change));
  reading().answer(edit.caseId, changes, edit.seconds);
  m_index.update(reading().own(edit.caseId));
}

std::optional<Id> ProjectDesk::undo() { return changed(reading().undo()); }
std::optional<Id> ProjectDesk::redo() { return changed(reading().redo()); }

std::optional<Id> ProjectDesk::changed(std::optional<Id> caseId) {
  if (caseId) m_index.update(m_reading->own(*caseId));
  return caseId;
}

annotation::ImportResult ProjectDesk::importImages(const QString& source,
                                                   const JobContext& context) {
  annotation::ImportRequest request;
  request.source = path(source);
  request.hasLabels = !annotation::looksUnlabelled(request.source);
  return annotation::importImages(project(), request, context);
}

annotation::FilledBatch ProjectDesk::fill(const annotation::QueueRequest& request,
                                          const JobContext& context) {
  return project().queue().fill(request, context);
}

annotation::Agreement ProjectDesk::agreement() const { return annotation::agreementOf(*m_project); }

annotation::ExportResult ProjectDesk::exportTo(ExportFormat format, const QString& place,
                                               const JobContext& context) const {
  switch (format) {
    case ExportFormat::coco:
      return annotation::exportCoco(*m_project, path(place), {}, context);
    case ExportFormat::masks:
      return annotation::exportMasks(*m_project, path(place), {}, context);
    case ExportFormat::training:
      return annotation::exportTrainingSet(*m_project, path(place), {}, context);
    case ExportFormat::csv:
      break;
  }
  return annotation::exportCsv(*m_project, path(place), context);
}

TrainingSet ProjectDesk::makeTrainingSet(const TrainingSetRequest& request,
                                         const JobContext& context) const {
  return workbench::makeTrainingSet(*m_project, request, context);
}

std::vector<annotation::Case> ProjectDesk::casesToScore(const std::string& sha256,
                                                        const std::string& name,
                                                        const flagging::ScoreRequest& request) {
  return flagging::casesToScore(project(), sha256, name, request);
}

void ProjectDesk::keepScores(Id id, const flagging::CaseScores& scores, std::uint64_t seed) {
  flagging::keepScores(project(), id, scores, seed);
}

}  // namespace rho::workbench
