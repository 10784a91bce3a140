// SPDX-License-Identifier: Apache-2.0
#include "quality_run.h"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <numeric>

#include "base/error.h"
#include "base/file.h"

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

QualityLog::QualityLog(std::filesystem::path path, const nlohmann::json& header)
    : m_path(std::move(path)) {
  if (m_path.empty()) return;
  if (std::filesystem::exists(m_path))
    read(header);
  else
    writeFileAtomically(m_path, header.dump() + "\n");
}

/// A last line without an end is what an interruption left: it is computed again.
void QualityLog::read(const nlohmann::json& header) {
  std::ifstream stream(m_path, std::ios::binary);
  std::string text;
  std::uintmax_t whole = 0;
  bool first = true;
  while (std::getline(stream, text) && !stream.eof()) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (first ? !json.is_object() : !json.contains("item") || !json.contains("results"))
      throw BrokenFile(m_path.string(), "is no file of rho quality", "name another file");
    if (first && json != header)
      throw InvalidInput(m_path.string(), "holds the results of another network, data or settings",
                         "name another file, or delete this one");
    if (!first) m_lines[json.at("item").get<std::int64_t>()] = json;
    first = false;
    whole += text.size() + 1;
  }
  if (first) throw BrokenFile(m_path.string(), "has no header", "name another file");
  stream.close();
  std::filesystem::resize_file(m_path, whole);
}

const nlohmann::json& QualityLog::line(std::int64_t item,
                                       const std::function<nlohmann::json()>& compute) {
  const auto known = m_lines.find(item);
  if (known != m_lines.end()) return known->second;
  auto json = compute();
  json["item"] = item;
  if (!m_path.empty()) {
    std::ofstream stream(m_path, std::ios::binary | std::ios::app);
    stream << json.dump() << "\n" << std::flush;
    if (!stream) throw WriteFailed(m_path.string(), "a result could not be written");
  }
  return m_lines[item] = std::move(json);
}

std::vector<nlohmann::json> QualityLog::lines() const {
  std::vector<nlohmann::json> all;
  for (const auto& [item, line] : m_lines) all.push_back(line);
  return all;
}

}  // namespace rho::cli
