// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ara_study.h"
#include "base/file.h"
#include "command.h"

namespace rho::cli {

namespace {

struct CompareOptions {
  std::vector<std::string> models;
  AraStudyOptions ara;
  std::string csv;
};

/// What is known of one network.
struct Row {
  std::string name, sha256;
  std::vector<std::string> classNames;
  robustness::Summary attack, betterThanRandom;
};

Row measureRow(const CompareOptions& options, const std::string& model, const JobContext& job) {
  auto ara = options.ara;
  ara.study.model = model;
  ara.kind = "attack";
  const auto attack = measureAra(ara, job.part(0, 0.5));
  ara.kind = "btr";
  const auto chance = measureAra(ara, job.part(0.5, 1));
  const auto classNames = attack.header.at("classes").get<std::vector<std::string>>();
  const auto classes = static_cast<int>(classNames.size());
  return {attack.header.at("model").get<std::string>(),
          attack.header.at("model_sha256").get<std::string>(), classNames,
          summarise(attack.images, classes), summarise(chance.images, classes)};
}

nlohmann::json jsonOf(const std::vector<Row>& rows, const AraStudyOptions& ara) {
  auto networks = nlohmann::json::array();
  for (const auto& row : rows)
    networks.push_back({{"model", row.name},
                        {"model_sha256", row.sha256},
                        {"attack", toJson(row.attack, row.classNames)},
                        {"btr", toJson(row.betterThanRandom, row.classNames)}});
  return {{"data", ara.study.data}, {"search", ara.search}, {"networks", networks}};
}

std::string csvOf(const std::vector<Row>& rows) {
  std::string text =
      "model,n,accuracy,ece,attack_ara,attack_ara_low,attack_ara_high,btr_ara,btr_ara_low,"
      "btr_ara_high\n";
  for (const auto& row : rows) {
    const auto& a = row.attack;
    const auto& b = row.betterThanRandom;
    text += fmt::format("{},{},{:.6f},{:.6f},{:.7g},{:.7g},{:.7g},{:.7g},{:.7g},{:.7g}\n", row.name,
                        a.images, a.accuracy, a.calibrationError, a.ara, a.araInterval.low,
                        a.araInterval.high, b.ara, b.araInterval.low, b.araInterval.high);
  }
  return text;
}

std::string textOf(const std::vector<Row>& rows, const AraStudyOptions& ara) {
  std::string text = fmt::format("{} images of {}, {} search; ARA with its 95 % interval\n",
                                 rows.front().attack.images, ara.study.data, ara.search);
  text += fmt::format("{:<24}{:>9}{:>8}  {:<30}{:<28}", "network", "accuracy", "ECE", "attack ARA",
                      "BTR ARA");
  const auto cell = [](const robustness::Summary& summary) {
    return fmt::format("{:.5f} ({:.5f} to {:.5f})", summary.ara, summary.araInterval.low,
                       summary.araInterval.high);
  };
  for (const auto& row : rows)
    text += fmt::format("\n{:<24}{:>9.4f}{:>8.4f}  {:<30}{:<28}", row.name, row.attack.accuracy,
                        row.attack.calibrationError, cell(row.attack), cell(row.betterThanRandom));
  return text;
}

void run(const CompareOptions& options, const Console& console) {
  const auto job = console.job();
  const double count = static_cast<double>(options.models.size());
  std::vector<Row> rows;
  for (const auto& model : options.models) {
    const double done = static_cast<double>(rows.size());
    rows.push_back(measureRow(options, model, job.part(done / count, (done + 1) / count)));
  }
  if (!options.csv.empty()) writeFileAtomically(options.csv, csvOf(rows));
  console.result(jsonOf(rows, options.ara), textOf(rows, options.ara));
}

}  // namespace

void addCompare(CLI::App& app, Console& console) {
  auto options = std::make_shared<CompareOptions>();
  options->ara.search = "fast";
  auto* command = app.add_subcommand(
      "compare", "Several networks on the same images: accuracy, calibration, attack and BTR ARA");
  command->add_option("models", options->models, "The networks' files or names")->required();
  auto& study = options->ara.study;
  command->add_option("--data", study.data, "Labelled images, as for evaluate")->required();
  command->add_option("--split", study.split, "train, test, …; test where there are several");
  command->add_option("--search", options->ara.search, "fast or paper, as for ara")
      ->check(CLI::IsMember({"fast", "paper"}))
      ->capture_default_str();
  addSelection(*command, study.selection);
  command->add_option("--csv", options->csv, "Write a line for each network");
  command->add_option("--device", study.device, "cpu, cuda or cuda:N")->capture_default_str();
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
