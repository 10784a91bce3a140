// SPDX-License-Identifier: Apache-2.0
#include "model/safetensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>

#include "base/error.h"
#include "base/file.h"
#include "base/file_bounds.h"
#include "model/tensor.h"

namespace rho::model {

static_assert(std::endian::native == std::endian::little, "safetensors are read without swapping");

namespace {

struct ElementName {
  const char* name;
  torch::ScalarType type;
};

constexpr ElementName elementNames[] = {{"F64", torch::kFloat64}, {"F32", torch::kFloat32},
                                        {"F16", torch::kFloat16}, {"BF16", torch::kBFloat16},
                                        {"I64", torch::kInt64},   {"I32", torch::kInt32},
                                        {"I16", torch::kInt16},   {"I8", torch::kInt8},
                                        {"U8", torch::kUInt8},    {"BOOL", torch::kBool}};

constexpr std::uint64_t lengthBytes = 8;

/// One tensor as the header describes it; begin and end count from the first byte of the data.
struct Entry {
  std::string name;
  torch::ScalarType type;
  std::vector<std::int64_t> shape;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

Entry entryOf(const std::string& name, const nlohmann::json& json, const std::string& subject) {
  Entry entry{name, torch::kFloat32, json.at("shape").get<std::vector<std::int64_t>>()};
  const auto typeName = json.at("dtype").get<std::string>();
  const auto* type = std::find_if(std::begin(elementNames), std::end(elementNames),
                                  [&](const auto& known) { return typeName == known.name; });
  if (type == std::end(elementNames))
    throw BrokenFile(subject, "tensor \"" + name + "\" is of the unsupported type " + typeName,
                     "store it as F32");
  entry.type = type->type;
  const auto offsets = json.at("data_offsets").get<std::vector<std::uint64_t>>();
  if (offsets.size() != 2 || offsets[1] < offsets[0])
    throw BrokenFile(subject, "tensor \"" + name + "\" has impossible offsets",
                     "copy the file again");
  entry.begin = offsets[0];
  entry.end = offsets[1];
  return entry;
}

void requireSizeFitsShape(const Entry& entry, const std::string& subject) {
  const auto count = elementCount(entry.shape);
  const auto bytes =
      count ? product(*count, static_cast<std::int64_t>(torch::elementSize(entry.type)))
            : std::nullopt;
  if (!bytes)
    throw RefusedFile(
        subject, "tensor \"" + entry.name + "\" has the impossible shape " + shapeText(entry.shape),
        "do not use this file");
  if (static_cast<std::uint64_t>(*bytes) != entry.end - entry.begin)
    throw BrokenFile(
        subject,
        fmt::format("tensor \"{}\" of shape {} needs {} bytes, its offsets give {}", entry.name,
                    shapeText(entry.shape), *bytes, entry.end - entry.begin),
        "copy the file again");
}

/// The format wants every byte to belong to one tensor: no overlaps, no holes.
void requireTiling(std::vector<Entry>& entries, std::uint64_t dataBytes,
                   const std::string& subject) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  std::uint64_t position = 0;
  for (const auto& entry : entries) {
    if (entry.end > dataBytes)
      throwBeyondFile(subject, "tensor \"" + entry.name + "\"", entry.end, dataBytes);
    if (entry.begin != position)
      throw BrokenFile(
          subject,
          "tensor \"" + entry.name + "\" " +
              (entry.begin < position ? "overlaps the one before it" : "leaves a gap before it"),
          "copy the file again");
    requireSizeFitsShape(entry, subject);
    position = entry.end;
  }
  if (position != dataBytes)
    throw BrokenFile(subject, "has bytes that belong to no tensor", "copy the file again");
}

nlohmann::json readHeader(std::ifstream& stream, std::uint64_t fileBytes,
                          const std::string& subject) {
  if (fileBytes < lengthBytes) throwBeyondFile(subject, "the header", lengthBytes, fileBytes);
  std::uint64_t length = 0;
  stream.read(reinterpret_cast<char*>(&length), lengthBytes);
  if (length > fileBytes - lengthBytes)
    throwBeyondFile(subject, "the header", length, fileBytes - lengthBytes);
  std::string text(length, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(length));
  auto header = nlohmann::json::parse(text, nullptr, false);
  if (!header.is_object())
    throw BrokenFile(subject, "the header is not a JSON object", "copy the file again");
  return header;
}

nlohmann::json metadataOf(const nlohmann::json& header, const std::string& subject) {
  auto metadata = header.value("__metadata__", nlohmann::json::object());
  if (!metadata.is_object())
    throw BrokenFile(subject, "__metadata__ is not a JSON object", "copy the file again");
  if (metadata.contains("card")) {
    auto card = nlohmann::json::parse(metadata["card"].get<std::string>(), nullptr, false);
    if (card.is_discarded())
      throw BrokenFile(subject, "the model card in its metadata is not JSON",
                       "copy the file again");
    metadata["card"] = std::move(card);
  }
  return metadata;
}

torch::Tensor readTensor(std::ifstream& stream, const Entry& entry, const std::string& subject) {
  auto tensor = torch::empty(entry.shape, entry.type);
  stream.read(static_cast<char*>(tensor.data_ptr()),
              static_cast<std::streamsize>(entry.end - entry.begin));
  if (!stream) throw BrokenFile(subject, "could not be read to its end", "check the disk");
  return tensor;
}

struct Source {
  std::string name;
  torch::Tensor tensor;  // contiguous, on the CPU
};

/// Wide elements first, so that every tensor is aligned; by name within one width.
std::vector<Source> sourcesOf(const std::map<std::string, torch::Tensor>& tensors) {
  std::vector<Source> sources;
  for (const auto& [name, tensor] : tensors)
    sources.push_back({name, tensor.detach().to(torch::kCPU).contiguous()});
  std::stable_sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) {
    return a.tensor.element_size() > b.tensor.element_size();
  });
  return sources;
}

