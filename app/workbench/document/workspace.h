// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "widgets/view_state.h"
#include "workbench/document/case_addresses.h"
#include "workbench/document/view_json.h"
#include "workbench/inspect/analysis.h"

namespace rho::workbench {

/// A tile of the grid, as it was set up.
struct TileSetting {
  static constexpr const char* input = "input";  ///< the image itself, besides the methods

  std::string method;                                 ///< input, or a method's id
  nlohmann::json options = nlohmann::json::object();  ///< what differs from the defaults
  std::string target;                                 ///< a class's name; empty: the current one
  bool difference = false;  ///< of methods that perturb: the change instead of the changed image

  bool operator==(const TileSetting&) const = default;
  /// Of methods that perturb.
  Direction direction() const { return method == "ae-lower" ? Direction::lower : Direction::raise; }
  /// The same for tiles that show the same.
  std::string key() const;
};

/// What stands around the tiles: the list of cases, film and curves, the network's panel.
enum class Part { cases, sweep, network };
inline constexpr std::size_t partCount = 3;

/// Everything that decides what is on screen, apart from the files that it names: what a session
/// stores and what undo goes back over. The answers follow from it.
struct Workspace {
  CaseAddresses cases;                ///< the user's; the demo's are always there
  std::vector<std::string> places;    ///< folders and DICOMDIRs that cases came from
  std::string currentCase;            ///< an address; empty: none
  std::vector<std::string> networks;  ///< files, one row each; empty: the one bundled for the case
  int currentNetwork = 0;             ///< the row that the plot and the panel show
  std::vector<TileSetting> tiles = defaultTiles();
  std::string maximised;  ///< key of the tile that fills the grid; empty: none
  std::string target;     ///< the class that is explained, by name; empty: what is predicted
  std::string layer;      ///< for Grad-CAM; empty: the network's default
  double rho = 0.1;
  int seed = 0;                            ///< of methods that draw random numbers; at least 0
  Direction direction = Direction::raise;  ///< of the film strip
  widgets::ViewState view;
  Measurements measurements;
  bool measurementsHidden = false;
  std::string prior;  ///< the address of a picture beside the case; empty: none
  widgets::ViewState priorView;
  /// Files that the user chose for the trust section: studies by network, masks by case.
  std::map<std::string, std::string> studies, masks;
  std::set<Part> hidden;  ///< parts that the user does not want to see

  /// Of the current case.
  const std::vector<image::Measurement>& measured() const;
  /// Empty where none was chosen.
  std::string studyOf(const std::string& network) const;
  std::string maskOf(const std::string& address) const;
  /// Another image has a view of its own; another one of the same stack (frames of a file, images
  /// of a series) keeps it.
  void showCase(const std::string& address, bool sameStack = false);
  bool isHidden(Part part) const { return hidden.contains(part); }
  void setHidden(Part part, bool on);
  bool operator==(const Workspace&) const = default;
  static std::vector<TileSetting> defaultTiles();
};

nlohmann::json toJson(const Workspace& workspace);
/// Throws InvalidInput naming source and key. Tiles of methods that do not exist are refused.
Workspace workspaceFromJson(const nlohmann::json& json, const std::string& source);

}  // namespace rho::workbench
