// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture_origin.h"

#include <cmath>

namespace rho::widgets {

namespace {

ViewState withWindow(ViewState view, const image::UnitWindow& window) {
  view.tone = window.isSigmoid ? Tone::sigmoid : Tone::linear;
  view.windowCenter = window.center;
  view.windowWidth = window.width;
  return view;
}

ViewState withTable(ViewState view, int index, const image::ValueTable& table) {
  view.tone = Tone::table;
  view.table = index;
  view.windowCenter = (table.low + table.high) / 2;
  view.windowWidth = table.high - table.low;
  return view;
}

bool areNear(double a, double b) { return std::abs(a - b) < 1e-9; }

}  // namespace

const image::ValueTable* PictureOrigin::table(int index) const {
  if (!acquisition || index < 0 || index >= static_cast<int>(acquisition->vois.size()))
    return nullptr;
  return std::get_if<image::ValueTable>(&acquisition->vois[static_cast<std::size_t>(index)]);
}

ViewState settled(ViewState view, const PictureOrigin* origin) {
  if (view.tone == Tone::own && origin) {
    if (const auto* table = origin->table(origin->firstTable))
      return clamped(withTable(view, origin->firstTable, *table));
    return clamped(withWindow(view, origin->first));
  }
  const bool hasTable = origin && origin->table(view.table);
  if (view.tone == Tone::own || (view.tone == Tone::table && !hasTable)) view.tone = Tone::linear;
  return clamped(view);
}

ViewState withVoi(ViewState view, const PictureOrigin& origin, int index) {
  const auto& vois = origin.acquisition->vois;
  if (const auto* table = origin.table(index)) return clamped(withTable(view, index, *table));
  const auto& window = std::get<image::ValueWindow>(vois.at(static_cast<std::size_t>(index)));
  return clamped(withWindow(view, image::unitWindowOf(*origin.acquisition, window)));
}

int voiOf(const ViewState& view, const PictureOrigin& origin) {
  if (!origin.acquisition) return -1;
  const ViewState shown = settled(view, &origin);
  for (int i = 0; i < static_cast<int>(origin.acquisition->vois.size()); ++i) {
    const ViewState choice = withVoi(shown, origin, i);
    if (choice.tone == shown.tone && (choice.tone != Tone::table || choice.table == shown.table) &&
        areNear(choice.windowCenter, shown.windowCenter) &&
        areNear(choice.windowWidth, shown.windowWidth))
      return i;
  }
  return -1;
}

}  // namespace rho::widgets
