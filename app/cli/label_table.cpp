// SPDX-License-Identifier: Apache-2.0
#include "label_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/csv.h"
#include "training/ranking.h"

namespace rho::cli {

namespace {

std::optional<double> known(double value) {
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::string cell(std::optional<double> value, int digits) {
  return value ? fmt::format("{:.{}f}", *value, digits) : "–";
}

/// Letters, not bytes.
std::size_t widthOf(const std::string& utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width, bool right = false) {
  const std::string spaces(width - std::min(width, widthOf(text)), ' ');
  return right ? spaces + text : text + spaces;
}

}  // namespace

std::optional<double> aucOf(const robustness::Study& study) {
  std::vector<double> scores;
  std::vector<bool> positive;
  for (const auto& image : study.images) {
    scores.push_back(image.predicted == 1 ? image.confidence : 1 - image.confidence);
    positive.push_back(image.label == 1);
  }
  return training::areaUnderRoc(scores, positive);
}

LabelTable::LabelTable(const std::vector<robustness::Study>& studies) {
  for (const auto& study : studies) {
    const auto positive = std::ranges::count_if(
        study.images, [](const robustness::Measured& image) { return image.label == 1; });
    m_rows.push_back({study.header.at("label").get<std::string>(), study,
                      robustness::summarise(study.images, 2), positive, aucOf(study)});
  }
}

std::optional<double> LabelTable::mean(std::optional<double> (*value)(const Row&)) const {
  double sum = 0, count = 0;
  for (const auto& row : m_rows)
    if (const auto one = value(row)) sum += *one, count += 1;
  return count > 0 ? std::optional(sum / count) : std::nullopt;
}

nlohmann::json LabelTable::json() const {
  nlohmann::json all;
  for (const auto& row : m_rows) {
    auto json = toJson(row.summary, row.study.header.value("classes", std::vector<std::string>{}));
    json["label"] = row.label;
    json["positive"] = row.positive;
    json["distances"] = robustness::distancesOf(row.study.images);
    if (row.auc) json["auc"] = *row.auc;
    all["labels"].push_back(std::move(json));
  }
  const auto add = [&](const char* name, std::optional<double> (*value)(const Row&)) {
    if (const auto one = mean(value)) all[name] = *one;
  };
  add("mean_ara", [](const Row& row) { return known(row.summary.ara); });
  add("mean_accuracy", [](const Row& row) { return known(row.summary.accuracy); });
  add("mean_auc", [](const Row& row) { return row.auc; });
  return all;
}

std::string LabelTable::text() const {
  std::size_t width = 5;
  for (const auto& row : m_rows) width = std::max(width, widthOf(row.label));
  const auto line = [&](const std::string& label, const std::string& n, const std::string& positive,
                        const std::string& accuracy, const std::string& auc, const std::string& ara,
                        const std::string& interval, const std::string& median) {
    return "\n  " + padded(label, width) + padded(n, 7, true) + padded(positive, 10, true) +
           padded(accuracy, 10, true) + padded(auc, 8, true) + padded(ara, 9, true) + "  " +
           padded(interval, 20) + padded(median, 8, true);
  };
  auto text = line("label", "n", "positive", "accuracy", "AUC", "ARA", "95 %", "median").substr(1);
  for (const auto& row : m_rows) {
    const auto& s = row.summary;
    const auto interval =
        std::isfinite(s.araInterval.high)
            ? fmt::format("{:.5f} to {:.5f}", s.araInterval.low, s.araInterval.high)
            : "–";
    text +=
        line(row.label, std::to_string(s.images), std::to_string(row.positive), cell(s.accuracy, 4),
             cell(row.auc, 4), cell(known(s.ara), 5), interval, cell(known(s.medianDistance), 5));
  }
  return text + line("mean", "", "",
                     cell(mean([](const Row& row) { return known(row.summary.accuracy); }), 4),
                     cell(mean([](const Row& row) { return row.auc; }), 4),
                     cell(mean([](const Row& row) { return known(row.summary.ara); }), 5), "", "");
}

std::string LabelTable::csv() const {
  std::string text;
  for (const auto& row : m_rows) {
    std::istringstream lines(robustness::csvOf(row.study.images));
    std::string line;
    for (bool isHead = true; std::getline(lines, line); isHead = false) {
      if (!isHead)
        text += csvQuoted(row.label) + "," + line + "\n";
      else if (text.empty())
        text = "name," + line + "\n";
    }
  }
  return text;
}

}  // namespace rho::cli
