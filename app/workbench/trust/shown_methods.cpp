// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/trust/shown_methods.h"

#include <algorithm>

#include "workbench/inspect/tile_contents.h"

namespace rho::workbench {

namespace {

using Shown = TrustQuestion::Shown;

std::string titleOf(const TileSetting& tile) {
  auto plain = tile;
  plain.difference = false;
  return tileTitle(plain).toStdString();
}

/// "LIME 2" for a second one, of other options.
std::string uniqueTitle(const std::string& title, const std::vector<Shown>& shown) {
  auto unique = title;
  const auto isTaken = [&] {
    return std::any_of(shown.begin(), shown.end(),
                       [&](const auto& one) { return one.title == unique; });
  };
  for (int i = 2; isTaken(); ++i) unique = title + " " + std::to_string(i);
  return unique;
}

void addSwept(const Inspection& row, const Workspace& workspace, const char* method,
              std::vector<Shown>& shown) {
  TileSetting tile;
  tile.method = method;
  const auto* frame = row.frameFor(tile, workspace);
  if (!frame || Inspection::frameKey(workspace.rho) == 0 || row.input.empty()) return;
  const auto target = static_cast<std::size_t>(row.target);
  const trust::Push push{method,
                         frame->rhoReached,
                         static_cast<double>(row.confidences.at(target)),
                         static_cast<double>(frame->confidences.at(target)),
                         {}};
  shown.push_back({titleOf(tile), frame->perturbed - row.input, push});
}

}  // namespace

std::vector<Shown> shownMethods(const Inspection& row, const Workspace& workspace) {
  std::vector<Shown> shown;
  if (row.target < 0 || row.confidences.empty()) return shown;
  for (const char* method : {"ae-raise", "ae-lower"}) addSwept(row, workspace, method, shown);
  std::vector<const Answer*> seen;  // two tiles may show one answer
  for (const auto& tile : workspace.tiles) {
    if (tile.method == TileSetting::input || isSwept(tile)) continue;
    const auto* answer = row.answerFor(tile, workspace);
    if (!answer || !answer->error.empty() || row.targetOf(tile) != row.target ||
        std::find(seen.begin(), seen.end(), answer) != seen.end())
      continue;
    seen.push_back(answer);
    const auto& value = answer->value;
    const cv::Mat values =
        value.perturbed.empty() ? value.map : cv::Mat(value.perturbed - row.input);
    shown.push_back({uniqueTitle(titleOf(tile), shown), values, std::nullopt});
  }
  return shown;
}

}  // namespace rho::workbench
