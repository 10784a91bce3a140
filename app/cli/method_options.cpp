// SPDX-License-Identifier: Apache-2.0
#include "method_options.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/error.h"

namespace rho::cli {

namespace {

using Json = nlohmann::json;

struct Setting {
  std::string method, name;
  Json value;
};

/// "lime.samples=500"; a value that is no JSON number or flag is a text.
Setting parsed(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos)
    throw UsageError("--option " + text, "has no value", "write NAME=VALUE or METHOD.NAME=VALUE");
  Setting setting;
  setting.name = text.substr(0, equals);
  const auto dot = setting.name.find('.');
  if (dot != std::string::npos) {
    setting.method = setting.name.substr(0, dot);
    setting.name = setting.name.substr(dot + 1);
  }
  const std::string value = text.substr(equals + 1);
  setting.value = Json::parse(value, nullptr, false);
  if (!setting.value.is_number() && !setting.value.is_boolean()) setting.value = value;
  return setting;
}

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
  std::vector<Setting> all;
  for (const auto& text : settings) all.push_back(parsed(text));
  std::set<std::string> used;
  std::vector<std::pair<const explain::Explainer*, Json>> result;
  for (const auto* explainer : wanted) {
    Json given = Json::object();
    if (rho && hasOption(*explainer, "rho")) given["rho"] = *rho;
    for (const auto& setting : all) {
      const bool forAll = setting.method.empty() && hasOption(*explainer, setting.name);
      if (!forAll && setting.method != explainer->info().id) continue;
      given[setting.name] = setting.value;
      used.insert(setting.method + "." + setting.name);
    }
    result.emplace_back(explainer,
                        completeOptions(explainer->info().options, given, explainer->info().id));
  }
  for (const auto& setting : all)
    if (!used.contains(setting.method + "." + setting.name))
      throw UsageError("--option " + setting.name, "belongs to none of the chosen methods",
                       "rho explain --help lists the settings");
  return result;
}

}  // namespace rho::cli
