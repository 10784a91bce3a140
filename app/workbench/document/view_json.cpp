// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/view_json.h"

#include <cmath>

#include "workbench/document/json_reader.h"

namespace rho::workbench {

namespace {

using image::MeasurementKind;
using nlohmann::json;
using widgets::Tone;
using widgets::ViewState;

constexpr std::pair<Tone, const char*> toneNames[] = {{Tone::own, "own"},
                                                      {Tone::linear, "linear"},
                                                      {Tone::sigmoid, "sigmoid"},
                                                      {Tone::table, "table"}};
constexpr std::pair<MeasurementKind, const char*> kindNames[] = {
    {MeasurementKind::length, "length"},
    {MeasurementKind::angle, "angle"},
    {MeasurementKind::ratio, "cardiothoracic ratio"},
    {MeasurementKind::rectangle, "rectangle"},
    {MeasurementKind::ellipse, "ellipse"}};

template <class Value, std::size_t count>
const char* nameOf(Value value, const std::pair<Value, const char*> (&names)[count]) {
  for (const auto& [each, name] : names)
    if (each == value) return name;
  return "";
}

template <class Value, std::size_t count>
Value named(const JsonReader& reader, const char* key, const std::string& wanted,
            const std::pair<Value, const char*> (&names)[count]) {
  for (const auto& [each, name] : names)
    if (name == wanted) return each;
  reader.fail(std::string("has a wrong value for \"") + key + "\"");
}

void readTone(const JsonReader& reader, ViewState& view) {
  // Sessions that were written before there were tones meant their numbers.
  const ViewState fresh;
  const bool chosen =
      view.windowCenter != fresh.windowCenter || view.windowWidth != fresh.windowWidth;
  std::string tone = nameOf(chosen ? Tone::linear : Tone::own, toneNames);
  reader.read("tone", tone);
  view.tone = named(reader, "tone", tone, toneNames);
  reader.read("table", view.table);
}

image::Measurement measurementFromJson(const json& value, const std::string& source) {
  const JsonReader reader(value, source);
  image::Measurement measurement;
  std::string kind;
  reader.read("kind", kind);
  measurement.kind = named(reader, "kind", kind, kindNames);
  std::vector<std::vector<double>> points;
  reader.read("points", points);
  for (const auto& point : points) {
    if (point.size() != 2 || !std::isfinite(point[0]) || !std::isfinite(point[1]))
      reader.fail("has a wrong value for \"points\"");
    measurement.points.emplace_back(point[0], point[1]);
  }
  if (!measurement.isComplete()) reader.fail("has a wrong value for \"points\"");
  return measurement;
}

}  // namespace

json toJson(const ViewState& view) {
  return {{"zoom", view.zoom},
          {"center", {view.center.x(), view.center.y()}},
          {"tone", nameOf(view.tone, toneNames)},
          {"table", view.table},
          {"window_center", view.windowCenter},
          {"window_width", view.windowWidth},
          {"invert", view.invert},
          {"mirrored", view.orientation.isMirrored},
          {"quarter_turns", view.orientation.quarters},
          {"overlay_opacity", view.overlayOpacity},
          {"overlay_shown", view.overlayShown}};
}

ViewState viewFromJson(const json& value, const std::string& source) {
  const JsonReader reader(value, source);
  ViewState view;
  std::vector<double> center = {view.center.x(), view.center.y()};
  reader.readNumber("zoom", view.zoom, 0.01, 1000);
  reader.read("center", center);
  if (center.size() != 2 || !std::isfinite(center[0]) || !std::isfinite(center[1]))
    reader.fail("has a wrong value for \"center\"");
  view.center = {center[0], center[1]};
  reader.readNumber("window_center", view.windowCenter, -100, 100);
  reader.readNumber("window_width", view.windowWidth, 1e-6, 100);
  readTone(reader, view);
  reader.read("invert", view.invert);
  reader.read("mirrored", view.orientation.isMirrored);
  reader.read("quarter_turns", view.orientation.quarters);
  if (view.orientation.quarters < 0 || view.orientation.quarters > 3)
    reader.fail("has a value out of range for \"quarter_turns\"");
  reader.readNumber("overlay_opacity", view.overlayOpacity, 0, 1);
  reader.read("overlay_shown", view.overlayShown);
  return view;
}

json toJson(const Measurements& measurements) {
  json result = json::object();
  for (const auto& [address, list] : measurements)
    for (const auto& one : list) {
      json points = json::array();
      for (const auto& point : one.points) points.push_back({point.x, point.y});
      result[address].push_back({{"kind", nameOf(one.kind, kindNames)}, {"points", points}});
    }
  return result;
}

Measurements measurementsFromJson(const json& value, const std::string& source) {
  const JsonReader reader(value, source);
  Measurements measurements;
  for (const auto& [address, list] : value.items()) {
    if (!list.is_array()) reader.fail("has a wrong value for \"measurements\"");
    for (const auto& one : list) measurements[address].push_back(measurementFromJson(one, source));
  }
  return measurements;
}

}  // namespace rho::workbench
