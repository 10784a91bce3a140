// SPDX-License-Identifier: Apache-2.0
#include "image/codec_format.h"

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/file.h"
#include "image/codec_structure.h"
#include "image/pixel_values.h"

namespace rho::image {

namespace {

constexpr std::uintmax_t maxFileBytes = std::uintmax_t{1} << 30;  // OpenCV counts bytes in an int

cv::Mat decodePixels(std::span<const std::byte> bytes, int flags, const std::string& subject) {
  // What is wrong with a file becomes an exception; OpenCV would write it to the terminal as well.
  static const auto silenced =
      cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
  static_cast<void>(silenced);
  const cv::Mat buffer(1, static_cast<int>(bytes.size()), CV_8U,
                       const_cast<std::byte*>(bytes.data()));
  cv::Mat pixels;
  try {
    pixels = cv::imdecode(buffer, flags);
  } catch (const cv::Exception&) {
    pixels.release();
  }
  if (pixels.empty())
    throw BrokenFile(subject, "its pixels cannot be decoded",
                     "copy it again, or convert it to PNG");
  return pixels;
}

/// OpenCV's blue-green-red(-alpha) as red-green-blue(-alpha), or as grey and alpha.
cv::Mat reorder(const cv::Mat& decoded, const CodecFacts& facts) {
  cv::Mat pixels = decoded;
  if (decoded.channels() == 3) cv::cvtColor(decoded, pixels, cv::COLOR_BGR2RGB);
  if (decoded.channels() == 4 && !facts.greyWithAlpha)
    cv::cvtColor(decoded, pixels, cv::COLOR_BGRA2RGBA);
  if (decoded.channels() == 4 && facts.greyWithAlpha) {
    pixels.create(decoded.size(), CV_MAKETYPE(decoded.depth(), 2));
    cv::mixChannels(decoded, pixels, {0, 0, 3, 1});
  }
  return pixels;
}

/// The part that all formats share: check the structure, then let OpenCV decode.
class CodecFormat : public ImageFormat {
 public:
  Image read(const ImageAddress& address) const final {
    if (address.index || !address.array.empty())
      throw InvalidInput(address.text(), "the file holds one picture", "name the file alone");
    return decode(readFile(address.file, maxFileBytes), address.text());
  }

  Image decode(std::span<const std::byte> bytes, const std::string& source) const final {
    ImageInfo info;
    info.source = source;
    CodecFacts facts = inspect(bytes, source);
    requireDimensions(facts.width, facts.height, source);
    info.notes = std::move(facts.notes);
    cv::Mat pixels = reorder(decodePixels(bytes, decodeFlags(), source), facts);
    return imageOfStored(adapt(pixels, facts), std::move(info));
  }

 protected:
  virtual CodecFacts inspect(std::span<const std::byte> bytes,
                             const std::string& subject) const = 0;
  /// As stored: no conversion of depth or channels.
  virtual int decodeFlags() const { return cv::IMREAD_UNCHANGED; }
  virtual cv::Mat adapt(cv::Mat pixels, const CodecFacts&) const { return pixels; }
};

class PngFormat : public CodecFormat {
 public:
  std::string name() const override { return "PNG"; }
  std::vector<std::string> extensions() const override { return {".png"}; }
  bool recognises(std::string_view head) const override { return head.starts_with("\x89PNG"); }

 protected:
  CodecFacts inspect(std::span<const std::byte> bytes, const std::string& subject) const override {
    return inspectPng(FileBytes(bytes, subject, true));
  }
};

class JpegFormat : public CodecFormat {
 public:
  std::string name() const override { return "JPEG"; }
  std::vector<std::string> extensions() const override { return {".jpg", ".jpeg"}; }
  bool recognises(std::string_view head) const override { return head.starts_with("\xff\xd8\xff"); }

 protected:
  CodecFacts inspect(std::span<const std::byte> bytes, const std::string& subject) const override {
    return inspectJpeg(FileBytes(bytes, subject, true));
  }
  /// Unlike IMREAD_UNCHANGED, these turn the picture as its EXIF orientation says.
  int decodeFlags() const override { return cv::IMREAD_ANYCOLOR | cv::IMREAD_ANYDEPTH; }
};

class TiffFormat : public CodecFormat {
 public:
  std::string name() const override { return "TIFF"; }
  std::vector<std::string> extensions() const override { return {".tif", ".tiff"}; }
  bool recognises(std::string_view head) const override {
    using namespace std::string_view_literals;
    for (const auto magic : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv})
      if (head.starts_with(magic)) return true;
    return false;
  }

 protected:
  CodecFacts inspect(std::span<const std::byte> bytes, const std::string& subject) const override {
    return inspectTiff(FileBytes(bytes, subject, false));
  }
  cv::Mat adapt(cv::Mat pixels, const CodecFacts& facts) const override {
    if (facts.minimumIsWhite) return invert(pixels);
    return facts.premultiplied && pixels.channels() == 4 ? unmultiply(pixels) : pixels;
  }

 private:
  static cv::Mat invert(const cv::Mat& pixels) {
    const double white = pixels.depth() == CV_16U ? 65535 : 1;
    return white - pixels;
  }
  static cv::Mat unmultiply(const cv::Mat& pixels) {
    cv::Mat straight;
    cv::cvtColor(pixels, straight, cv::COLOR_mRGBA2RGBA);
    return straight;
  }
};

class BmpFormat : public CodecFormat {
 public:
  std::string name() const override { return "BMP"; }
  std::vector<std::string> extensions() const override { return {".bmp"}; }
  bool recognises(std::string_view head) const override { return head.starts_with("BM"); }

 protected:
  CodecFacts inspect(std::span<const std::byte> bytes, const std::string& subject) const override {
    return inspectBmp(FileBytes(bytes, subject, false));
  }
};

}  // namespace

std::vector<std::unique_ptr<const ImageFormat>> makeCodecFormats() {
  std::vector<std::unique_ptr<const ImageFormat>> formats;
  formats.push_back(std::make_unique<PngFormat>());
  formats.push_back(std::make_unique<JpegFormat>());
  formats.push_back(std::make_unique<TiffFormat>());
  formats.push_back(std::make_unique<BmpFormat>());
  return formats;
}

}  // namespace rho::image
