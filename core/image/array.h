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
  /// The values converted to T (float, double or std::int64_t). Throws InvalidInput when a value
  /// does not fit an integer T (not a number, out of range).
  template <typename T>
  std::vector<T> as() const;
  /// T: float, double, std::int64_t, std::uint8_t or std::uint16_t. Throws InvalidInput when the
  /// number of values is not the product of shape.
  template <typename T>
  static Array of(std::span<const T> values, std::vector<std::int64_t> shape);
};

/// What an array is, known without reading its values.
struct ArrayHeader {
  ArrayType type = ArrayType::f32;
  std::vector<std::int64_t> shape;
};

/// The most bytes that one array may promise; more is a RefusedFile.
inline constexpr std::uint64_t maxArrayBytes = std::uint64_t{1} << 34;

/// Throws MissingFile, UnknownFormat (not .npy, or elements that are no numbers), BrokenFile (cut
/// off, damaged header), RefusedFile (Python objects, or more than maxArrayBytes promised).
Array readNpy(const std::filesystem::path& path);
ArrayHeader readNpyHeader(const std::filesystem::path& path);
/// readNpy(path).item(index), reading no other item of an array in C order.
Array readNpyItem(const std::filesystem::path& path, std::int64_t index);

/// The names of the arrays in a .npz file, without ".npy". Throws as readNpy.
std::vector<std::string> npzNames(const std::filesystem::path& path);
/// Throws as readNpy, and InvalidInput naming the arrays that exist when name is none of them.
Array readNpz(const std::filesystem::path& path, const std::string& name);
ArrayHeader readNpzHeader(const std::filesystem::path& path, const std::string& name);
/// readNpz(path, name).item(index), unpacking no more of an array in C order than up to its end
/// (so that the archive's checksum is only compared for the last item).
Array readNpzItem(const std::filesystem::path& path, const std::string& name, std::int64_t index);

struct NamedArray {
  std::string name;
  Array array;
};
/// Writes a compressed .npz that NumPy reads; atomic. Throws WriteFailed.
void writeNpz(const std::filesystem::path& path, const std::vector<NamedArray>& arrays);

}  // namespace rho::image
