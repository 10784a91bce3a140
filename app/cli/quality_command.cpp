// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/resources.h"
#include "challenge_command.h"
#include "command.h"
#include "explain/conversion.h"
#include "method_options.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "quality_run.h"
#include "quality_source.h"
#include "setting.h"
#include "training/metrics.h"

namespace rho::cli {

namespace {

struct QualityOptions {
  QualitySourceOptions source;
  MethodOptions methods;
  std::vector<std::string> metrics = {"all"}, settings;
  std::string out, csv;
};

quality::ChosenMetrics chosenMetrics(const QualityOptions& options) {
  std::vector<const quality::Metric*> wanted;
  if (options.metrics == std::vector<std::string>{"all"})
    wanted = quality::metrics();
  else
    for (const auto& id : options.metrics) wanted.push_back(&quality::metricNamed(id));
  Settings settings("--metric-option", options.settings);
  quality::ChosenMetrics chosen;
  for (const auto* metric : wanted) {
    const auto& info = metric->info();
    chosen.emplace_back(metric, explain::completeOptions(
                                    info.options, settings.of(info.id, info.options), info.id));
  }
  settings.requireAllTaken("rho quality --help lists the settings");
  return chosen;
}

nlohmann::json headerOf(const QualityOptions& options, const model::Model& model,
                        const quality::ChosenMethods& methods,
                        const quality::ChosenMetrics& metrics) {
  nlohmann::json header = {{"rhoscope", version()},
                           {"model", model.card().name},
                           {"model_sha256", model.card().sha256},
                           {"data", options.source.data + options.source.image},
                           {"split", options.source.split},
                           {"class", options.source.target},
                           {"mask", options.source.mask},
                           {"maps", options.source.maps},
                           {"seed", options.methods.seed}};
  for (const auto& [method, settings] : methods) header["methods"][method->info().id] = settings;
  for (const auto& [metric, settings] : metrics) header["metrics"][metric->info().id] = settings;
  return header;
}

/// Everything that a run needs, and the judging of one image of it.
class Run {
 public:
  Run(const QualityOptions& options, quality::ChosenMethods methods, quality::ChosenMetrics metrics)
      : m_options(options),
        m_methods(std::move(methods)),
        m_metrics(std::move(metrics)),
        m_model(model::loadModel(options.source.model, options.source.device)),
        m_source(options.source, m_model) {
    if (options.source.maps.empty()) return;
    m_methods.clear();
    m_maps.emplace(options.source.maps, m_source.items().size(),
                   cv::Size(m_model.card().inputWidth, m_model.card().inputHeight));
  }

  std::vector<nlohmann::json> judgeAll(const Console& console, const JobContext& job) {
    QualityLog log(m_options.out, headerOf(m_options, m_model, m_methods, m_metrics));
    const auto& items = m_source.items();
    const auto total = static_cast<double>(items.size());
    std::vector<nlohmann::json> lines;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto part =
          job.part(static_cast<double>(i) / total, static_cast<double>(i + 1) / total);
      try {
        lines.push_back(log.line(items[i], [&] { return toJson(judged(i, part), m_metrics); }));
      } catch (const Cancelled&) {
        if (lines.empty()) throw;
        console.remark("cancelled: keeping the images that were finished");
        break;
      }
    }
    return lines;
  }

  const model::Model& model() const { return m_model; }
  const QualitySource& source() const { return m_source; }

 private:
  JudgedImage judged(std::size_t place, const JobContext& context) const {
    const auto item = m_source.items()[place];
    const auto image = m_source.image(item);
    const auto input = m_model.input(image);
    const auto confidences = explain::toVector(training::confidencesOf(m_model, input));
    const int target = m_source.target(item, confidences);
    const quality::Question question{.model = m_model,
                                     .input = input,
                                     .target = target,
                                     .evidence = m_source.evidence(item, target),
                                     .seed = m_options.methods.seed,
                                     .loadAgain = [this] {
                                       return model::loadModel(m_options.source.model,
                                                               m_options.source.device);
                                     }};
    JudgedImage result{image.info().source, target,
                       confidences.at(static_cast<std::size_t>(target)),
                       judge(question, m_methods, m_metrics, context)};
    const auto names = m_maps ? m_maps->names() : std::vector<std::string>();
    for (std::size_t a = 0; a < names.size(); ++a)
      result.judgements.push_back(
          judgeMap(question, names[a], m_maps->map(a, place), m_metrics, context));
    return result;
  }

  const QualityOptions& m_options;
  quality::ChosenMethods m_methods;
  quality::ChosenMetrics m_metrics;
  model::Model m_model;
  QualitySource m_source;
  std::optional<GivenMaps> m_maps;
};

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

/// A text with commas or quotes within quotes (RFC 4180).
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + "\"";
}

void writeCsv(const std::string& path, const std::vector<nlohmann::json>& lines) {
  std::string text = "image,target,method,measure,value\n";
  for (const auto& line : lines)
    for (const auto& result : line.at("results"))
      text += fmt::format("{},{},{},{},{}\n", quoted(line.at("image")), line.at("target").dump(),
                          quoted(result.at("method")), result.at("metric").get<std::string>(),
                          result.at("value").is_null() ? "" : result.at("value").dump());
  writeFileAtomically(path, text);
}

nlohmann::json objectOf(const Run& run, const std::vector<nlohmann::json>& lines,
                        const std::vector<Summary>& all) {
  nlohmann::json object = {{"model_sha256", run.model().card().sha256},
                           {"data", run.source().name()},
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

void run(const QualityOptions& options, const Console& console) {
  if (options.source.model.empty()) throw UsageError("rho quality", "needs --model");
  const auto metrics = chosenMetrics(options);
  const auto methods = options.methods.chosen();
  const auto job = console.job();
  Run judging(options, methods, metrics);
  const auto lines = judging.judgeAll(console, job);
  const auto all = summaries(lines);
  if (!options.csv.empty()) writeCsv(options.csv, lines);
  console.result(objectOf(judging, lines, all), textOf(all));
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
  auto options = std::make_shared<QualityOptions>();
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
  command->add_option("--csv", options->csv, "A table of every image, method and measure");
  command->footer([methods = command->get_footer()] { return methods + help(); });
  addChallenge(*command, console);
  command->callback([options, command, &console] {
    if (command->get_subcommands().empty()) run(*options, console);
  });
}

}  // namespace rho::cli
