// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/layer_items.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <ranges>

namespace rho::workbench {

namespace {

class LayerText {
  Q_DECLARE_TR_FUNCTIONS(LayerText)
 public:
  static QString mark(const LayerSummary& layer) {
    if (layer.dead) return tr("dead");
    if (!layer.spatial) return tr("no image");
    if (layer.silent) return tr("silent");
    if (layer.against) return tr("only against");
    return {};
  }

  static QString explanation(const LayerSummary& layer, const QString& target) {
    const auto name = QString::fromStdString(layer.name);
    if (layer.dead)
      return tr("The layer %1 is dead for this image: all its values are zero, and Grad-CAM is "
                "blank. Choose another layer.")
          .arg(name);
    if (!layer.spatial)
      return tr("The value of the layer %1 is no image, so that Grad-CAM has no places to mark. "
                "Choose a layer with a height and a width.")
          .arg(name);
    if (layer.silent)
      return tr("The layer %1 has no influence on %2, or its channels cancel each other: Grad-CAM "
                "is blank. Choose another layer.")
          .arg(name, target);
    if (layer.against)
      return tr("Everything in the layer %1 speaks against %2: Grad-CAM, which shows what speaks "
                "for it, is blank. Choose another layer or class.")
          .arg(name, target);
    return {};
  }

  static QString unknownDefault() { return tr("the network's default"); }
  static QString defaultNote() { return tr("default"); }
};

/// Pixels as width×height, as everywhere in the window; the value's channels come first.
QString shapeText(const LayerSummary& layer) {
  QStringList sizes;
  for (const int size : layer.shape) sizes << QString::number(size);
  return sizes.join("×");
}

/// As Grad-CAM chooses: the card's layer, else the last one that is an image.
std::string defaultLayer(const Inspection& state, const std::vector<std::string>& layers) {
  const auto& named = state.network->card().gradCamLayer;
  if (!named.empty() || !state.surveyed) return named;
  for (const auto& name : layers | std::views::reverse) {
    const auto found = state.layers.find(name);
    if (found != state.layers.end() && found->second.summary.spatial) return name;
  }
  return {};
}

widgets::LayerItem itemOf(const std::string& name, const Inspection& state) {
  widgets::LayerItem item;
  item.key = item.name = QString::fromStdString(name);
  const auto found = state.layers.find(name);
  if (found == state.layers.end()) return item;
  const auto& [summary, picture] = found->second;
  item.shape = shapeText(summary);
  item.picture = picture;
  item.mark = LayerText::mark(summary);
  item.explanation =
      LayerText::explanation(summary, QString::fromStdString(state.className(state.target)));
  return item;
}

}  // namespace

std::vector<widgets::LayerItem> layerItems(const Inspection& state) {
  std::vector<widgets::LayerItem> items;
  if (!state.network) return items;
  const auto layers = state.network->layers();
  const auto preset = defaultLayer(state, layers);
  for (const auto& name : layers) {
    auto item = itemOf(name, state);
    if (name == preset) {
      item.key.clear();
      item.note = LayerText::defaultNote();
    }
    items.push_back(std::move(item));
  }
  const bool named = std::find(layers.begin(), layers.end(), preset) != layers.end();
  if (!named) items.insert(items.begin(), {"", LayerText::unknownDefault(), {}, {}, {}, {}, {}});
  return items;
}

QString layerWarning(const Inspection& state, const std::string& layer) {
  if (!state.network) return {};
  const auto name = layer.empty() ? defaultLayer(state, state.network->layers()) : layer;
  const auto found = state.layers.find(name);
  if (found == state.layers.end()) return {};
  return LayerText::explanation(found->second.summary,
                                QString::fromStdString(state.className(state.target)));
}

}  // namespace rho::workbench
