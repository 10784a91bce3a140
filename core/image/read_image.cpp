// SPDX-License-Identifier: Apache-2.0
#include "image/read_image.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "base/file.h"
#include "image/image_format.h"

namespace rho::image {

namespace fs = std::filesystem;

namespace {

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

std::int64_t parseIndex(const std::string& digits, const std::string& text) {
  std::int64_t index = 0;
  const char* end = digits.data() + digits.size();
  const auto [at, error] = std::from_chars(digits.data(), end, index);
  if (error != std::errc() || at != end || index < 0)
    throw UsageError(text, "'" + digits + "' after # is no index", "give a whole number from 0 on");
  return index;
}

/// Where FILE ends and ":NAME" begins, or npos. A file that exists decides; a NAME may hold colons.
std::size_t findArrayName(const std::string& text) {
  for (auto at = text.find(':'); at != std::string::npos; at = text.find(':', at + 1))
    if (exists(text.substr(0, at))) return at;
  const auto at = text.find(".npz:");
  return at == std::string::npos ? at : at + 4;
}

std::string nameOfKnownExtension(const fs::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const auto& format : imageFormats()) {
    const auto known = format->extensions();
    if (std::find(known.begin(), known.end(), extension) != known.end()) return format->name();
  }
  return {};
}

[[noreturn]] void throwUnknown(const fs::path& file, const std::string& head) {
  const std::string path = file.string();
  const std::string named = nameOfKnownExtension(file);
  if (!named.empty())
    throw UnknownFormat(path, "named like " + named + ", but its content is not",
                        "check where it comes from");
  std::string known;
  for (const auto& format : imageFormats()) known += (known.empty() ? "" : ", ") + format->name();
  throw UnknownFormat(path, "not an image of a known format", "use one of " + known);
}

}  // namespace

ImageAddress ImageAddress::parse(const std::string& text) {
  if (text.empty()) throw UsageError("image", "no file is named");
  ImageAddress address;
  if (exists(text)) {
    address.file = text;
    return address;
  }
  std::string rest = text;
  const auto hash = rest.rfind('#');
  if (hash != std::string::npos) {
    const std::string digits = rest.substr(hash + 1);
    rest.resize(hash);
    address.index = parseIndex(digits, text);
  }
  const auto colon = exists(rest) ? std::string::npos : findArrayName(rest);
  address.file = rest.substr(0, colon);
  if (colon != std::string::npos) {
    address.array = rest.substr(colon + 1);
    if (address.array.empty()) throw UsageError(text, "names no array after the colon");
  }
  if (address.file.empty()) throw UsageError(text, "names no file");
  return address;
}

std::string ImageAddress::text() const {
  return file.string() + (array.empty() ? "" : ":" + array) +
         (index ? "#" + std::to_string(*index) : std::string());
}

Image readImage(const std::string& address) {
  const auto parsed = ImageAddress::parse(address);
  const std::string head = readHead(parsed.file, formatHeadBytes);
  for (const auto& format : imageFormats())
    if (format->recognises(head)) return format->read(parsed);
  throwUnknown(parsed.file, head);
}

Image decodeImage(std::span<const std::byte> bytes, const std::string& source) {
  const std::string_view head(reinterpret_cast<const char*>(bytes.data()),
                              std::min(bytes.size(), formatHeadBytes));
  for (const auto& format : imageFormats())
    if (format->recognises(head)) return format->decode(bytes, source);
  throwUnknown(source, std::string(head));
}

}  // namespace rho::image
