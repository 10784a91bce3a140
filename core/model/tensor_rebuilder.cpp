// SPDX-License-Identifier: Apache-2.0
#include "model/tensor_rebuilder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "base/file_bounds.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

const std::map<std::string, torch::ScalarType>& storageTypes() {
  static const std::map<std::string, torch::ScalarType> types = {
      {"FloatStorage", torch::kFloat32}, {"DoubleStorage", torch::kFloat64},
      {"HalfStorage", torch::kFloat16},  {"BFloat16Storage", torch::kBFloat16},
      {"LongStorage", torch::kInt64},    {"IntStorage", torch::kInt32},
      {"ShortStorage", torch::kInt16},   {"CharStorage", torch::kInt8},
      {"ByteStorage", torch::kUInt8},    {"BoolStorage", torch::kBool},
      {"UntypedStorage", torch::kUInt8}};
  return types;
}

torch::ScalarType typeOf(const PickleStorage& storage, const std::string& subject) {
  const auto found = storageTypes().find(storage.type);
  if (found == storageTypes().end())
    throw RefusedFile(subject, "stores values as " + storage.type + ", which is not supported",
                      "save the network's weights as 32-bit floats");
  return found->second;
}

void swapBytes(torch::Tensor& values) {
  const auto width = static_cast<std::ptrdiff_t>(values.element_size());
  auto* begin = static_cast<std::byte*>(values.data_ptr());
  for (auto* element = begin; element != begin + values.nbytes(); element += width)
    std::reverse(element, element + width);
}

const PickleDict* asDict(const PickleValue& value) {
  auto* const* dict = std::get_if<PickleDict*>(&value);
  return dict ? *dict : nullptr;
}

/// Finds tensors by name. Values may be shared and even contain themselves, so that a small file
/// can be endless: depth and work are limited.
class TensorSearch {
 public:
  using Found = std::vector<std::pair<std::string, const PickleTensor*>>;

  /// The items of a dictionary that are tensors, or a module's state dictionary, as PyTorch's
  /// state_dict() makes it.
  Found in(const PickleDict& dict) {
    Found found;
    if (dict.isModule)
      addModule(dict, {}, 0, found);
    else
      addItems(dict, {}, found);
    return found;
  }

 private:
  void addItems(const PickleDict& dict, const std::string& prefix, Found& found) {
    if (!spend(dict.items.size())) return;
    for (const auto& [key, value] : dict.items) {
      const auto* const* name = std::get_if<const PickleText*>(&key);
      const auto* const* tensor = std::get_if<const PickleTensor*>(&value);
      if (name && tensor) found.emplace_back(prefix + (*name)->value, *tensor);
    }
  }

  void addModule(const PickleDict& module, const std::string& prefix, int depth, Found& found) {
    constexpr int deepest = 64;
    if (depth > deepest || m_modulesLeft == 0) return;
    --m_modulesLeft;
    for (const char* group : {"_parameters", "_buffers"})
      if (const auto* value = module.find(group); value && asDict(*value))
        addItems(*asDict(*value), prefix, found);
    const auto* inner = module.find("_modules");
    if (!inner || !asDict(*inner) || !spend(asDict(*inner)->items.size())) return;
    for (const auto& [key, value] : asDict(*inner)->items)
      if (const auto* const* name = std::get_if<const PickleText*>(&key); name && asDict(value))
        addModule(*asDict(value), prefix + (*name)->value + ".", depth + 1, found);
  }

  bool spend(std::size_t items) {
    if (items > m_left) return false;
    m_left -= items;
    return true;
  }

  std::size_t m_left = std::size_t{1} << 22;
  std::size_t m_modulesLeft = std::size_t{1} << 14;
};

/// The state dictionary of a file.
struct Weights {
  const PickleDict* dict = nullptr;
  std::string key;                  ///< in the root; empty: the root itself
  std::vector<std::string> others;  ///< keys of dictionaries with as many tensors
};

/// The root, or the value of the root that holds the most tensors, the first of several.
Weights weightsIn(const PickleValue& root) {
  const auto* top = asDict(root);
  if (!top) return {};
  TensorSearch search;
  Weights best{top, {}, {}};
  auto most = search.in(*top).size();
  for (const auto& [key, value] : top->items) {
    const auto* const* name = std::get_if<const PickleText*>(&key);
    const auto* dict = top->isModule ? nullptr : asDict(value);
    const auto count = dict ? search.in(*dict).size() : 0;
    if (!name || count == 0 || count < most) continue;
    if (count == most)
      best.others.push_back((*name)->value);
    else
      best = {dict, (*name)->value, {}};
    most = count;
  }
  return most > 0 ? best : Weights();
}

