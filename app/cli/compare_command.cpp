// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "ara_study.h"
#include "base/file.h"
#include "certify_study.h"
#include "command.h"
#include "compare_table.h"
#include "decider.h"
#include "evidence_study.h"
#include "quality_study.h"

namespace rho::cli {

namespace {

struct CompareOptions {
  std::vector<std::string> models;
  AraStudyOptions ara;
  bool certifies = false;
  robustness::Smoothing smoothing;
  double radius = 0.25;  ///< L2 norm
  QualityOptions quality;
  std::string csv;
};

double certifiedOf(const CompareOptions& options, const StudyOptions& study,
                   const JobContext& job) {
  const auto certificates = measureCertificates(study, options.smoothing, job);
  return certifiedAccuracy(certificates.images,
                           options.radius / certificates.header.at("input_norm").get<double>());
}

std::vector<Summary> qualityOf(const CompareOptions& options, const StudyOptions& study,
                               const Console& console, const JobContext& job) {
  auto quality = options.quality;
  quality.source.model = study.model;
  quality.source.data = study.data;
  quality.source.split = study.split;
  quality.source.device = study.device;
  quality.source.selection = study.selection;
  return summaries(QualityStudy(quality).judgeAll(console, job));
}

std::string nameOf(const robustness::StudyHeader& header) {
  const auto name = header.at("model").get<std::string>();
  return header.contains("label") ? name + ", " + header["label"].get<std::string>() : name;
}

/// What is known of a network, or of each label of one with several.
std::vector<ComparedNetwork> measureRows(const CompareOptions& options, const std::string& model,
                                         const Console& console, const JobContext& job) {
  auto ara = options.ara;
  ara.study.model = model;
  ara.kind = "attack";
  const auto attack = measureAra(ara, job.part(0, 0.3));
  ara.kind = "btr";
  // Of a label, the decision and better than random are one question.
  const bool areLabels = attack.front().header.contains("label");
  const auto chance = areLabels ? attack : measureAra(ara, job.part(0.3, 0.5));
  const auto count = static_cast<double>(attack.size());
  std::vector<ComparedNetwork> rows;
  for (std::size_t i = 0; i < attack.size(); ++i) {
    const auto& header = attack[i].header;
    const auto classNames = header.at("classes").get<std::vector<std::string>>();
    const auto classes = static_cast<int>(classNames.size());
    ComparedNetwork row{nameOf(header),
                        header.at("model_sha256").get<std::string>(),
                        classNames,
                        summarise(attack[i].images, classes),
                        summarise(chance[i].images, classes),
                        {},
                        {},
                        {}};
    const auto done = static_cast<double>(i);
    ara.study.label = header.value("label", std::string());
    if (options.certifies)
      row.certified = certifiedOf(
          options, ara.study, job.part(0.5 + 0.25 * done / count, 0.5 + 0.25 * (done + 1) / count));
    rows.push_back(std::move(row));
  }
  // Of the network as a whole: they say nothing of a single label, and are the same in each row.
  const auto quality = options.quality.metrics.empty()
                           ? std::vector<Summary>()
                           : qualityOf(options, ara.study, console, job.part(0.75, 0.95));
  const auto evidence = measureEvidence(ara.study, job.part(0.95, 1));
  for (auto& row : rows) row.quality = quality, row.evidence = evidence;
  return rows;
}

nlohmann::json jsonOf(const std::vector<ComparedNetwork>& rows, const CompareOptions& options) {
  nlohmann::json json = {{"data", options.ara.study.data}, {"search", options.ara.search}};
  if (options.certifies)
    json["certificates"] = {{"radius", options.radius},
                            {"sigma", options.smoothing.sigma},
                            {"estimating", options.smoothing.estimating}};
  for (const auto& row : rows) json["networks"].push_back(toJson(row));
  return json;
}

/// One value for each network, as far as it is known; no column where it is for none.
void addColumn(std::vector<Column>& columns, const std::string& name,
               const std::vector<std::optional<double>>& values) {
  if (std::ranges::none_of(values, [](const auto& value) { return value.has_value(); })) return;
  Column column{name, {}};
  for (const auto& value : values)
    column.values.push_back(value ? fmt::format("{:.4f}", *value) : std::string());
  columns.push_back(std::move(column));
}

std::vector<Column> furtherColumns(const std::vector<ComparedNetwork>& rows,
                                   const CompareOptions& options) {
  std::vector<Column> columns;
  std::vector<std::optional<double>> certified, inside, outside;
  for (const auto& row : rows) {
    certified.push_back(row.certified);
    inside.push_back(row.evidence.inside);
    outside.push_back(row.evidence.outside);
  }
  addColumn(columns, fmt::format("certified at {:g}", options.radius), certified);
  addColumn(columns, "evidence inside", inside);
  addColumn(columns, "evidence outside", outside);
  // Networks may differ in what could be measured of them.
  for (const auto& [method, settings] : options.quality.methods.chosen())
    for (const auto& [metric, its] : chosenMetrics(options.quality)) {
      const auto methodId = method->info().id, metricId = metric->info().id;
      columns.push_back({methodId + " " + metricId, {}});
      for (const auto& row : rows) {
        const auto found = std::ranges::find_if(row.quality, [&](const Summary& one) {
          return one.method == methodId && one.metric == metricId;
        });
        columns.back().values.push_back(
            found == row.quality.end() ? "" : fmt::format("{:.4f}", found->mean()));
      }
    }
  return columns;
}

void run(const CompareOptions& options, const Console& console) {
  const auto job = console.job();
  chosenMetrics(options.quality);  // mistakes are told before anything runs
  const double count = static_cast<double>(options.models.size());
  double done = 0;
  std::vector<ComparedNetwork> rows;
  for (const auto& model : options.models) {
    auto own = measureRows(options, model, console, job.part(done / count, (done + 1) / count));
    std::ranges::move(own, std::back_inserter(rows));
    done += 1;
  }
  const auto columns = furtherColumns(rows, options);
  if (!options.csv.empty()) writeFileAtomically(options.csv, csvOf(rows, columns));
  console.result(jsonOf(rows, options),
                 textOf(rows, columns,
                        fmt::format("{} images of {}, {} search", rows.front().attack.images,
                                    options.ara.study.data, options.ara.search)));
}

}  // namespace

void addCompare(CLI::App& app, Console& console) {
  auto options = std::make_shared<CompareOptions>();
  options->ara.search = "fast";
  options->smoothing.estimating = 1000;
  options->quality.metrics.clear();
  auto* command = app.add_subcommand(
      "compare",
      "Several networks on the same images: accuracy, calibration, attack and BTR ARA, certified "
      "accuracy, quality of explanations; with masks in the data's address, where the evidence is");
  command->add_option("models", options->models, "The networks' files or names")->required();
  auto& study = options->ara.study;
  command->add_option("--data", study.data, "Labelled images, as for evaluate")->required();
  command->add_option("--split", study.split, "train, test, …; test where there are several");
  command->add_option("--search", options->ara.search, "fast or paper, as for ara")
      ->check(CLI::IsMember({"fast", "paper"}))
      ->capture_default_str();
  addSelection(*command, study.selection);
  addLabel(*command, study.label);
  command->add_flag("--certify", options->certifies,
                    "Also the accuracy that is certified by randomized smoothing");
  command->add_option("--radius", options->radius, "With --certify: L2 norm, of pixels in [0,1]")
      ->capture_default_str();
  addSmoothing(*command, options->smoothing);
  command
      ->add_option("--quality", options->quality.metrics,
                   "Also these measures of the explanations by --methods, as for quality")
      ->delimiter(',');
  options->quality.methods.addTo(*command);
  command->add_option("--csv", options->csv, "Write a line for each network");
  command->add_option("--device", study.device, "cpu, cuda or cuda:N")->capture_default_str();
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
