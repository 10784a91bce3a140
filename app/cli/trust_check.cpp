// SPDX-License-Identifier: Apache-2.0
#include "trust_check.h"

#include "explain/conversion.h"
#include "explain_case.h"
#include "image/read_image.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "trust/companions.h"
#include "trust/evidence_region.h"
#include "trust/reference.h"
#include "trust/standing.h"

namespace rho::cli {

namespace {

trust::Push pushOf(const explain::Explanation& explanation, const trust::MethodMap& map) {
  const auto target = static_cast<std::size_t>(explanation.target);
  return {explanation.method, explanation.rhoReached.value_or(0),
          static_cast<double>(explanation.confidencesBefore.at(target)),
          static_cast<double>(explanation.confidencesAfter.at(target)), placeOf(map)};
}

/// The file that was named, else the one that is there.
std::filesystem::path chosen(const std::string& named, const std::filesystem::path& beside) {
  return named.empty() ? beside : std::filesystem::path(named);
}

}  // namespace

void TrustCheckOptions::addTo(CLI::App& command) {
  question.addTo(command, true);
  methods.addTo(command);
  command.add_option("--study", study,
                     "A file of rho ara --out on this network: how small a change flips the "
                     "decision, compared; else NAME.ara.jsonl beside the network");
  command.add_option("--mask", mask,
                     "A picture of the image's size, bright where evidence may be, as the lungs; "
                     "else NAME.mask.png beside the image");
  command.add_option("--reference", reference,
                     "A file of rho trust learn on this network: warns of images that it was not "
                     "made for; else NAME.reference beside the network");
}

trust::Findings checkTrust(const TrustCheckOptions& options, const Question& question,
                           const Console& console, const JobContext& job) {
  const auto& [model, image, confidences, target] = question;
  const auto& card = model.card();
  const cv::Size grid(card.inputWidth, card.inputHeight);
  const auto network = model::modelFile(options.question.model);
  // Files that do not fit are told before anything is computed.
  trust::Findings findings;
  const auto reference = chosen(options.reference, trust::referenceBeside(network));
  if (!reference.empty())
    findings.range = trust::Reference::loadFor(card, reference).rangeOf(model, image);
  const auto studyFile = chosen(options.study, trust::studyBeside(network));
  std::optional<robustness::Study> study;
  if (!studyFile.empty()) study = trust::openStudy(studyFile, card);
  const auto mask = chosen(options.mask, trust::maskBeside(image.info().source));
  torch::Tensor region;
  if (!mask.empty()) region = trust::maskedRegion(image::readImage(mask.string()), image, grid);

  const double explained = study ? 0.6 : 1;
  std::vector<trust::MethodMap> maps;
  for (const auto& explanation :
       explainCase(question, options.methods, console, job.part(0, explained))) {
    maps.push_back(trust::methodMap(explanation.method, evidenceOf(explanation), grid));
    if (!explanation.perturbed.empty()) findings.pushes.push_back(pushOf(explanation, maps.back()));
  }
  findings.agreements = agreementsOf(maps);
  if (region.defined()) addShares(maps, region, findings);
  job.throwIfStopped();
  if (study)
    findings.standing =
        trust::standingOf(model, model.input(image), *study, job.part(explained, 1));
  return findings;
}

}  // namespace rho::cli
