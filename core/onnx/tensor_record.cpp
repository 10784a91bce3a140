// SPDX-License-Identifier: Apache-2.0
#include "onnx/tensor_record.h"

#include <ATen/ATen.h>
#include <fmt/format.h>

#include <charconv>
#include <map>

#include "base/error.h"
#include "base/file_bounds.h"

namespace rho::onnx {

namespace fs = std::filesystem;

namespace {

enum : std::int64_t { isText = 8, isUint4 = 21, isInt4 = 22 };

/// The fields of a TensorProto; its numbers are still in the file.
struct Description {
  std::string name;
  std::vector<std::int64_t> shape;
  std::int64_t type = 0;
  std::optional<ByteRange> raw;
  std::vector<Field> numbers;  // of the typed fields
  std::uint32_t numbersField = 0;
  bool isExternal = false;
  std::map<std::string, std::string> external;
};

std::pair<std::string, std::string> keyAndValue(WireReader reader) {
  std::pair<std::string, std::string> entry;
  while (const auto field = reader.next()) {
    if (field->number == 1) entry.first = reader.text(*field);
    if (field->number == 2) entry.second = reader.text(*field);
  }
  return entry;
}

Description describe(WireReader& reader) {
  Description tensor;
  while (const auto field = reader.next()) switch (field->number) {
      case 1:
        reader.integers(*field, tensor.shape);
        break;
      case 2:
        tensor.type = field->integer();
        break;
      case 4:
      case 5:
      case 7:
      case 10:
      case 11:
        tensor.numbersField = field->number;
        tensor.numbers.push_back(*field);
        break;
      case 8:
        tensor.name = reader.text(*field);
        break;
      case 9:
        tensor.raw = field->content;
        break;
      case 13:
        tensor.external.insert(keyAndValue(reader.message(*field)));
        break;
      case 14:
        tensor.isExternal = field->value == 1;
        break;
      default:
        break;
    }
  return tensor;
}

std::string partName(const Description& tensor) { return "tensor \"" + tensor.name + "\""; }

/// How many bytes the tensor fills. Throws for shapes that no tensor has.
std::int64_t byteCount(const Description& tensor, std::int64_t elementBytes,
                       const std::string& subject) {
  const auto count = elementCount(tensor.shape);
  const auto bytes = count ? product(*count, elementBytes) : std::nullopt;
  if (!bytes || tensor.shape.size() > 32)
    throw RefusedFile(subject,
                      partName(tensor) + " has the impossible shape " + shapeText(tensor.shape),
                      "do not use this file");
  return *bytes;
}

void requireLength(const Description& tensor, std::uint64_t needed, std::uint64_t held,
                   const std::string& subject) {
  if (held < needed) throwBeyondFile(subject, partName(tensor), needed, held);
  if (held > needed)
    throw BrokenFile(subject,
                     fmt::format("{} of shape {} needs {} bytes, but has {}", partName(tensor),
                                 shapeText(tensor.shape), needed, held),
                     "export the network again");
}

/// A file beside the model. Links are followed, so that none leads out.
fs::path externalFile(const Description& tensor, const fs::path& folder,
                      const std::string& subject) {
  const auto found = tensor.external.find("location");
  const fs::path location = found == tensor.external.end() ? "" : found->second;
  const auto refuse = [&] {
    return RefusedFile(
        subject,
        partName(tensor) + " lies outside of the model's folder, in \"" + location.string() + "\"",
        "do not use this file");
  };
  if (location.empty() || location.is_absolute()) throw refuse();
  std::error_code ignored;
  const auto root = fs::weakly_canonical(folder.empty() ? "." : folder, ignored);
  const auto file = fs::weakly_canonical(root / location, ignored);
  const auto relative = file.lexically_relative(root);
  if (relative.empty() || *relative.begin() == ".." || relative == ".") throw refuse();
  if (!fs::is_regular_file(file, ignored))
    throw MissingFile(file.string(), partName(tensor) + " of the model should be in it",
                      "copy it beside the model");
  return file;
}

std::uint64_t externalNumber(const Description& tensor, const std::string& key,
                             std::uint64_t otherwise, const std::string& subject) {
  const auto found = tensor.external.find(key);
  if (found == tensor.external.end()) return otherwise;
  const auto& text = found->second;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw BrokenFile(subject, partName(tensor) + ": its " + key + " is no number",
                     "export the network again");
  return value;
}

void readExternal(const Description& tensor, const fs::path& folder, const std::string& subject,
                  std::uint64_t bytes, const std::function<void*()>& target) {
  const auto path = externalFile(tensor, folder, subject);
  WireFile file(path);
  const auto offset = externalNumber(tensor, "offset", 0, subject);
  const auto available = offset < file.size() ? file.size() - offset : 0;
  requireLength(tensor, bytes,
                std::min(available, externalNumber(tensor, "length", bytes, subject)), subject);
  file.read(offset, target(), bytes);
}

/// Numbers of the typed fields, which are wider than many of the types they stand for: 16-bit
/// floats are the bits of an int32.
at::Tensor fromTypedFields(const Description& tensor, at::ScalarType type, std::int64_t count,
                           const WireReader& reader) {
  const auto& subject = reader.file().subject();
  const auto bytesEach = static_cast<std::int64_t>(c10::elementSize(type));
  if (tensor.numbersField == 4 || tensor.numbersField == 10) {
    const bool isDouble = tensor.numbersField == 10;
    if (type != (isDouble ? at::kDouble : at::kFloat))
      throw BrokenFile(subject, partName(tensor) + " has numbers of another type than it says",
                       "export the network again");
    std::uint64_t held = 0;
    for (const auto& field : tensor.numbers)
      held += field.isNumber ? static_cast<std::uint64_t>(bytesEach) : field.content.length;
    requireLength(tensor, static_cast<std::uint64_t>(count * bytesEach), held, subject);
    auto values = at::empty(tensor.shape, type);
    auto* target = static_cast<char*>(values.data_ptr());
    for (const auto& field : tensor.numbers) {
      const auto length =
          field.isNumber ? static_cast<std::uint64_t>(bytesEach) : field.content.length;
      if (field.isNumber)
        std::memcpy(target, &field.value, length);
      else
        reader.file().read(field.content.offset, target, length);
      target += length;
    }
    return values;
  }
  std::vector<std::int64_t> numbers;
  for (const auto& field : tensor.numbers) reader.integers(field, numbers);
  requireLength(tensor, static_cast<std::uint64_t>(count * bytesEach),
                numbers.size() * static_cast<std::uint64_t>(bytesEach), subject);
  auto values = at::empty(tensor.shape, type);
  auto* target = static_cast<char*>(values.data_ptr());
  for (const auto number : numbers) {
    std::memcpy(target, &number, static_cast<std::size_t>(bytesEach));  // the low bytes come first
    target += bytesEach;
  }
  return values;
}

}  // namespace

std::optional<at::ScalarType> scalarType(std::int64_t elementType) {
  switch (elementType) {
    case 1:
      return at::kFloat;
    case 2:
      return at::kByte;
    case 3:
      return at::kChar;
    case 4:
      return at::kUInt16;
    case 5:
      return at::kShort;
    case 6:
      return at::kInt;
    case 7:
      return at::kLong;
    case 9:
      return at::kBool;
    case 10:
      return at::kHalf;
    case 11:
      return at::kDouble;
    case 12:
      return at::kUInt32;
    case 13:
      return at::kUInt64;
    case 16:
      return at::kBFloat16;
    case 17:
      return at::kFloat8_e4m3fn;
    case 18:
      return at::kFloat8_e4m3fnuz;
    case 19:
      return at::kFloat8_e5m2;
    case 20:
      return at::kFloat8_e5m2fnuz;
    default:
      return std::nullopt;
  }
}

NamedValue readTensor(WireReader reader, const fs::path& folder) {
  const auto& subject = reader.file().subject();
  const auto tensor = describe(reader);
  if (tensor.type == isText) return {tensor.name, {}};
  const auto type = scalarType(tensor.type);
  if (!type)
    throw InvalidInput(
        subject,
        fmt::format("{} is of the unsupported element type {}", partName(tensor), tensor.type),
        "export the network with 32-bit numbers");
  const auto bytes = byteCount(tensor, static_cast<std::int64_t>(c10::elementSize(*type)), subject);
  const auto length = static_cast<std::uint64_t>(bytes);
  at::Tensor values;
  // Memory is taken only once it is known that the file fills it.
  const auto memory = [&] {
    values = at::empty(tensor.shape, *type);
    return values.data_ptr();
  };
  if (tensor.isExternal) {
    readExternal(tensor, folder, subject, length, memory);
  } else if (tensor.raw) {
    requireLength(tensor, length, tensor.raw->length, subject);
    reader.file().read(tensor.raw->offset, memory(), length);
  } else {
    values = fromTypedFields(tensor, *type, *elementCount(tensor.shape), reader);
  }
  return {tensor.name, values};
}

}  // namespace rho::onnx
