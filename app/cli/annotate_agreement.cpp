// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "annotate_commands.h"
#include "annotation/agreement.h"

namespace rho::cli {

namespace {

using namespace annotation;
using nlohmann::json;

json numberOf(const std::optional<double>& value) { return value ? json(*value) : json(); }

std::string textOf(const std::optional<double>& value) {
  return value ? fmt::format("{:.3f}", *value) : "-";
}

void agreement(const std::string& file, const Console& console) {
  const auto found = agreementOf(Project::open(file));
  json pairs = json::array(), groups = json::array();
  std::string text;
  for (const auto& one : found.pairs) {
    pairs.push_back({{"first", one.first},
                     {"second", one.second},
                     {"class", one.className},
                     {"cases", one.cases},
                     {"cohen_kappa", numberOf(one.kappa)},
                     {"masks", one.masks},
                     {"mean_dice", numberOf(one.meanDice)}});
    text += fmt::format("{} and {}, {}: kappa {} over {} cases, Dice {} over {} masks\n", one.first,
                        one.second, one.className.empty() ? "all classes" : one.className,
                        textOf(one.kappa), one.cases, textOf(one.meanDice), one.masks);
  }
  for (const auto& one : found.groups) {
    groups.push_back({{"class", one.className},
                      {"cases", one.cases},
                      {"readers", one.readers},
                      {"fleiss_kappa", numberOf(one.fleiss)}});
    text += fmt::format("{}: Fleiss' kappa {} of {} readers over {} cases\n",
                        one.className.empty() ? "all classes" : one.className, textOf(one.fleiss),
                        one.readers, one.cases);
  }
  if (!text.empty()) text.pop_back();
  console.result({{"pairs", pairs}, {"groups", groups}}, text);
}

}  // namespace

void addAnnotateAgreement(CLI::App& annotate, Console& console) {
  auto file = std::make_shared<std::string>();
  auto* command = annotate.add_subcommand("agreement", "How well readers agree, for each class");
  command->add_option("project", *file, "The project's file")->required();
  command->callback([file, &console] { agreement(*file, console); });
}

}  // namespace rho::cli
