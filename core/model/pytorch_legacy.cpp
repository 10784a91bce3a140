// SPDX-License-Identifier: Apache-2.0
#include "model/pytorch_legacy.h"

#include <cstring>

#include "base/error.h"
#include "base/file.h"
#include "base/file_bounds.h"
#include "model/tensor_rebuilder.h"

namespace rho::model {

namespace {

/// Protocol 2, then the magic number 0x1950a86a20f9469cfc6c as ten bytes.
const std::string magic("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);

constexpr std::int64_t knownProtocol = 1001;
constexpr std::uintmax_t largestFile = std::uintmax_t{1} << 36;

/// The pickles and storages of one file, read one after the other.
class LegacyFile {
 public:
  explicit LegacyFile(const std::filesystem::path& path)
      : m_subject(path.string()), m_bytes(readFile(path, largestFile)), m_rebuilder(m_subject) {}

  Checkpoint read() {
    m_position = magic.size();
    requireProtocol();
    readMachine();
    const auto root = nextPickle();
    const auto keys = nextPickle();
    readStorages(keys);
    return m_rebuilder.checkpoint(root, "pytorch-legacy");
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const {
    throw BrokenFile(m_subject, problem, "copy the file again from its source");
  }

  PickleValue nextPickle() {
    const auto result = unpickle(std::span(m_bytes).subspan(m_position), m_arena, m_subject);
    m_position += result.length;
    return result.value;
  }

  void requireProtocol() {
    const auto protocol = nextPickle();
    const auto* number = std::get_if<std::int64_t>(&protocol);
    if (!number || *number != knownProtocol)
      fail("is of an unknown version of PyTorch's older format");
  }

  void readMachine() {
    const auto machine = toJson(nextPickle());
    m_bigEndian =
        machine.is_object() && machine.value("little_endian", nlohmann::json(true)) == false;
  }

  /// The storages follow in the order of their keys, not in that of the object.
  void readStorages(const PickleValue& keys) {
    auto* const* list = std::get_if<PickleList*>(&keys);
    if (!list) fail("lacks the list of its storages");
    std::map<std::string, const PickleStorage*> byKey;
    for (const auto& storage : m_arena.storages()) byKey.try_emplace(storage.key, &storage);
    for (const auto& key : (*list)->items) {
      const auto* const* text = std::get_if<const PickleText*>(&key);
      const auto found = text ? byKey.find((*text)->value) : byKey.end();
      if (found == byKey.end()) fail("lists a storage that no tensor uses");
      readStorage(*found->second);
    }
  }

  void readStorage(const PickleStorage& storage) {
    const auto stored = static_cast<std::int64_t>(wholeNumber());
    if (stored != storage.elements) fail("storage " + storage.key + " is not as long as announced");
    m_rebuilder.addStorage(storage, take(m_rebuilder.byteCount(storage), "storage " + storage.key),
                           m_bigEndian);
  }

  std::uint64_t wholeNumber() {
    std::uint64_t value = 0;
    std::memcpy(&value, take(sizeof value, "the length of a storage").data(), sizeof value);
    return m_bigEndian ? __builtin_bswap64(value) : value;
  }

  std::span<const std::byte> take(std::uint64_t count, const std::string& part) {
    const auto left = m_bytes.size() - m_position;
    if (count > left) throwBeyondFile(m_subject, part, count, left);
    const auto bytes = std::span(m_bytes).subspan(m_position, count);
    m_position += count;
    return bytes;
  }

  std::string m_subject;
  std::vector<std::byte> m_bytes;
  std::size_t m_position = 0;
  bool m_bigEndian = false;
  PickleArena m_arena;
  TensorRebuilder m_rebuilder;
};

}  // namespace

bool looksLikePytorchLegacy(const std::filesystem::path&, const std::string& head) {
  return head.starts_with(magic);
}

Checkpoint readPytorchLegacy(const std::filesystem::path& path) { return LegacyFile(path).read(); }

}  // namespace rho::model
