// SPDX-License-Identifier: Apache-2.0
#include "quality_run.h"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "base/error.h"

namespace rho::cli {

nlohmann::json toJson(const JudgedImage& image, const quality::ChosenMetrics& metrics) {
  nlohmann::json line = {{"image", image.image},
                         {"target", image.target},
                         {"confidence", image.confidence},
                         {"results", nlohmann::json::array()}};
  for (const auto& judgement : image.judgements)
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      const auto& found = judgement.measurements[i];
      nlohmann::json result = {{"method", judgement.method},
                               {"metric", metrics[i].first->info().id},
                               {"value", nullptr}};
      if (found) {
        result["value"] = found->value;
        if (!found->curve.empty()) result["curve"] = found->curve;
      }
      line["results"].push_back(std::move(result));
    }
  return line;
}

double Summary::mean() const {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(n());
}

double Summary::standardError() const {
  if (n() < 2) return 0;
  const double middle = mean();
  double squares = 0;
  for (const double value : values) squares += (value - middle) * (value - middle);
  const auto count = static_cast<double>(n());
  return std::sqrt(squares / (count - 1) / count);
}

std::vector<Summary> summaries(const std::vector<nlohmann::json>& lines) {
  std::vector<Summary> all;
  for (const auto& line : lines)
    for (const auto& result : line.at("results")) {
      const auto& method = result.at("method");
      const auto& metric = result.at("metric");
      auto known = std::find_if(all.begin(), all.end(), [&](const Summary& one) {
        return one.method == method && one.metric == metric;
      });
      if (known == all.end()) known = all.insert(all.end(), {method, metric, {}});
      if (!result.at("value").is_null()) known->values.push_back(result.at("value"));
    }
  std::erase_if(all, [](const Summary& one) { return one.values.empty(); });
  return all;
}

QualityLog::QualityLog(const std::filesystem::path& path, const nlohmann::json& header) {
  if (path.empty()) return;
  m_log = std::make_unique<LineLog>(
      path, InvalidInput(path.string(), "is being written by another process",
                         "wait for it, or name another file"));
  const auto end = readLines(path, [&](const LogLine& line) { return take(line, header); });
  if (end == 0 && !holdsTorn(path, header.dump()))
    throw BrokenFile(path.string(), "has no header", "name another file");
  m_log->cut(end);
  if (end == 0) m_log->append(header.dump() + "\n");
}

bool QualityLog::take(const LogLine& line, const nlohmann::json& header) {
  const auto file = m_log->path().string();
  const bool isHeader = line.number == 1;
  if (isHeader ? !line.json.is_object()
               : !line.json.contains("item") || !line.json.contains("results"))
    throw BrokenFile(file, "is no file of rho quality", "name another file");
  if (isHeader && line.json != header)
    throw InvalidInput(file, "holds the results of another network, data or settings",
                       "name another file, or delete this one");
  if (!isHeader) m_lines[line.json.at("item").get<std::int64_t>()] = line.json;
  return true;
}

const nlohmann::json& QualityLog::line(std::int64_t item,
                                       const std::function<nlohmann::json()>& compute) {
  const auto known = m_lines.find(item);
  if (known != m_lines.end()) return known->second;
  auto json = compute();
  json["item"] = item;
  if (m_log) m_log->append(json.dump() + "\n");
  return m_lines[item] = std::move(json);
}

std::vector<nlohmann::json> QualityLog::lines() const {
  std::vector<nlohmann::json> all;
  for (const auto& [item, line] : m_lines) all.push_back(line);
  return all;
}

}  // namespace rho::cli
