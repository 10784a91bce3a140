// SPDX-License-Identifier: Apache-2.0
#include "onnx/operator.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/file_bounds.h"

namespace rho::onnx {

namespace {

std::unordered_map<std::string_view, const Operator*> allOperators() {
  std::unordered_map<std::string_view, const Operator*> all;
  for (const auto family :
       {activationOperators(), arithmeticOperators(), attentionOperators(), comparisonOperators(),
        constructionOperators(), convolutionOperators(), indexingOperators(),
        normalisationOperators(), paddingOperators(), poolingOperators(), productOperators(),
        quantisationOperators(), reductionOperators(), resizeOperators(), shapeOperators()})
    for (const auto& entry : family) all[entry.name] = &entry;
  return all;
}

template <typename T>
const T* valueOf(const Attribute* attribute, const char* name) {
  if (!attribute) return nullptr;
  const auto* value = std::get_if<T>(attribute);
  TORCH_CHECK(value, "its attribute ", name, " is of another type than the operator's");
  return value;
}

}  // namespace

const Operator* findOperator(const std::string& domain, const std::string& name) {
  static const auto all = allOperators();
  if (!domain.empty()) return nullptr;
  const auto found = all.find(name);
  return found == all.end() ? nullptr : found->second;
}

const at::Tensor& Call::operator[](std::size_t input) const {
  TORCH_CHECK(has(input), "its input ", input + 1, " is missing");
  return m_inputs[input];
}

Integers Call::list(std::size_t input) const {
  const auto values = (*this)[input].detach().to(at::kCPU, at::kLong).contiguous();
  return {values.data_ptr<std::int64_t>(), values.data_ptr<std::int64_t>() + values.numel()};
}

std::vector<double> Call::numbers(std::size_t input) const {
  const auto values = (*this)[input].detach().to(at::kCPU, at::kDouble).contiguous();
  return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

const Attribute* Call::attribute(const char* name) const {
  const auto found = m_attributes.find(name);
  return found == m_attributes.end() ? nullptr : &found->second;
}

std::int64_t Call::integer(const char* name, std::int64_t otherwise) const {
  const auto* value = valueOf<std::int64_t>(attribute(name), name);
  return value ? *value : otherwise;
}

double Call::number(const char* name, double otherwise) const {
  const auto* value = valueOf<float>(attribute(name), name);
  return value ? static_cast<double>(*value) : otherwise;
}

std::string Call::text(const char* name, const char* otherwise) const {
  const auto* value = valueOf<std::string>(attribute(name), name);
  return value ? *value : otherwise;
}

Integers Call::integers(const char* name, const Integers& otherwise) const {
  const auto* value = valueOf<Integers>(attribute(name), name);
  return value ? *value : otherwise;
}

Integers Call::listOrAttribute(std::size_t input, const char* name) const {
  return has(input) ? list(input) : integers(name);
}

std::int64_t axisOf(std::int64_t axis, std::int64_t rank) {
  TORCH_CHECK(axis >= -rank && axis < rank, "there is no axis ", axis, " in a tensor of rank ",
              rank);
  return axis < 0 ? axis + rank : axis;
}

Integers axesOf(Integers axes, std::int64_t rank) {
  for (auto& axis : axes) axis = axisOf(axis, rank);
  std::sort(axes.begin(), axes.end());
  return axes;
}

Integers allAxes(std::int64_t rank, std::int64_t from) {
  Integers axes(static_cast<std::size_t>(std::max<std::int64_t>(0, rank - from)));
  std::iota(axes.begin(), axes.end(), from);
  return axes;
}

void requirePlausible(at::IntArrayRef shape) {
  constexpr std::int64_t most = std::int64_t{1} << 30;
  const auto count = elementCount({shape.data(), shape.size()});
  TORCH_CHECK(count && *count <= most, "a tensor of the shape ", shape, " is too large");
}

}  // namespace rho::onnx
