// SPDX-License-Identifier: Apache-2.0
#include "image/array_format.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "image/array.h"
#include "image/pixel_values.h"

namespace rho::image {

namespace {

using Shape = std::vector<std::int64_t>;

bool isChannelCount(std::int64_t extent) { return extent == 1 || extent == 3 || extent == 4; }

bool holdsPixels(ArrayType type) {
  switch (type) {
    case ArrayType::u8:
    case ArrayType::u16:
    case ArrayType::f16:
    case ArrayType::f32:
    case ArrayType::f64:
    case ArrayType::boolean:
      return true;
    default:
      return false;
  }
}

/// Whether shape is one image: H×W, H×W×C or C×H×W.
bool isOneImage(const Shape& shape) {
  return shape.size() == 2 ||
         (shape.size() == 3 && (isChannelCount(shape.back()) || isChannelCount(shape.front())));
}

/// Whether an array may be meant as images: not a column of labels, not a list of numbers.
bool looksLikeImages(const ArrayHeader& header) {
  const auto& shape = header.shape;
  if (!holdsPixels(header.type) || shape.size() < 2 || shape.size() > 4) return false;
  return shape.size() > 2 || (shape[0] > 1 && shape[1] > 1);
}

std::string shapeText(const Shape& shape) { return fmt::format("{}", fmt::join(shape, "×")); }

cv::Mat matOf(const Array& array, int rows, int columns, int channels) {
  const auto data = const_cast<std::byte*>(array.bytes.data());
  switch (array.type) {
    case ArrayType::u8:
      return cv::Mat(rows, columns, CV_8UC(channels), data).clone();
    case ArrayType::boolean:
      return cv::Mat(rows, columns, CV_8UC(channels), data) * 255;
    case ArrayType::u16:
      return cv::Mat(rows, columns, CV_16UC(channels), data).clone();
    default:
      return cv::Mat(array.as<float>(), true).reshape(channels, rows);
  }
}

/// The pixels of one image with their channels last. Throws InvalidInput for any other shape.
cv::Mat pixelsOf(const Array& array, const std::string& subject) {
  const auto& shape = array.shape;
  if (!isOneImage(shape))
    throw InvalidInput(subject,
                       "an image of shape " + shapeText(shape) + " has no 1, 3 or 4 channels",
                       "use height × width × channels");
  const bool channelsFirst = shape.size() == 3 && !isChannelCount(shape.back());
  const auto height = shape[channelsFirst ? 1 : 0];
  const auto width = shape[channelsFirst ? 2 : 1];
  requireDimensions(static_cast<std::uint64_t>(width), static_cast<std::uint64_t>(height), subject);
  const int rows = static_cast<int>(height);
  const int columns = static_cast<int>(width);
  if (!channelsFirst)
    return matOf(array, rows, columns, shape.size() == 2 ? 1 : static_cast<int>(shape[2]));

  const int channels = static_cast<int>(shape[0]);
  const cv::Mat stacked = matOf(array, rows * channels, columns, 1);
  std::vector<cv::Mat> planes;
  for (int c = 0; c < channels; ++c) planes.push_back(stacked.rowRange(c * rows, (c + 1) * rows));
  cv::Mat merged;
  cv::merge(planes, merged);
  return merged;
}

/// Whether an array of this shape is a stack of which an index must name one image.
bool needsIndex(const ArrayHeader& header, const ImageAddress& address,
                const std::string& subject) {
  const auto& shape = header.shape;
  if (!holdsPixels(header.type))
    throw InvalidInput(subject, "its integers are not of 8 or 16 bits without sign",
                       "store images as uint8, uint16 or floats in 0 to 1");
  if (shape.size() < 2 || shape.size() > 4)
    throw InvalidInput(subject, "an array of shape " + shapeText(shape) + " holds no images",
                       "use height × width, with channels last and the image's number first");
  if (address.index) {
    if (shape.size() == 2) throw InvalidInput(subject, "holds one image", "leave out the #index");
    return true;
  }
  if (isOneImage(shape)) return false;
  if (shape.front() == 0) throw InvalidInput(subject, "holds no images");
  throw InvalidInput(subject, fmt::format("holds {} images", shape.front()),
                     fmt::format("name one with #0 to #{}", shape.front() - 1));
}

std::string labelNameFor(const std::string& images) {
  if (images.ends_with("images")) return images.substr(0, images.size() - 6) + "labels";
  if (images == "x" || images == "X") return "y";
  if (images.starts_with("x_")) return "y_" + images.substr(2);
  return {};
}

class ArrayFormat : public ImageFormat {
 public:
  std::string name() const override { return "NumPy array"; }
  std::vector<std::string> extensions() const override { return {".npy", ".npz"}; }
  bool recognises(std::string_view head) const override {
    return head.starts_with("\x93NUMPY") || head.starts_with("PK\x03\x04") ||
           head.starts_with("PK\x05\x06");
  }

  Image read(const ImageAddress& address) const override {
    if (readHead(address.file, 2) == "PK") return readFromNpz(address);
    if (!address.array.empty())
      throw InvalidInput(address.file.string(), "a .npy file holds one array without a name",
                         "leave out :" + address.array);
    const std::string subject = address.text();
    const bool stacked = needsIndex(readNpyHeader(address.file), address, subject);
    const Array array = stacked ? readNpyItem(address.file, *address.index) : readNpy(address.file);
    return imageOfStored(pixelsOf(array, subject), {.source = subject, .label = {}, .notes = {}});
  }

 private:
  static Image readFromNpz(ImageAddress address) {
    ImageInfo info;
    if (address.array.empty()) {
      address.array = theOnlyImages(address.file);
      info.notes.push_back("the array " + address.array + " was taken");
    }
    info.source = address.text();
    const bool stacked =
        needsIndex(readNpzHeader(address.file, address.array), address, info.source);
    const Array array = stacked ? readNpzItem(address.file, address.array, *address.index)
                                : readNpz(address.file, address.array);
    if (stacked) info.label = labelOf(address);
    return imageOfStored(pixelsOf(array, info.source), std::move(info));
  }

  static std::string theOnlyImages(const std::filesystem::path& file) {
    std::vector<std::string> candidates;
    const auto names = npzNames(file);
    for (const auto& name : names)
      if (looksLikeImages(readNpzHeader(file, name))) candidates.push_back(name);
    if (candidates.size() == 1) return candidates.front();
    throw InvalidInput(file.string(),
                       fmt::format("{} of its arrays could hold images", candidates.size()),
                       fmt::format("name one as {}:NAME; it has {}", file.filename().string(),
                                   fmt::join(candidates.empty() ? names : candidates, ", ")));
  }

  static std::optional<std::int64_t> labelOf(const ImageAddress& address) {
    const std::string name = labelNameFor(address.array);
    const auto names = npzNames(address.file);
    if (name.empty() || std::find(names.begin(), names.end(), name) == names.end()) return {};
    const auto images = readNpzHeader(address.file, address.array);
    const Array labels = readNpz(address.file, name);
    if (labels.elementCount() != images.shape.front()) return {};
    return labels.as<std::int64_t>()[static_cast<std::size_t>(*address.index)];
  }
};

}  // namespace

Image imageOfArray(const Array& array, ImageInfo info) {
  const cv::Mat pixels = pixelsOf(array, info.source);
  return imageOfStored(pixels, std::move(info));
}

std::unique_ptr<const ImageFormat> makeArrayFormat() { return std::make_unique<ArrayFormat>(); }

}  // namespace rho::image
