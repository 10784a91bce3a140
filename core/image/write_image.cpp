// SPDX-License-Identifier: Apache-2.0
#include "image/write_image.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/file.h"

namespace rho::image {

namespace {

void writePng(const std::filesystem::path& path, const cv::Mat& pixels) {
  cv::Mat stored = pixels;
  if (pixels.channels() == 3) cv::cvtColor(pixels, stored, cv::COLOR_RGB2BGR);
  // Encoding in memory keeps failures of the disk apart from failures of the codec.
  std::vector<unsigned char> bytes;
  if (!cv::imencode(".png", stored, bytes, {cv::IMWRITE_PNG_COMPRESSION, 6}))
    throw WriteFailed(path.string(), "cannot be encoded as PNG");
  writeFileAtomically(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

void writePng8(const std::filesystem::path& path, const Image& image) {
  cv::Mat pixels;
  image.pixels().convertTo(pixels, CV_8U, 255);
  writePng(path, pixels);
}

void writePng8(const std::filesystem::path& path, const cv::Mat& pixels) {
  if (pixels.empty() || (pixels.type() != CV_8UC1 && pixels.type() != CV_8UC3))
    throw InvalidInput(path.string(), "only 8-bit grey or colour pixels can be written here");
  writePng(path, pixels);
}

void writePng16(const std::filesystem::path& path, const Image& image) {
  cv::Mat pixels;
  image.pixels().convertTo(pixels, CV_16U, 65535);
  writePng(path, pixels);
}

}  // namespace rho::image
