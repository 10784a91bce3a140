// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "experiment.h"

namespace rho::cli {

namespace {

std::string valueText(const nlohmann::json& values, const std::string& measure) {
  const auto found = values.find(measure);
  return found == values.end() || !found->is_number() ? ""
                                                      : fmt::format("{:.4f}", found->get<double>());
}

/// One line of values, empty where there is none.
std::string cells(const Experiment& experiment, const nlohmann::json& values,
                  const std::string& separator) {
  std::string text;
  for (const auto& measure : experiment.measures) text += separator + valueText(values, measure);
  return text;
}

/// On what the figures were computed; the last finished run speaks for all.
std::string provenance(const std::vector<ExperimentRow>& rows) {
  nlohmann::json environment;
  for (const auto& row : rows)
    if (!row.measures.empty()) environment = row.environment;
  if (environment.empty()) return "";
  return fmt::format("{}, {} threads, LibTorch {}, Rhoscope {}, {}",
                     environment.value("device_name", ""), environment.value("threads", 0),
                     environment.value("libtorch", ""), environment.value("program", ""),
                     environment.value("started", "").substr(0, 10));
}

}  // namespace

std::string markdownTable(const Experiment& experiment, const std::vector<ExperimentRow>& rows) {
  std::string text = fmt::format("# {}\n\n{} Scale `{}`: {}.\n\n| network |", experiment.title,
                                 experiment.question, experiment.scaleName, experiment.scale.about);
  for (const auto& measure : experiment.measures) text += " " + measure + " |";
  text += " minutes |\n|---|" + [&] {
    std::string rule;
    for (std::size_t i = 0; i <= experiment.measures.size(); ++i) rule += "--:|";
    return rule;
  }();
  for (const auto& row : rows) {
    text += fmt::format("\n| {}{} | {} |", row.run.name, cells(experiment, row.measures, " | "),
                        row.measures.empty()
                            ? std::string("not done")
                            : fmt::format("{:.1f}", row.measures.value("seconds", 0.0) / 60));
    if (!row.run.published.empty())
      text += fmt::format("\n| {}, published{} | |", row.run.name,
                          cells(experiment, row.run.published, " | "));
  }
  text += fmt::format("\n\nSource: {}.", experiment.source);
  if (const auto where = provenance(rows); !where.empty()) text += " Measured: " + where + ".";
  return text + "\n";
}

std::string csvTable(const Experiment& experiment, const std::vector<ExperimentRow>& rows) {
  std::string text = "network,source";
  for (const auto& measure : experiment.measures) text += "," + measure;
  text += ",seconds\n";
  for (const auto& row : rows) {
    if (!row.measures.empty())
      text += fmt::format("{},measured{},{:.1f}\n", row.run.name,
                          cells(experiment, row.measures, ","), row.measures.value("seconds", 0.0));
    if (!row.run.published.empty())
      text +=
          fmt::format("{},published{},\n", row.run.name, cells(experiment, row.run.published, ","));
  }
  return text;
}

nlohmann::json jsonTable(const Experiment& experiment, const std::vector<ExperimentRow>& rows) {
  auto runs = nlohmann::json::array();
  for (const auto& row : rows)
    runs.push_back({{"name", row.run.name},
                    {"recipe", row.run.recipe},
                    {"done", !row.measures.empty()},
                    {"measures", row.measures},
                    {"published", row.run.published},
                    {"environment", row.environment}});
  return {{"experiment", experiment.name},
          {"scale", experiment.scaleName},
          {"about", experiment.scale.about},
          {"runs", runs}};
}

}  // namespace rho::cli
