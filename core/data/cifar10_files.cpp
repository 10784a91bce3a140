// SPDX-License-Identifier: Apache-2.0
#include "data/cifar10_files.h"

#include <fmt/format.h>

#include <cstring>
#include <fstream>

#include "base/error.h"
#include "base/file.h"
#include "data/array_data_set.h"
#include "data/splits.h"
#include "model/restricted_pickle.h"

namespace rho::data {

namespace fs = std::filesystem;

namespace {

using namespace rho::model;

constexpr std::size_t imageBytes = 3 * 32 * 32;
constexpr std::uintmax_t maxFileBytes = 64 << 20;  // a batch has 30 MB

struct Batch {
  std::vector<std::uint8_t> pixels;
  std::vector<std::int64_t> labels;
};

[[noreturn]] void failAt(const fs::path& path, const std::string& problem) {
  throw BrokenFile(path.string(), problem, "download CIFAR-10 again");
}

void append(Batch& batch, const char* pixels, std::size_t bytes) {
  batch.pixels.insert(batch.pixels.end(), pixels, pixels + bytes);
}

/// The dictionary that a pickle holds.
class PickledDict {
 public:
  explicit PickledDict(const fs::path& path) : m_path(path) {
    const auto value = unpickle(readFile(path, maxFileBytes), m_arena, path.string()).value;
    auto* const* dict = std::get_if<PickleDict*>(&value);
    if (!dict) failAt(path, "holds no dictionary");
    m_dict = *dict;
  }

  const PickleList& list(const std::string& key) const {
    const auto* value = m_dict->find(key);
    auto* const* list = value ? std::get_if<PickleList*>(value) : nullptr;
    if (!list) failAt(m_path, fmt::format("has no list \"{}\"", key));
    return **list;
  }

  template <typename T>
  const T& item(const PickleList& list, std::size_t index) const {
    const auto* value = index < list.items.size() ? std::get_if<T>(&list.items[index]) : nullptr;
    if (!value) failAt(m_path, "has a value of the wrong kind");
    return *value;
  }

  /// The bytes of a numpy array of unsigned bytes in C order.
  const std::string& bytes(const std::string& key) const {
    const auto& array = list(key);
    if (array.items.size() != 4) failAt(m_path, fmt::format("\"{}\" is no array", key));
    const auto& state = *item<PickleList*>(array, 3);
    const auto& type = *item<PickleList*>(state, 2);
    if (item<const PickleText*>(type, 0)->value != "u1" || item<bool>(state, 3))
      failAt(m_path, fmt::format("\"{}\" is no array of bytes", key));
    return item<const PickleText*>(state, 4)->value;
  }

 private:
  fs::path m_path;
  PickleArena m_arena;
  const PickleDict* m_dict = nullptr;
};

void readPythonBatch(const fs::path& path, Batch& batch) {
  const PickledDict dict(path);
  const auto& labels = dict.list("labels");
  const auto& pixels = dict.bytes("data");
  if (pixels.size() != labels.items.size() * imageBytes)
    failAt(path, fmt::format("has {} labels, but {} bytes of pixels", labels.items.size(),
                             pixels.size()));
  append(batch, pixels.data(), pixels.size());
  for (std::size_t i = 0; i < labels.items.size(); ++i)
    batch.labels.push_back(dict.item<std::int64_t>(labels, i));
}

void readBinaryBatch(const fs::path& path, Batch& batch) {
  const auto bytes = readFile(path, maxFileBytes);
  constexpr auto record = 1 + imageBytes;
  if (bytes.size() % record != 0)
    failAt(path, fmt::format("is no whole number of {} bytes", record));
  for (std::size_t at = 0; at < bytes.size(); at += record) {
    batch.labels.push_back(std::to_integer<std::int64_t>(bytes[at]));
    append(batch, reinterpret_cast<const char*>(bytes.data()) + at + 1, imageBytes);
  }
}

std::vector<std::string> pythonClassNames(const fs::path& path) {
  const PickledDict dict(path);
  const auto& list = dict.list("label_names");
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list.items.size(); ++i)
    names.push_back(dict.item<const PickleText*>(list, i)->value);
  return names;
}

std::vector<std::string> binaryClassNames(const fs::path& path) {
  requireFile(path);
  std::ifstream stream(path);
  std::vector<std::string> names;
  for (std::string line; names.size() < 1000 && std::getline(stream, line);)
    if (!line.empty() && line != "\r") names.push_back(line.substr(0, line.find('\r')));
  return names;
}

}  // namespace

bool isCifar10Folder(const fs::path& folder) {
  return fs::exists(folder / "test_batch") || fs::exists(folder / "data_batch_1") ||
         fs::exists(folder / "test_batch.bin") || fs::exists(folder / "data_batch_1.bin");
}

std::unique_ptr<DataSet> openCifar10(const DataAddress& address, const std::string& split) {
  address.requireOptions({});
  const auto folder = address.path();
  const bool binary =
      fs::exists(folder / "test_batch.bin") || fs::exists(folder / "data_batch_1.bin");
  const std::string extension = binary ? ".bin" : "";
  const auto chosen = chooseSplit({"train", "test"}, split, folder.string());
  Batch batch;
  const auto read = [&](const std::string& name) {
    const auto path = folder / (name + extension);
    binary ? readBinaryBatch(path, batch) : readPythonBatch(path, batch);
  };
  if (chosen == "test")
    read("test_batch");
  else
    for (int i = 1; i <= 5; ++i) read(fmt::format("data_batch_{}", i));
  auto names = binary ? binaryClassNames(folder / "batches.meta.txt")
                      : pythonClassNames(folder / "batches.meta");
  const auto count = std::ssize(batch.labels);
  return std::make_unique<ArrayDataSet>(
      folder.string() + "/" + *chosen,
      image::Array::of<std::uint8_t>(batch.pixels, {count, 3, 32, 32}),
      Labels::single(std::move(batch.labels), std::move(names)));
}

}  // namespace rho::data
