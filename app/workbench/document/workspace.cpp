// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/workspace.h"

#include <algorithm>

#include "workbench/document/json_reader.h"

namespace rho::workbench {

namespace {

using nlohmann::json;

json toJson(const TileSetting& tile) {
  json result = {{"method", tile.method}};
  if (!tile.options.empty()) result["options"] = tile.options;
  if (!tile.target.empty()) result["class"] = tile.target;
  if (tile.difference) result["difference"] = true;
  return result;
}

TileSetting tileFromJson(const json& value, const std::string& source) {
  const JsonReader reader(value, source);
  TileSetting tile;
  reader.read("method", tile.method);
  reader.read("options", tile.options);
  reader.read("class", tile.target);
  reader.read("difference", tile.difference);
  if (tile.method != TileSetting::input)
    explain::completeOptions(Analysis::method(tile.method).options, tile.options, tile.method);
  return tile;
}

constexpr std::pair<Part, const char*> partNames[] = {
    {Part::cases, "cases"}, {Part::sweep, "sweep"}, {Part::network, "network"}};

json toJson(const std::set<Part>& parts) {
  json names = json::array();
  for (const auto& [part, name] : partNames)
    if (parts.contains(part)) names.push_back(name);
  return names;
}

/// Parts that this version does not know are seen.
std::set<Part> partsNamed(const std::vector<std::string>& names) {
  std::set<Part> parts;
  for (const auto& [part, name] : partNames)
    if (std::find(names.begin(), names.end(), name) != names.end()) parts.insert(part);
  return parts;
}

}  // namespace

const std::vector<image::Measurement>& Workspace::measured() const {
  static const std::vector<image::Measurement> none;
  const auto found = measurements.find(currentCase);
  return found == measurements.end() ? none : found->second;
}

namespace {

std::string fileFor(const std::map<std::string, std::string>& files, const std::string& key) {
  const auto found = files.find(key);
  return found == files.end() ? std::string() : found->second;
}

}  // namespace

std::string Workspace::studyOf(const std::string& network) const {
  return fileFor(studies, network);
}

std::string Workspace::maskOf(const std::string& address) const { return fileFor(masks, address); }

void Workspace::showCase(const std::string& address, bool sameStack) {
  currentCase = address;
  if (sameStack) return;
  // Nothing but the overlay's strength is carried to another image.
  widgets::ViewState fresh;
  fresh.overlayOpacity = view.overlayOpacity;
  fresh.overlayShown = view.overlayShown;
  view = fresh;
}

std::string TileSetting::key() const { return toJson(*this).dump(); }

void Workspace::setHidden(Part part, bool on) {
  if (on)
    hidden.insert(part);
  else
    hidden.erase(part);
}

std::vector<TileSetting> Workspace::defaultTiles() {
  const auto tile = [](const char* method, bool difference = false) {
    TileSetting setting;
    setting.method = method;
    setting.difference = difference;
    return setting;
  };
  return {tile(TileSetting::input), tile("ae-raise"), tile("ae-raise", true),
          tile("ae-lower"),         tile("gradcam"),  tile("lime")};
}

json toJson(const Workspace& workspace) {
  json tiles = json::array();
  for (const auto& tile : workspace.tiles) tiles.push_back(toJson(tile));
  return {{"cases", workspace.cases.list()},
          {"places", workspace.places},
          {"current_case", workspace.currentCase},
          {"networks", workspace.networks},
          {"current_network", workspace.currentNetwork},
          {"tiles", tiles},
          {"maximised", workspace.maximised},
          {"class", workspace.target},
          {"layer", workspace.layer},
          {"rho", workspace.rho},
          {"seed", workspace.seed},
          {"direction", workspace.direction == Direction::raise ? "raise" : "lower"},
          {"view", toJson(workspace.view)},
          {"measurements", toJson(workspace.measurements)},
          {"measurements_hidden", workspace.measurementsHidden},
          {"prior", workspace.prior},
          {"prior_view", toJson(workspace.priorView)},
          {"studies", workspace.studies},
          {"masks", workspace.masks},
          {"hidden", toJson(workspace.hidden)}};
}

Workspace workspaceFromJson(const json& value, const std::string& source) {
  const JsonReader reader(value, source);
  Workspace workspace;
  std::vector<std::string> cases;
  reader.read("cases", cases);
  workspace.cases = std::move(cases);
  reader.read("places", workspace.places);
  reader.read("current_case", workspace.currentCase);
  reader.read("networks", workspace.networks);
  reader.read("current_network", workspace.currentNetwork);
  reader.read("maximised", workspace.maximised);
  reader.read("class", workspace.target);
  reader.read("layer", workspace.layer);
  reader.readNumber("rho", workspace.rho, 0, 1);
  reader.read("seed", workspace.seed);
  if (workspace.seed < 0) reader.fail("has a value out of range for \"seed\"");
  std::string direction = "raise";
  reader.read("direction", direction);
  workspace.direction = direction == "lower" ? Direction::lower : Direction::raise;
  if (const auto* view = reader.child("view")) workspace.view = viewFromJson(*view, source);
  if (const auto* measurements = reader.child("measurements"))
    workspace.measurements = measurementsFromJson(*measurements, source);
  reader.read("measurements_hidden", workspace.measurementsHidden);
  reader.read("prior", workspace.prior);
  if (const auto* view = reader.child("prior_view"))
    workspace.priorView = viewFromJson(*view, source);
  if (const auto* tiles = reader.child("tiles")) {
    if (!tiles->is_array()) reader.fail("has a wrong value for \"tiles\"");
    workspace.tiles.clear();
    for (const auto& tile : *tiles) workspace.tiles.push_back(tileFromJson(tile, source));
  }
  reader.read("studies", workspace.studies);
  reader.read("masks", workspace.masks);
  std::vector<std::string> hidden;
  reader.read("hidden", hidden);
  workspace.hidden = partsNamed(hidden);
  const int rows = std::max<int>(1, static_cast<int>(workspace.networks.size()));
  workspace.currentNetwork = std::clamp(workspace.currentNetwork, 0, rows - 1);
  return workspace;
}

}  // namespace rho::workbench
