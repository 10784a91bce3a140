// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "testing/refuses.h"

namespace rho::test {

/// Writes pickles by hand, opcode by opcode (names as in Python's pickletools), so that tests need
/// no Python and can be as hostile as they like.
class PickleBuilder {
 public:
  PickleBuilder() : m_bytes("\x80\x02", 2) {}

  PickleBuilder& op(char opcode) { return raw(std::string(1, opcode)); }
  PickleBuilder& raw(const std::string& bytes) {
    m_bytes += bytes;
    return *this;
  }
  template <typename T>
  PickleBuilder& number(char opcode, T value) {
    op(opcode);
    m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    return *this;
  }
  PickleBuilder& integer(std::int32_t value) { return number('J', value); }
  PickleBuilder& text(const std::string& value) {
    return number('X', static_cast<std::uint32_t>(value.size())).raw(value);
  }
  PickleBuilder& global(const std::string& module, const std::string& name) {
    return raw("c" + module + "\n" + name + "\n");
  }
  /// A tuple of whole numbers.
  PickleBuilder& integers(const std::vector<std::int32_t>& values) {
    op('(');
    for (const auto value : values) integer(value);
    return op('t');
  }
  PickleBuilder& storage(const std::string& type, const std::string& key, std::int32_t elements) {
    op('(').text("storage").global("torch", type).text(key).text("cuda:0").integer(elements);
    return op('t').op('Q');
  }
  /// torch._utils._rebuild_tensor_v2(storage, offset, shape, stride, False, OrderedDict())
  PickleBuilder& tensor(const std::string& type, const std::string& key, std::int32_t elements,
                        std::int32_t offset, const std::vector<std::int32_t>& shape,
                        const std::vector<std::int32_t>& stride) {
    global("torch._utils", "_rebuild_tensor_v2").op('(').storage(type, key, elements);
    integer(offset).integers(shape).integers(stride).op('\x89');
    return global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
  }
  /// The finished pickle.
  std::string done() const { return m_bytes + "."; }

 private:
  std::string m_bytes;
};

inline std::span<const std::byte> bytesOf(const std::string& text) {
  return std::as_bytes(std::span(text));
}

/// The bytes of numbers as they lie in memory.
template <typename T>
std::string rawBytes(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

}  // namespace rho::test
