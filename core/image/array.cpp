// SPDX-License-Identifier: Apache-2.0
#include "image/array.h"

#include <cstring>
#include <opencv2/core.hpp>
#include <type_traits>
#include <utility>

#include "base/error.h"

namespace rho::image {

namespace {

template <typename T>
constexpr ArrayType typeOf();
template <>
constexpr ArrayType typeOf<float>() {
  return ArrayType::f32;
}
template <>
constexpr ArrayType typeOf<double>() {
  return ArrayType::f64;
}
template <>
constexpr ArrayType typeOf<std::int64_t>() {
  return ArrayType::i64;
}
template <>
constexpr ArrayType typeOf<std::uint8_t>() {
  return ArrayType::u8;
}
template <>
constexpr ArrayType typeOf<std::uint16_t>() {
  return ArrayType::u16;
}

template <typename To, typename From>
To convert(From value) {
  if constexpr (std::is_same_v<To, std::int64_t>) {
    bool fits = true;
    if constexpr (std::is_floating_point_v<From>)
      fits = value >= From(-0x1p63) && value < From(0x1p63);  // false for NaN too
    else
      fits = std::in_range<std::int64_t>(value);
    if (!fits) throw InvalidInput("array", "holds a value that is no 64-bit integer");
  }
  return static_cast<To>(value);
}

template <typename To, typename From>
std::vector<To> convertAll(const std::vector<std::byte>& bytes) {
  std::vector<To> values(bytes.size() / sizeof(From));
  for (std::size_t i = 0; i < values.size(); ++i) {
    From value;
    std::memcpy(&value, bytes.data() + i * sizeof(From), sizeof(From));
    values[i] = convert<To>(value);
  }
  return values;
}

template <typename To>
std::vector<To> convertHalves(const std::vector<std::byte>& bytes) {
  std::vector<To> values(bytes.size() / 2);
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::uint16_t bits;
    std::memcpy(&bits, bytes.data() + i * 2, 2);
    values[i] = convert<To>(static_cast<float>(cv::float16_t::fromBits(bits)));
  }
  return values;
}

}  // namespace

std::size_t sizeOf(ArrayType type) {
  switch (type) {
    case ArrayType::u8:
    case ArrayType::i8:
    case ArrayType::boolean:
      return 1;
    case ArrayType::u16:
    case ArrayType::i16:
    case ArrayType::f16:
      return 2;
    case ArrayType::u32:
    case ArrayType::i32:
    case ArrayType::f32:
      return 4;
    case ArrayType::u64:
    case ArrayType::i64:
    case ArrayType::f64:
      return 8;
  }
  return 0;
}

std::int64_t Array::elementCount() const {
  std::int64_t count = 1;
  for (const auto extent : shape) count *= extent;
  return count;
}

Array Array::item(std::int64_t index) const {
  if (shape.empty()) throw InvalidInput("array", "holds one value, not a list of items");
  if (index < 0 || index >= shape.front())
    throw InvalidInput("array", "has no item " + std::to_string(index),
                       "it holds " + std::to_string(shape.front()));
  Array result{type, {shape.begin() + 1, shape.end()}, {}};
  const auto stride = result.elementCount() * static_cast<std::int64_t>(sizeOf(type));
  result.bytes.assign(bytes.begin() + index * stride, bytes.begin() + (index + 1) * stride);
  return result;
}

template <typename T>
std::vector<T> Array::as() const {
  switch (type) {
    case ArrayType::u8:
      return convertAll<T, std::uint8_t>(bytes);
    case ArrayType::u16:
      return convertAll<T, std::uint16_t>(bytes);
    case ArrayType::u32:
      return convertAll<T, std::uint32_t>(bytes);
    case ArrayType::u64:
      return convertAll<T, std::uint64_t>(bytes);
    case ArrayType::i8:
      return convertAll<T, std::int8_t>(bytes);
    case ArrayType::i16:
      return convertAll<T, std::int16_t>(bytes);
    case ArrayType::i32:
      return convertAll<T, std::int32_t>(bytes);
    case ArrayType::i64:
      return convertAll<T, std::int64_t>(bytes);
    case ArrayType::f16:
      return convertHalves<T>(bytes);
    case ArrayType::f32:
      return convertAll<T, float>(bytes);
    case ArrayType::f64:
      return convertAll<T, double>(bytes);
    case ArrayType::boolean:
      return convertAll<T, std::uint8_t>(bytes);
  }
  return {};
}

template <typename T>
Array Array::of(std::span<const T> values, std::vector<std::int64_t> shape) {
  Array array{typeOf<T>(), std::move(shape), {}};
  if (array.elementCount() != static_cast<std::int64_t>(values.size()))
    throw InvalidInput("array", std::to_string(values.size()) + " values do not fill a shape of " +
                                    std::to_string(array.elementCount()));
  const auto bytes = std::as_bytes(values);
  array.bytes.assign(bytes.begin(), bytes.end());
  return array;
}

template std::vector<float> Array::as() const;
template std::vector<double> Array::as() const;
template std::vector<std::int64_t> Array::as() const;
template Array Array::of(std::span<const float>, std::vector<std::int64_t>);
template Array Array::of(std::span<const double>, std::vector<std::int64_t>);
template Array Array::of(std::span<const std::int64_t>, std::vector<std::int64_t>);
template Array Array::of(std::span<const std::uint8_t>, std::vector<std::int64_t>);
template Array Array::of(std::span<const std::uint16_t>, std::vector<std::int64_t>);

}  // namespace rho::image
