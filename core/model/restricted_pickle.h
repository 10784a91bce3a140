// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rho::model {

struct PickleText;
struct PickleList;
struct PickleDict;
struct PickleGlobal;
struct PickleStorage;
struct PickleTensor;

/// A Python value. None is monostate, whole numbers beyond 64 bits are text in hexadecimal. What is
/// pointed to belongs to the PickleArena: values may be shared and even contain themselves, so
/// nobody may follow them without a limit.
using PickleValue =
    std::variant<std::monostate, bool, std::int64_t, double, const PickleText*, PickleList*,
                 PickleDict*, const PickleGlobal*, const PickleStorage*, const PickleTensor*>;

/// str, bytes or bytearray.
struct PickleText {
  std::string value;
};

/// list, tuple, set or frozenset; torch.Size too. A numpy.ndarray is [class, shape, type, state], a
/// numpy.dtype [name, align, copy, state]; both states are lists.
struct PickleList {
  std::vector<PickleValue> items;
  bool takesState = false;  ///< as numpy's values do; others have none
};

/// dict or OrderedDict, in the file's order; or the attributes of a network's module.
struct PickleDict {
  std::vector<std::pair<PickleValue, PickleValue>> items;
  bool isModule = false;
  /// nullptr when no item has this text as its key.
  const PickleValue* find(const std::string& key) const;
};

/// A class or function that the file names. Naming is all that ever happens to it.
struct PickleGlobal {
  std::string name;  ///< "module.attribute"
};

/// The memory behind tensors, which the file keeps apart from the pickle.
struct PickleStorage {
  std::string type;  ///< "FloatStorage", …
  std::string key;
  std::int64_t elements = 0;
  // Files older than 2019 may describe a storage as a part of another one.
  std::string viewKey;  ///< empty when it is no part
  std::int64_t viewOffset = 0;
  std::int64_t viewElements = 0;
};

/// A tensor as the file describes it; nothing is checked against the storage yet.
struct PickleTensor {
  const PickleStorage* storage = nullptr;
  std::int64_t offset = 0;  ///< all counts in elements
  std::vector<std::int64_t> shape;
  std::vector<std::int64_t> stride;
};

/// Owns every value of one pickle, flat: freeing it never recurses, however deep a file nests.
class PickleArena {
 public:
  const PickleText* text(std::string value);
  PickleList* list(std::vector<PickleValue> items);
  PickleDict* dict();
  const PickleGlobal* global(std::string name);
  const PickleStorage* storage(PickleStorage value);
  const PickleTensor* tensor(PickleTensor value);

  const std::deque<PickleStorage>& storages() const { return m_storages; }

  /// A file may ask for copies of one list again and again. Throws RefusedFile beyond a limit.
  void countCopies(std::size_t items, const std::string& subject);

 private:
  std::size_t m_copies = 0;
  std::deque<PickleText> m_texts;
  std::deque<PickleList> m_lists;
  std::deque<PickleDict> m_dicts;
  std::deque<PickleGlobal> m_globals;
  std::deque<PickleStorage> m_storages;
  std::deque<PickleTensor> m_tensors;
};

/// A pickle's value, and how many bytes it took.
struct Unpickled {
  PickleValue value;
  std::size_t length = 0;
};

/// Reads one pickle of protocol 2 to 5 as torch.save writes it, without Python and without running
/// anything: the few constructors that checkpoints need (OrderedDict, tensors, torch.Size, …) are
/// imitated, and the modules of PyTorch, torchvision and TorchXRayVision become dictionaries of
/// their attributes; any other global may be named but not called, and modules that reach the
/// system may not even be named. subject: the file, for messages. Throws BrokenFile for what is no
/// such pickle, RefusedFile naming the global for what is not allowed.
Unpickled unpickle(std::span<const std::byte> bytes, PickleArena& arena,
                   const std::string& subject);

/// For the parts of a checkpoint that are no tensors. Globals and tensors become their names,
/// values that contain themselves or are nested too deeply "…".
nlohmann::json toJson(const PickleValue& value);

}  // namespace rho::model
