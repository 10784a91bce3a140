// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "annotate_commands.h"
#include "annotation/reading.h"
#include "base/error.h"
#include "image/read_image.h"

namespace rho::cli {

namespace {

using namespace annotation;
using nlohmann::json;

struct LabelOptions {
  std::string project, annotator, oneCase, state, comment;
  std::vector<std::string> labels, cleared, evidence, noEvidence;
  double seconds = 0;
  int undo = 0, redo = 0;
};

/// NAME=VALUE, or NAME with the fallback as its value.
std::pair<std::string, std::string> parted(const std::string& text, const std::string& fallback) {
  const auto equals = text.rfind('=');
  if (equals == text.npos) return {text, fallback};
  return {text.substr(0, equals), text.substr(equals + 1)};
}

/// CLASS=FILE, or FILE for a mask of no class.
void setMask(Reading& reading, const Project& project, Id caseId, MaskKind kind,
             const std::string& text) {
  const auto equals = text.find('=');
  const auto classId = equals == text.npos ? 0 : project.classes().named(text.substr(0, equals));
  const auto file = equals == text.npos ? text : text.substr(equals + 1);
  cv::Mat pixels;
  cv::extractChannel(image::readImage(file).pixels(), pixels, 0);
  reading.setMask(caseId, kind, classId, Mask::fromPixels(pixels > 0.5));
}

void give(const LabelOptions& options, Project& project, Reading& reading, Id caseId) {
  const auto& classes = project.classes();
  for (const auto& text : options.labels) {
    const auto [name, verdict] = parted(text, "present");
    reading.setLabel(caseId, classes.named(name), verdictNamed(verdict));
  }
  for (const auto& name : options.cleared)
    reading.setLabel(caseId, classes.named(name), std::nullopt);
  for (const auto& text : options.evidence)
    setMask(reading, project, caseId, MaskKind::evidence, text);
  for (const auto& text : options.noEvidence)
    setMask(reading, project, caseId, MaskKind::noEvidence, text);
  if (!options.comment.empty()) reading.setComment(caseId, options.comment);
  reading.setState(caseId, stateNamed(options.state.empty() ? "done" : options.state),
                   options.seconds);
}

int goOver(int times, const std::function<bool()>& step) {
  int done = 0;
  while (done < times && step()) ++done;
  return done;
}

json toJson(const Annotation& one, const Project& project) {
  json labels = json::object(), masks = json::array();
  std::map<Id, std::string> names = {{0, ""}};
  for (const auto& on : project.classes().all()) names[on.id] = on.name;
  for (const auto& label : one.labels) labels[names[label.classId]] = nameOf(label.verdict);
  for (const auto& mask : one.masks)
    masks.push_back({{"kind", nameOf(mask.kind)},
                     {"class", names[mask.classId]},
                     {"pixels", cv::countNonZero(mask.mask.pixels())}});
  return {{"case", one.caseId},
          {"state", nameOf(one.state)},
          {"labels", labels},
          {"masks", masks},
          {"comment", one.comment},
          {"seconds", one.seconds},
          {"file", project.cases().get(one.caseId).path}};
}

void label(const LabelOptions& options, const Console& console) {
  auto project = Project::open(options.project);
  Reading reading(project, project.annotators().named(options.annotator));
  if (options.undo > 0 || options.redo > 0) {
    const int undone = goOver(options.undo, [&] { return reading.undo().has_value(); });
    const int redone = goOver(options.redo, [&] { return reading.redo().has_value(); });
    console.result({{"undone", undone}, {"redone", redone}},
                   fmt::format("{} undone, {} redone", undone, redone));
    return;
  }
  if (options.oneCase.empty())
    throw UsageError("rho annotate label", "needs --case", "or --undo, or --redo");
  const auto caseId = project.cases().find(options.oneCase).id;
  project.atomically([&] { give(options, project, reading, caseId); });
  const auto object = toJson(reading.own(caseId), project);
  console.result(object, fmt::format("case {}: {} {}", caseId, object["state"].get<std::string>(),
                                     object["labels"].dump()));
}

}  // namespace

void addAnnotateLabel(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<LabelOptions>();
  auto* command = annotate.add_subcommand("label", "Label a case, or take it back");
  command->add_option("project", options->project, "The project's file")->required();
  command->add_option("--as", options->annotator, "Who says so")->required();
  command->add_option("--case", options->oneCase, "Its number, file or hash");
  command->add_option("--set", options->labels,
                      "CLASS, or CLASS=present, absent or uncertain; may be repeated");
  command->add_option("--clear", options->cleared, "A class whose label is taken back");
  command->add_option("--evidence", options->evidence,
                      "A mask: FILE, or CLASS=FILE; what is brighter than half belongs to it");
  command->add_option("--no-evidence", options->noEvidence, "A mask of what is no evidence");
  command->add_option("--comment", options->comment, "A comment");
  command->add_option("--state", options->state, "open, done, uncertain or skipped [done]");
  command->add_option("--seconds", options->seconds, "How long it took")
      ->check(CLI::NonNegativeNumber);
  command->add_option("--undo", options->undo, "Take so many of this annotator's actions back")
      ->check(CLI::PositiveNumber);
  command->add_option("--redo", options->redo, "Do so many of them again")
      ->check(CLI::PositiveNumber);
  command->callback([options, &console] { label(*options, console); });
}

}  // namespace rho::cli
