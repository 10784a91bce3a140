// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/workspace.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace rho::workbench {

namespace {

using nlohmann::json;

/// Reads keys of one object; whatever is wrong names source and key.
class Reader {
 public:
  Reader(const json& object, std::string source) : m_json(object), m_source(std::move(source)) {
    if (!object.is_object()) fail("is not an object of JSON");
  }

  template <class T>
  void read(const char* key, T& value) const {
    const auto found = m_json.find(key);
    if (found == m_json.end()) return;
    try {
      value = found->get<T>();
    } catch (const json::exception&) {
      fail(std::string("has a wrong value for \"") + key + "\"");
    }
  }
  void readNumber(const char* key, double& value, double least, double most) const {
    read(key, value);
    if (!(value >= least && value <= most))
      fail(std::string("has a value out of range for \"") + key + "\"");
  }
  const json* child(const char* key) const {
    const auto found = m_json.find(key);
    return found == m_json.end() ? nullptr : &*found;
  }
  [[noreturn]] void fail(const std::string& problem) const {
    throw InvalidInput(m_source, problem, "open a session that this program saved");
  }

 private:
  const json& m_json;
  std::string m_source;
};

json toJson(const TileSetting& tile) {
  json result = {{"method", tile.method}};
  if (!tile.options.empty()) result["options"] = tile.options;
  if (!tile.target.empty()) result["class"] = tile.target;
  if (tile.difference) result["difference"] = true;
  return result;
}

TileSetting tileFromJson(const json& value, const std::string& source) {
  const Reader reader(value, source);
  TileSetting tile;
  reader.read("method", tile.method);
  reader.read("options", tile.options);
  reader.read("class", tile.target);
  reader.read("difference", tile.difference);
  if (tile.method != TileSetting::input)
    explain::completeOptions(Analysis::method(tile.method).options, tile.options, tile.method);
  return tile;
}

json toJson(const widgets::ViewState& view) {
  return {{"zoom", view.zoom},
          {"center", {view.center.x(), view.center.y()}},
          {"window_center", view.windowCenter},
          {"window_width", view.windowWidth},
          {"invert", view.invert},
          {"overlay_opacity", view.overlayOpacity},
          {"overlay_shown", view.overlayShown}};
}

widgets::ViewState viewFromJson(const json& value, const std::string& source) {
  const Reader reader(value, source);
  widgets::ViewState view;
  std::vector<double> center = {view.center.x(), view.center.y()};
  reader.readNumber("zoom", view.zoom, 0.01, 1000);
  reader.read("center", center);
  if (center.size() != 2 || !std::isfinite(center[0]) || !std::isfinite(center[1]))
    reader.fail("has a wrong value for \"center\"");
  view.center = {center[0], center[1]};
  reader.readNumber("window_center", view.windowCenter, -10, 10);
  reader.readNumber("window_width", view.windowWidth, 1e-6, 100);
  reader.read("invert", view.invert);
  reader.readNumber("overlay_opacity", view.overlayOpacity, 0, 1);
  reader.read("overlay_shown", view.overlayShown);
  return view;
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
  return {{"cases", workspace.cases},
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
          {"hidden", toJson(workspace.hidden)}};
}

Workspace workspaceFromJson(const json& value, const std::string& source) {
  const Reader reader(value, source);
  Workspace workspace;
  reader.read("cases", workspace.cases);
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
  if (const auto* tiles = reader.child("tiles")) {
    if (!tiles->is_array()) reader.fail("has a wrong value for \"tiles\"");
    workspace.tiles.clear();
    for (const auto& tile : *tiles) workspace.tiles.push_back(tileFromJson(tile, source));
  }
  std::vector<std::string> hidden;
  reader.read("hidden", hidden);
  workspace.hidden = partsNamed(hidden);
  const int rows = std::max<int>(1, static_cast<int>(workspace.networks.size()));
  workspace.currentNetwork = std::clamp(workspace.currentNetwork, 0, rows - 1);
  return workspace;
}

}  // namespace rho::workbench
