// SPDX-License-Identifier: Apache-2.0
#include "annotation/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "annotation/answers.h"
#include "annotation/file_hash.h"
#include "annotation/import_source.h"
#include "base/error.h"
#include "image/read_image.h"

namespace rho::annotation {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t chunk = 64;  // images that are kept together: one flush of the disk

/// The same in all projects, so that copies which import labels know each other's.
const std::string dataUuid = "da7ada7a-0000-4000-8000-000000000000";

/// Brings a source into a project, item by item.
class Importer {
 public:
  Importer(Project& project, const ImportSource& source, const ImportRequest& request)
      : m_project(project), m_source(source), m_split(request.split) {
    if (m_source.isLabelled) m_annotator = annotatorOfData().id;
    m_result.otherFiles = static_cast<std::int64_t>(source.otherFiles);
    for (const auto& name : source.classNames) {
      if (!project.classes().find(name)) m_result.newClasses.push_back(name);
      project.classes().add(name);
    }
  }

  void take(std::size_t index) {
    const auto& item = m_source.items[index];
    const auto hash = attempt(item, [&] { return hashOfFile(item.path); });
    if (!hash) return;
    const auto known = m_project.cases().withHash(*hash);
    const auto image = known ? known : newCase(item, *hash);
    if (!image) return;
    const bool isCopy =
        known && fs::path(known->path) != fs::absolute(item.path).lexically_normal();
    if (known && !isCopy) ++m_result.known;
    if (isCopy) m_result.duplicates.push_back({item.path, "is a copy of " + known->path});
    if (m_source.isLabelled) addAnswers(index, *image, isCopy);
  }

  ImportResult result() const { return m_result; }

 private:
  Annotator annotatorOfData() {
    const auto found = m_project.annotators().find("data");
    if (found && found->role != Role::source)
      throw InvalidInput(m_project.file().string(), "its annotator \"data\" is a person",
                         "import without labels");
    return found ? *found : m_project.annotators().add("data", Role::source, dataUuid);
  }

  /// What reading the item gives; nothing, and a remark, when it cannot be read.
  template <typename Read>
  auto attempt(const ImportItem& item, Read&& read) -> std::optional<decltype(read())> {
    try {
      return read();
    } catch (const UnknownFormat&) {
      ++m_result.otherFiles;
    } catch (const Error& error) {
      m_result.problems.push_back({item.path, error.what()});
    }
    return std::nullopt;
  }

  std::optional<Case> newCase(const ImportItem& item, const std::string& hash) {
    const auto image = attempt(item, [&] { return image::readImage(item.path); });
    if (!image) return std::nullopt;
    const auto bytes = static_cast<std::int64_t>(fs::file_size(item.path));
    Case added{0, item.path, hash, bytes, image->width(), image->height(), item.study, m_split};
    added.id = *m_project.cases().add(added);
    ++m_result.added;
    return added;
  }

  Id classIdOf(const std::string& name) const {
    return name.empty() ? 0 : m_project.classes().named(name);
  }

  std::vector<Change> answersOf(std::size_t index, const Case& image) const {
    std::vector<Change> answers;
    for (const auto& [name, verdict] : m_source.items[index].labels)
      answers.push_back({Field::label, classIdOf(name), textOf(verdict)});
    if (m_source.masks != nullptr)
      for (const auto& one : m_source.masks(index, {image.width, image.height}))
        answers.push_back({fieldOf(one.kind), classIdOf(one.className), one.mask.text()});
    answers.push_back({Field::state, 0, nameOf(State::done)});
    return answers;
  }

  void addAnswers(std::size_t index, const Case& image, bool isCopy) {
    auto answers = answersOf(index, image);
    for (const auto& label : m_project.history().annotation(m_annotator, image.id).labels) {
      const auto isKept = [&](const Change& one) {
        return one.field == Field::label && one.classId == label.classId &&
               one.value == textOf(label.verdict);
      };
      if (std::any_of(answers.begin(), answers.end(), isKept)) continue;
      if (isCopy) {
        m_result.duplicates.back().reason += ", whose other label is kept";
        return;
      }
      answers.insert(answers.begin(), {Field::label, label.classId, std::nullopt});
    }
    if (m_project.history().answer(m_annotator, image.id, answers)) ++m_result.labelled;
  }

  Project& m_project;
  const ImportSource& m_source;
  std::string m_split;
  Id m_annotator = 0;
  ImportResult m_result;
};

void requireFitting(const ImportSource& source, const Project& project,
                    const std::string& address) {
  if (source.isMultiLabel && !project.settings().isMultiLabel)
    throw InvalidInput(address, "its images have several labels, but the project chooses one class",
                       "make a project with several labels, or import without labels");
}

}  // namespace

ImportResult importImages(Project& project, const ImportRequest& request,
                          const JobContext& context) {
  const auto source = request.hasLabels ? labelledSource(request.source, request.split)
                                        : unlabelledSource(request.source, context);
  requireFitting(source, project, request.source);
  Importer importer(project, source, request);
  for (std::size_t from = 0; from < source.items.size(); from += chunk) {
    const auto to = std::min(from + chunk, source.items.size());
    context.step(static_cast<long long>(from), static_cast<long long>(source.items.size()),
                 "reading images");
    project.atomically([&] {
      for (auto i = from; i < to; ++i) importer.take(i);
    });
  }
  context.report(1);
  const auto result = importer.result();
  project.history().note(fmt::format("{} images imported", result.added));
  return result;
}

}  // namespace rho::annotation
