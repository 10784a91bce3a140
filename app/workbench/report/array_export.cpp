// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/array_export.h"

#include <nlohmann/json.hpp>
#include <set>
#include <span>

#include "base/error.h"
#include "image/array.h"

namespace rho::workbench {

namespace {

using image::Array;
using image::NamedArray;

/// channels: whether the shape tells them, even when there is only one.
Array arrayOf(const cv::Mat& pixels, bool channels, const std::string& what) {
  if (pixels.dims != 2 || pixels.depth() != CV_32F || (!channels && pixels.channels() != 1))
    throw InvalidInput(what, "the values are not those of a map or an image");
  const cv::Mat dense = pixels.isContinuous() ? pixels : pixels.clone();
  std::vector<std::int64_t> shape{dense.rows, dense.cols};
  if (channels) shape.push_back(dense.channels());
  const std::size_t count = dense.total() * static_cast<std::size_t>(dense.channels());
  return Array::of<float>(std::span(dense.ptr<float>(), count), shape);
}

Array arrayOf(const std::vector<float>& values) {
  return Array::of<float>(std::span(values), {static_cast<std::int64_t>(values.size())});
}

Array scalar(double value) { return Array::of<double>(std::span(&value, 1), {}); }
Array scalar(std::int64_t value) { return Array::of<std::int64_t>(std::span(&value, 1), {}); }

Array bytesOf(const std::string& text) {
  return Array::of<std::uint8_t>(
      std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()),
      {static_cast<std::int64_t>(text.size())});
}

/// A name that is safe as the name of a file, which the arrays of an archive are.
std::string safeName(const std::string& name) {
  constexpr std::size_t longest = 60;
  std::string safe;
  for (const char c : name.substr(0, longest)) {
    const bool keeps = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_';
    safe += keeps ? c : '_';
  }
  return safe.empty() ? "tile" : safe;
}

/// Arrays for a file, each with a name of its own.
class Arrays {
 public:
  void add(const std::string& name, Array array) { m_arrays.push_back({name, std::move(array)}); }
  void add(const TileArrays& tile) {
    const std::string name = freeName(safeName(tile.name));
    m_tiles[name] = tile.name;
    if (!tile.map.empty()) add(name + "_map", arrayOf(tile.map, false, tile.name));
    if (!tile.perturbed.empty()) add(name + "_image", arrayOf(tile.perturbed, true, tile.name));
    if (!tile.confidences.empty()) add(name + "_confidences", arrayOf(tile.confidences));
    if (tile.rhoReached) add(name + "_rho_reached", scalar(*tile.rhoReached));
  }
  const std::vector<NamedArray>& all() const { return m_arrays; }
  const nlohmann::json& tiles() const { return m_tiles; }

 private:
  std::string freeName(const std::string& wanted) {
    std::string name = wanted;
    for (int i = 2; !m_names.insert(name).second; ++i) name = wanted + "_" + std::to_string(i);
    return name;
  }

  std::vector<NamedArray> m_arrays;
  std::set<std::string> m_names;
  nlohmann::json m_tiles = nlohmann::json::object();
};

}  // namespace

void exportArrays(const ExhibitArrays& arrays, const std::filesystem::path& path) {
  if (path.extension() != ".npz")
    throw InvalidInput(path.string(), "the name's ending is of no format for arrays",
                       "end it in .npz");
  if (arrays.input.empty() && arrays.tiles.empty())
    throw InvalidInput("export", "there is nothing to export", "open an image first");
  Arrays named;
  if (!arrays.input.empty()) named.add("input", arrayOf(arrays.input, true, "input"));
  if (!arrays.confidences.empty()) named.add("confidences_before", arrayOf(arrays.confidences));
  named.add("target", scalar(static_cast<std::int64_t>(arrays.target)));
  named.add("rho", scalar(arrays.rho));
  for (const auto& tile : arrays.tiles) named.add(tile);
  const nlohmann::json about = {{"classes", arrays.classNames}, {"tiles", named.tiles()}};
  // Names of files need not be UTF-8.
  named.add("about", bytesOf(about.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
  image::writeNpz(path, named.all());
}

}  // namespace rho::workbench
