// SPDX-License-Identifier: Apache-2.0
#include "image/jsrt_format.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "image/acquisition.h"

namespace rho::image {

namespace {

constexpr int side = jsrtSide;
constexpr std::uintmax_t fileBytes = std::uintmax_t{2} * side * side;
constexpr int white = 4095;

/// Films that were scanned at this distance.
std::shared_ptr<const Acquisition> acquisition() {
  constexpr double millimetres = 0.175;
  auto result = std::make_shared<Acquisition>();
  result->spacing = PixelSpacing{millimetres, millimetres, SpacingBasis::nominal, {}, {}};
  result->valueAtBlack = white;
  result->valueAtWhite = 0;
  result->isInverted = true;
  result->bitsStored = 12;
  return result;
}

class JsrtFormat : public ImageFormat {
 public:
  std::string name() const override { return "JSRT"; }
  std::vector<std::string> extensions() const override { return {".img"}; }

  /// Without a header only the values speak: every high byte holds four bits, which no text has.
  /// Asked last, therefore.
  bool recognises(std::string_view head) const override {
    if (head.size() < formatHeadBytes) return false;
    for (std::size_t i = 0; i < head.size(); i += 2)
      if (static_cast<unsigned char>(head[i]) > 0x0f) return false;
    return true;
  }

  Image read(const ImageAddress& address) const override {
    if (address.index || !address.array.empty())
      throw InvalidInput(address.text(), "the file holds one picture", "name the file alone");
    const auto extension = address.file.extension();
    const bool isNamedSo = extension == ".img" || extension == ".IMG";
    if (!isNamedSo && std::filesystem::file_size(address.file) != fileBytes)
      throw UnknownFormat(address.text(), "not an image of a known format");
    return readJsrtImage(address.file.string());
  }
};

}  // namespace

std::unique_ptr<const ImageFormat> makeJsrtFormat() { return std::make_unique<JsrtFormat>(); }

Image readJsrtImage(const std::string& path) {
  requireFile(path);
  if (std::filesystem::file_size(path) != fileBytes)
    throw BrokenFile(path, fmt::format("has {} bytes; an image of the set has {}",
                                       std::filesystem::file_size(path), fileBytes));
  const auto bytes = readFile(path, fileBytes);
  cv::Mat pixels(side, side, CV_32F);
  auto* out = pixels.ptr<float>();
  for (std::size_t i = 0; i < fileBytes / 2; ++i) {
    const int value =
        std::to_integer<int>(bytes[2 * i]) << 8 | std::to_integer<int>(bytes[2 * i + 1]);
    if (value > white)
      throw BrokenFile(path, fmt::format("has the value {}, more than 12 bits", value));
    out[i] = static_cast<float>(white - value) / white;
  }
  ImageInfo info;
  info.source = path;
  info.bitsStored = 12;
  info.notes = {"JSRT: 0.175 mm a pixel, stored values inverted"};
  info.acquisition = acquisition();
  return {pixels, info};
}

}  // namespace rho::image