nlohmann::json metadataOf(const PickleDict& root, const PickleDict* weights) {
  auto metadata = nlohmann::json::object();
  if (root.isModule) return metadata;
  for (const auto& [key, value] : root.items) {
    const auto* const* name = std::get_if<const PickleText*>(&key);
    if (name && asDict(value) != weights && !std::holds_alternative<const PickleTensor*>(value))
      metadata[(*name)->value] = toJson(value);
  }
  // "card" is the place of our own checkpoints' cards; a pickle is none of them.
  metadata.erase("card");
  return metadata;
}

}  // namespace

std::uint64_t TensorRebuilder::byteCount(const PickleStorage& storage) const {
  const auto width = static_cast<std::int64_t>(torch::elementSize(typeOf(storage, m_subject)));
  const auto bytes = product(storage.elements, width);
  if (!bytes || *bytes < 0)
    throw RefusedFile(m_subject, fmt::format("promises {} values in one storage", storage.elements),
                      "do not use this file");
  return static_cast<std::uint64_t>(*bytes);
}

void TensorRebuilder::addStorage(const PickleStorage& storage, std::span<const std::byte> bytes,
                                 bool bigEndian) {
  auto values = torch::empty({storage.elements}, typeOf(storage, m_subject));
  if (bytes.size() != values.nbytes())
    throw BrokenFile(m_subject,
                     fmt::format("storage {} has {} bytes instead of {}", storage.key, bytes.size(),
                                 values.nbytes()),
                     "copy the file again from its source");
  if (!bytes.empty()) std::memcpy(values.data_ptr(), bytes.data(), bytes.size());
  if (bigEndian) swapBytes(values);
  m_storages[storage.key] = values;
}

torch::Tensor TensorRebuilder::storageOf(const PickleStorage& storage,
                                         const std::string& name) const {
  const auto found = m_storages.find(storage.key);
  if (found == m_storages.end() || found->second.scalar_type() != typeOf(storage, m_subject))
    throw BrokenFile(m_subject, "has no storage for tensor \"" + name + "\"",
                     "copy the file again");
  if (storage.viewKey.empty()) return found->second;
  const auto elements = found->second.numel();
  if (storage.viewOffset < 0 || storage.viewElements < 0 || storage.viewOffset > elements ||
      storage.viewElements > elements - storage.viewOffset)
    throw BrokenFile(m_subject, "tensor \"" + name + "\" reaches beyond its storage",
                     "copy the file again");
  return found->second.narrow(0, storage.viewOffset, storage.viewElements);
}

torch::Tensor TensorRebuilder::tensor(const PickleTensor& description,
                                      const std::string& name) const {
  const auto values = storageOf(*description.storage, name);
  const auto beyond = [&] {
    return BrokenFile(
        m_subject,
        fmt::format("tensor \"{}\" of shape {} reaches beyond its storage of {} values", name,
                    shapeText(description.shape), values.numel()),
        "copy the file again");
  };
  const auto count = elementCount(description.shape);
  // More elements than values would be a repeated view, which costs nothing in the file but could
  // cost any amount of memory here; weights are never stored so.
  if (!count || *count > values.numel() || description.offset < 0) throw beyond();
  std::int64_t last = description.offset;
  for (std::size_t axis = 0; axis < description.shape.size() && *count > 0; ++axis) {
    const auto reach = product(description.shape[axis] - 1, description.stride[axis]);
    if (description.stride[axis] < 0 || !reach || *reach > values.numel()) throw beyond();
    last += *reach;
    if (last >= values.numel()) throw beyond();
  }
  if (*count == 0) return torch::empty(description.shape, values.scalar_type());
  if (last >= values.numel()) throw beyond();
  return values.as_strided(description.shape, description.stride,
                           values.storage_offset() + description.offset);
}

Checkpoint TensorRebuilder::checkpoint(const PickleValue& root, const std::string& format) const {
  const auto weights = weightsIn(root);
  if (!weights.dict)
    throw BrokenFile(m_subject, "holds no dictionary of tensors",
                     "save the network's state_dict()");
  Checkpoint result{format, {}, metadataOf(*asDict(root), weights.dict)};
  if (!weights.others.empty()) result.choice = {weights.key, weights.others};
  for (const auto& [name, described] : TensorSearch().in(*weights.dict))
    result.tensors[name] = tensor(*described, name);
  return result;
}

}  // namespace rho::model
