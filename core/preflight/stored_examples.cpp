// SPDX-License-Identifier: Apache-2.0
#include "preflight/stored_examples.h"

#include <algorithm>

#include "base/error.h"
#include "image/array.h"
#include "model/card_file.h"
#include "model/tensor.h"
#include "onnx/model_record.h"

namespace rho::preflight {

namespace {

using Path = std::filesystem::path;

torch::Tensor arrayOf(const Path& file, const std::string& name) {
  constexpr std::int64_t mostValues = 1 << 26;
  const auto header = image::readNpzHeader(file, name);
  std::int64_t values = 1;
  for (const auto size : header.shape) {
    if (size > 0 && values > mostValues / size)
      throw RefusedFile(file.string(), "its array \"" + name + "\" is too large for an example",
                        "keep a few images in it");
    values *= size;
  }
  const auto array = image::readNpz(file, name);
  return torch::tensor(array.as<float>()).view(array.shape);
}

StoredExample fromNpz(const Path& file) {
  const auto names = image::npzNames(file);
  const auto has = [&](const char* name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (!has("outputs") || has("inputs") == has("images"))
    throw InvalidInput(file.string(), "holds no examples",
                       "store the arrays \"outputs\" and \"inputs\" (as the network takes them) or "
                       "\"images\" (pixels from 0 to 1)");
  const bool arePixels = has("images");
  return {file.filename().string(), arrayOf(file, arePixels ? "images" : "inputs"), arePixels,
          arrayOf(file, "outputs")};
}

StoredExample fromOnnxFolder(const Path& folder) {
  const auto single = [](const Path& file) {
    return onnx::readTensorFile(file).to(torch::kFloat32);
  };
  const auto output = folder / "output_0.pb";
  return {folder.filename().string(), single(folder / "input_0.pb"), false, single(output)};
}

StoredExample exampleAt(const Path& path) {
  return std::filesystem::is_directory(path) ? fromOnnxFolder(path) : fromNpz(path);
}

/// What the card names lies with the network, not anywhere on the disk.
Path inFolder(const Path& folder, const nlohmann::json& name, const Path& network) {
  const auto refuse = [&](const std::string& what) {
    return InvalidInput(model::cardFileOf(network).string(), "examples: " + what,
                        "name a .npz file or a folder of ONNX test data beside the network");
  };
  if (!name.is_string()) throw refuse(name.dump() + " is no name");
  const Path path(name.get<std::string>());
  const bool leaves = path.is_absolute() || std::any_of(path.begin(), path.end(),
                                                        [](const Path& p) { return p == ".."; });
  if (leaves) throw refuse("\"" + path.string() + "\" is outside of the network's folder");
  return folder / path;
}

std::vector<Path> testDataSets(const Path& folder) {
  std::vector<Path> sets;
  int networks = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    networks += entry.path().extension() == ".onnx" ? 1 : 0;
    if (entry.is_directory() && entry.path().filename().string().starts_with("test_data_set_") &&
        std::filesystem::exists(entry.path() / "input_0.pb"))
      sets.push_back(entry.path());
  }
  std::sort(sets.begin(), sets.end());
  if (networks != 1) sets.clear();  // whose they are is not told
  return sets;
}

std::vector<Path> placesOf(const Path& network) {
  const auto folder = network.has_parent_path() ? network.parent_path() : Path(".");
  const auto card = model::readCardBeside(network).value_or(nlohmann::json::object());
  std::vector<Path> places;
  if (const auto named = card.find("examples"); named != card.end()) {
    if (!named->is_array()) return {inFolder(folder, *named, network)};
    for (const auto& name : *named) places.push_back(inFolder(folder, name, network));
    return places;
  }
  const Path beside = network.string() + ".examples.npz";
  if (std::filesystem::exists(beside)) return {beside};
  return network.extension() == ".onnx" ? testDataSets(folder) : places;
}

}  // namespace

std::vector<StoredExample> storedExamples(const Path& network) {
  std::vector<StoredExample> examples;
  for (const auto& place : placesOf(network)) examples.push_back(exampleAt(place));
  return examples;
}

}  // namespace rho::preflight
