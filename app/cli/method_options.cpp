// SPDX-License-Identifier: Apache-2.0
#include "method_options.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "setting.h"

namespace rho::cli {

namespace {

using Json = nlohmann::json;

bool hasOption(const explain::Explainer& explainer, const std::string& name) {
  const auto& specs = explainer.info().options;
  return std::any_of(specs.begin(), specs.end(),
                     [&](const auto& spec) { return spec.name == name; });
}

std::string help() {
  std::string text = "Methods and their settings (--option METHOD.NAME=VALUE):\n";
  for (const auto* explainer : explain::explainers()) {
    const auto& info = explainer->info();
    text += fmt::format("  {:<22} {}\n", info.id, info.summary);
    for (const auto& spec : info.options)
      text += fmt::format("      {:<20} {} [{}]\n", spec.name, spec.help, spec.defaultValue.dump());
  }
  return text;
}

}  // namespace

void MethodOptions::addTo(CLI::App& command) {
  command.add_option("--methods", methods, "Comma-separated, or all")
      ->delimiter(',')
      ->capture_default_str();
  command.add_option("--rho", rho,
                     "Bound on the perturbation: its root-mean-square over all values of the "
                     "image in 0 to 1 (default 0.1)");
  command.add_option("--option", settings,
                     "METHOD.NAME=VALUE, or NAME=VALUE for all methods that have it");
  command.add_option("--seed", seed, "The only source of randomness")->capture_default_str();
  command.footer(help);
}

std::vector<std::pair<const explain::Explainer*, Json>> MethodOptions::chosen() const {
  std::vector<const explain::Explainer*> wanted;
  if (methods == std::vector<std::string>{"all"})
    wanted = explain::explainers();
  else
    for (const auto& id : methods) wanted.push_back(&explain::explainerNamed(id));
  Settings all("--option", settings);
  std::vector<std::pair<const explain::Explainer*, Json>> result;
  for (const auto* explainer : wanted) {
    const auto& info = explainer->info();
    Json given = Json::object();
    if (rho && hasOption(*explainer, "rho")) given["rho"] = *rho;
    given.update(all.of(info.id, info.options));
    result.emplace_back(explainer, completeOptions(info.options, given, info.id));
  }
  all.requireAllTaken("--help lists the settings");
  return result;
}

}  // namespace rho::cli
