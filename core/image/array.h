// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace rho::image {

/// Element types of NumPy arrays that Rhoscope reads and writes (little or big endian on reading).
enum class ArrayType { u8, u16, u32, u64, i8, i16, i32, i64, f16, f32, f64, boolean };

std::size_t sizeOf(ArrayType type);

/// A dense array in C order, as in a .npy file (NumPy format 1.0 to 3.0).
struct Array {
  ArrayType type = ArrayType::f32;
  std::vector<std::int64_t> shape;
  std::vector<std::byte> bytes;  ///< native endianness, C order

  std::int64_t elementCount() const;
  /// One item of the first axis, as an array of the remaining axes. Throws InvalidInput.
  Array item(std::int64_t index) const;
  /// The values converted to T (float, double or std::int64_t).
  template <typename T>
  std::vector<T> as() const;
  template <typename T>
  static Array of(std::span<const T> values, std::vector<std::int64_t> shape);
};

/// Throws MissingFile, UnknownFormat, BrokenFile, RefusedFile (more than maxBytes promised).
Array readNpy(const std::filesystem::path& path);
/// The names of the arrays in a .npz file, without ".npy".
std::vector<std::string> npzNames(const std::filesystem::path& path);
/// Throws InvalidInput naming the arrays that exist when name is none of them.
Array readNpz(const std::filesystem::path& path, const std::string& name);

struct NamedArray {
  std::string name;
  Array array;
};
/// Writes a compressed .npz that NumPy reads; atomic. Throws WriteFailed.
void writeNpz(const std::filesystem::path& path, const std::vector<NamedArray>& arrays);

}  // namespace rho::image
