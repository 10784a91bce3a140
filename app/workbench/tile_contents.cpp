// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tile_contents.h"

#include <QCoreApplication>

namespace rho::workbench {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("TileContents", text); }

QString number(double value, int digits) { return QString::number(value, 'f', digits); }

QString bold(const QString& text) { return "<b>" + text + "</b>"; }

QString nameOf(const Inspection& state, int index) {
  return QString::fromStdString(state.className(index));
}

double confidenceOf(const std::vector<float>& confidences, int index) {
  const auto i = static_cast<std::size_t>(index);
  return i < confidences.size() ? static_cast<double>(confidences[i]) : 0;
}

widgets::TileContent inputTile(const Inspection& state) {
  widgets::TileContent content;
  content.picture = state.picture;
  content.subtitle = QString::fromStdString(state.entry.title);
  const auto order = state.classesByConfidence();
  if (!order.empty())
    content.result = tr("predicted %1 %2")
                         .arg(bold(nameOf(state, order[0]).toHtmlEscaped()),
                              number(confidenceOf(state.confidences, order[0]), 2));
  if (order.size() > 1)
    content.result += QString(" · %1 %2")
                          .arg(nameOf(state, order[1]).toHtmlEscaped(),
                               number(confidenceOf(state.confidences, order[1]), 2));
  return content;
}

/// At ρ = 0 nothing is perturbed: the input itself stands for the point that nobody computes.
widgets::TileContent adversarialTile(const Inspection& state, double rho, Direction direction) {
  widgets::TileContent content;
  if (state.target < 0) return content;
  const QString name = nameOf(state, state.target);
  const double before = confidenceOf(state.confidences, state.target);
  content.subtitle = name;
  if (Inspection::frameKey(rho) == 0) {
    content.picture = state.picture;
    content.result = tr("%1 %2 · unchanged").arg(name.toHtmlEscaped(), bold(number(before, 2)));
    return content;
  }
  const Frame* frame = state.nearest(direction, rho);
  if (!frame) return content;
  content.picture = frame->picture;
  content.result = tr("%1 %2 → %3 · ρ reached %4")
                       .arg(name.toHtmlEscaped(), number(before, 2),
                            bold(number(confidenceOf(frame->confidences, state.target), 2)),
                            number(frame->rhoReached, 3));
  return content;
}

widgets::TileContent differenceTile(const Inspection& state, double rho, Direction direction) {
  widgets::TileContent content;
  content.subtitle = direction == Direction::raise ? tr("raise, signed") : tr("lower, signed");
  const Frame* frame = state.nearest(direction, rho);
  if (!frame || Inspection::frameKey(rho) == 0) {
    if (Inspection::frameKey(rho) == 0) content.placeholder = tr("No difference at ρ 0");
    return content;
  }
  content.picture = frame->difference.picture;
  content.result = tr("added to the input");
  content.scale = {frame->difference.colors, frame->difference.range};
  if (frame->differenceValues.empty()) content.scale.reset();
  return content;
}

widgets::TileContent mapTile(const Inspection& state, const std::string& method) {
  widgets::TileContent content;
  if (state.target >= 0) content.subtitle = nameOf(state, state.target);
  const auto found = state.maps.find(method);
  if (found == state.maps.end()) return content;
  const MapPicture& map = found->second;
  content.picture = map.shown.picture;
  content.scale = {map.shown.colors, map.shown.range};
  if (map.segments > 0) content.subtitle += tr(", %1 superpixels").arg(map.segments);
  if (map.score)
    content.result =
        tr("R² %1 %2")
            .arg(bold(number(*map.score, 2)),
                 *map.score >= 0.5 ? tr("local model fits") : tr("local model fits badly"));
  else
    content.result = map.warnings.empty() ? tr("scaled on its own") : tr("see the warning");
  return content;
}

}  // namespace

std::vector<TileSpec> tileSpecs() {
  return {{"input", tr("Input")},           {"raise", tr("Adversarial · raise")},
          {"difference", tr("Difference")}, {"lower", tr("Adversarial · lower")},
          {"gradcam", tr("Grad-CAM")},      {"lime", tr("LIME")}};
}

widgets::TileContent tileContent(const QString& id, const Inspection& state, double rho,
                                 Direction direction, const QString& waiting) {
  widgets::TileContent content;
  if (id == "input")
    content = inputTile(state);
  else if (id == "raise" || id == "lower")
    content = adversarialTile(state, rho, id == "raise" ? Direction::raise : Direction::lower);
  else if (id == "difference")
    content = differenceTile(state, rho, direction);
  else
    content = mapTile(state, id.toStdString());
  if (content.picture.isNull() && content.placeholder.isEmpty()) content.placeholder = waiting;
  return content;
}

}  // namespace rho::workbench
