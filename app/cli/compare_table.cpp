// SPDX-License-Identifier: Apache-2.0
#include "compare_table.h"

#include <fmt/format.h>

#include "base/csv.h"

namespace rho::cli {

nlohmann::json toJson(const ComparedNetwork& network) {
  nlohmann::json json = {{"model", network.name},
                         {"model_sha256", network.sha256},
                         {"attack", toJson(network.attack, network.classNames)},
                         {"btr", toJson(network.betterThanRandom, network.classNames)}};
  if (network.certified) json["certified_accuracy"] = *network.certified;
  if (const auto& inside = network.evidence.inside) json["evidence_inside"] = *inside;
  if (const auto& outside = network.evidence.outside) json["evidence_outside"] = *outside;
  for (const auto& one : network.quality)
    json["quality"].push_back({{"method", one.method},
                               {"metric", one.metric},
                               {"mean", one.mean()},
                               {"standard_error", one.standardError()},
                               {"n", one.n()}});
  return json;
}

std::string csvOf(const std::vector<ComparedNetwork>& rows, const std::vector<Column>& columns) {
  std::string text =
      "model,n,accuracy,ece,attack_ara,attack_ara_low,attack_ara_high,btr_ara,btr_ara_low,"
      "btr_ara_high";
  for (const auto& column : columns) text += "," + csvQuoted(column.name);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& a = rows[i].attack;
    const auto& b = rows[i].betterThanRandom;
    text += fmt::format("\n{},{},{:.6f},{:.6f},{:.7g},{:.7g},{:.7g},{:.7g},{:.7g},{:.7g}",
                        csvQuoted(rows[i].name), a.images, a.accuracy, a.calibrationError, a.ara,
                        a.araInterval.low, a.araInterval.high, b.ara, b.araInterval.low,
                        b.araInterval.high);
    for (const auto& column : columns) text += "," + column.values[i];
  }
  return text + "\n";
}

std::string textOf(const std::vector<ComparedNetwork>& rows, const std::vector<Column>& columns,
                   const std::string& title) {
  std::string text = title + "; ARA with its 95 % interval\n";
  text += fmt::format("{:<24}{:>9}{:>8}  {:<30}{:<28}", "network", "accuracy", "ECE", "attack ARA",
                      "BTR ARA");
  for (const auto& column : columns) text += "  " + column.name;
  const auto cell = [](const robustness::Summary& summary) {
    return fmt::format("{:.5f} ({:.5f} to {:.5f})", summary.ara, summary.araInterval.low,
                       summary.araInterval.high);
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    text += fmt::format("\n{:<24}{:>9.4f}{:>8.4f}  {:<30}{:<28}", row.name, row.attack.accuracy,
                        row.attack.calibrationError, cell(row.attack), cell(row.betterThanRandom));
    for (const auto& column : columns)
      text += fmt::format("  {:>{}}", column.values[i], column.name.size());
  }
  return text;
}

}  // namespace rho::cli
