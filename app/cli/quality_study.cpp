// SPDX-License-Identifier: Apache-2.0
#include "quality_study.h"

#include "base/error.h"
#include "base/resources.h"
#include "explain/conversion.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "setting.h"
#include "training/metrics.h"

namespace rho::cli {

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

QualityStudy::QualityStudy(QualityOptions options)
    : m_options(std::move(options)),
      m_metrics(chosenMetrics(m_options)),
      m_methods(m_options.methods.chosen()),
      m_model(model::loadModel(m_options.source.model, m_options.source.device)),
      m_source(m_options.source, m_model) {
  if (m_options.source.maps.empty()) return;
  m_methods.clear();
  m_maps.emplace(m_options.source.maps, m_source.items().size(),
                 cv::Size(m_model.card().inputWidth, m_model.card().inputHeight));
}

/// What decides the results: a file with another header is not gone on with.
nlohmann::json QualityStudy::header() const {
  const auto& source = m_options.source;
  nlohmann::json header = {{"rhoscope", version()},
                           {"model", m_model.card().name},
                           {"model_sha256", m_model.card().sha256},
                           {"data", source.data + source.image},
                           {"split", source.split},
                           {"class", source.target},
                           {"mask", source.mask},
                           {"maps", source.maps},
                           {"seed", m_options.methods.seed}};
  for (const auto& [method, settings] : m_methods) header["methods"][method->info().id] = settings;
  for (const auto& [metric, settings] : m_metrics) header["metrics"][metric->info().id] = settings;
  return header;
}

std::vector<nlohmann::json> QualityStudy::judgeAll(const Console& console,
                                                   const JobContext& job) const {
  QualityLog log(m_options.out, header());
  const auto& items = m_source.items();
  const auto total = static_cast<double>(items.size());
  std::vector<nlohmann::json> lines;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto part = job.part(static_cast<double>(i) / total, static_cast<double>(i + 1) / total);
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

JudgedImage QualityStudy::judged(std::size_t place, const JobContext& context) const {
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
  JudgedImage result{image.info().source, target, confidences.at(static_cast<std::size_t>(target)),
                     judge(question, m_methods, m_metrics, context)};
  const auto names = m_maps ? m_maps->names() : std::vector<std::string>();
  for (std::size_t a = 0; a < names.size(); ++a)
    result.judgements.push_back(
        judgeMap(question, names[a], m_maps->map(a, place), m_metrics, context));
  return result;
}

}  // namespace rho::cli
