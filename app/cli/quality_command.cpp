// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "challenge_command.h"
#include "command.h"
#include "quality_study.h"

namespace rho::cli {

namespace {

std::string betterText(const quality::MetricInfo& info) {
  return info.better == quality::Better::lower ? "lower is better" : "higher is better";
}

/// Methods down, measures across would be too wide: one block for each measure.
std::string textOf(const std::vector<Summary>& all) {
  std::string text;
  for (const auto* metric : quality::metrics()) {
    const auto& info = metric->info();
    bool first = true;
    for (const auto& one : all) {
      if (one.metric != info.id) continue;
      if (first)
        text += fmt::format("{}{} ({})\n", text.empty() ? "" : "\n", info.title, betterText(info));
      first = false;
      text += fmt::format("  {:<24} {:9.4f} ± {:.4f}  n {}\n", one.method, one.mean(),
                          one.standardError(), one.n());
    }
  }
  if (text.empty()) return "no measure applies to these images and methods";
  text.pop_back();
  return text;
}

void writeCsv(const std::string& path, const std::vector<nlohmann::json>& lines) {
  std::string text = "image,target,method,measure,value\n";
  for (const auto& line : lines)
    for (const auto& result : line.at("results"))
      text += fmt::format("{},{},{},{},{}\n", csvQuoted(line.at("image")), line.at("target").dump(),
                          csvQuoted(result.at("method")), result.at("metric").get<std::string>(),
                          result.at("value").is_null() ? "" : result.at("value").dump());
  writeFileAtomically(path, text);
}

nlohmann::json objectOf(const QualityStudy& study, const std::vector<nlohmann::json>& lines,
                        const std::vector<Summary>& all) {
  nlohmann::json object = {{"model_sha256", study.model().card().sha256},
                           {"data", study.source().name()},
                           {"n", lines.size()},
                           {"results", nlohmann::json::array()},
                           {"images", lines}};
  for (const auto& one : all) {
    const auto& info = quality::metricNamed(one.metric).info();
    object["results"].push_back(
        {{"method", one.method},
         {"metric", one.metric},
         {"better", info.better == quality::Better::lower ? "lower" : "higher"},
         {"mean", one.mean()},
         {"standard_error", one.standardError()},
         {"n", one.n()},
         {"values", one.values}});
  }
  return object;
}

struct QualityCommand {
  QualityOptions options;
  std::string csv;
};

void run(const QualityCommand& command, const Console& console) {
  if (command.options.source.model.empty()) throw UsageError("rho quality", "needs --model");
  const auto job = console.job();
  const QualityStudy study(command.options);
  const auto lines = study.judgeAll(console, job);
  const auto all = summaries(lines);
  if (!command.csv.empty()) writeCsv(command.csv, lines);
  console.result(objectOf(study, lines, all), textOf(all));
  if (job.stopRequested()) throw Cancelled();
}

std::string help() {
  std::string text = "\nMeasures and their settings (--metric-option MEASURE.NAME=VALUE):\n";
  for (const auto* metric : quality::metrics()) {
    const auto& info = metric->info();
    text += fmt::format("  {:<22} {} ({})\n", info.id, info.summary, betterText(info));
    for (const auto& spec : info.options)
      text += fmt::format("      {:<20} {} [{}]\n", spec.name, spec.help, spec.defaultValue.dump());
  }
  return text;
}

}  // namespace

void addQuality(CLI::App& app, Console& console) {
  auto all = std::make_shared<QualityCommand>();
  auto* options = &all->options;
  auto* command = app.add_subcommand("quality", "Measure how good explanations are");
  options->source.addTo(*command);
  options->methods.addTo(*command);
  command->add_option("--metrics", options->metrics, "Comma-separated, or all")
      ->delimiter(',')
      ->capture_default_str();
  command->add_option("--metric-option", options->settings,
                      "MEASURE.NAME=VALUE, or NAME=VALUE for all measures that have it");
  command->add_option("--out", options->out,
                      "A file (.jsonl) with a line for each image; a run that was stopped goes on");
  command->add_option("--csv", all->csv, "A table of every image, method and measure");
  command->footer([methods = command->get_footer()] { return methods + help(); });
  addChallenge(*command, console);
  command->callback([all, command, &console] {
    if (command->get_subcommands().empty()) run(*all, console);
  });
}

}  // namespace rho::cli