std::string headerOf(const std::vector<Source>& sources,
                     const std::map<std::string, std::string>& metadata) {
  nlohmann::json header = {{"__metadata__", metadata}};
  std::uint64_t position = 0;
  for (const auto& source : sources) {
    const auto* type =
        std::find_if(std::begin(elementNames), std::end(elementNames),
                     [&](const auto& e) { return e.type == source.tensor.scalar_type(); });
    if (type == std::end(elementNames))
      throw InvalidInput(source.name, "safetensors cannot hold this element type",
                         "store it as float32");
    const auto end = position + source.tensor.nbytes();
    header[source.name] = {{"dtype", type->name},
                           {"shape", source.tensor.sizes().vec()},
                           {"data_offsets", {position, end}}};
    position = end;
  }
  auto text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  return text;
}

}  // namespace

bool looksLikeSafetensors(const std::filesystem::path& path, const std::string& head) {
  return path.extension() == ".safetensors" ||
         (head.size() > lengthBytes && head[lengthBytes] == '{');
}

Checkpoint readSafetensors(const std::filesystem::path& path) try {
  requireFile(path);
  const std::string subject = path.string();
  const auto fileBytes = std::filesystem::file_size(path);
  std::ifstream stream(path, std::ios::binary);
  const auto header = readHeader(stream, fileBytes, subject);
  const auto dataBytes = fileBytes - static_cast<std::uint64_t>(stream.tellg());

  Checkpoint checkpoint{"safetensors", {}, metadataOf(header, subject)};
  std::vector<Entry> entries;
  for (const auto& [name, json] : header.items())
    if (name != "__metadata__") entries.push_back(entryOf(name, json, subject));
  requireTiling(entries, dataBytes, subject);
  for (const auto& entry : entries)
    checkpoint.tensors[entry.name] = readTensor(stream, entry, subject);
  return checkpoint;
} catch (const nlohmann::json::exception& error) {
  throw BrokenFile(path.string(), std::string("the header is wrong: ") + error.what(),
                   "copy the file again");
}

void writeSafetensors(const std::filesystem::path& path,
                      const std::map<std::string, torch::Tensor>& tensors,
                      const std::map<std::string, std::string>& metadata) {
  const auto sources = sourcesOf(tensors);
  const auto header = headerOf(sources, metadata);
  const std::uint64_t length = header.size();
  AtomicFile file(path);
  std::ofstream stream(file.temporaryPath(), std::ios::binary);
  stream.write(reinterpret_cast<const char*>(&length), lengthBytes);
  stream.write(header.data(), static_cast<std::streamsize>(header.size()));
  for (const auto& source : sources)
    stream.write(static_cast<const char*>(source.tensor.data_ptr()),
                 static_cast<std::streamsize>(source.tensor.nbytes()));
  stream.close();
  if (!stream)
    throw WriteFailed(path.string(), "cannot be written",
                      "check the free space and the permissions");
  file.commit();
}

}  // namespace rho::model
