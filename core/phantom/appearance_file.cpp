// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "base/error.h"
#include "image/array.h"
#include "phantom/appearance_model.h"

namespace rho::phantom {
namespace {

using image::Array;
using image::ArrayType;

// More components or groups than this make no sense and would take the memory.
constexpr std::int64_t kMostValues = std::int64_t{64} << 20;

Array arrayOf(const cv::Mat& matrix) {
  const std::vector<std::int64_t> shape{matrix.rows, matrix.cols};
  if (matrix.type() == CV_8UC1)
    return Array::of(std::span<const std::uint8_t>(matrix.ptr<uchar>(), matrix.total()), shape);
  return Array::of(std::span<const float>(matrix.ptr<float>(), matrix.total()), shape);
}

/// Reads arrays of one file as matrices, and says of each what is wrong with it.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& path)
      : m_path(path), m_names(image::npzNames(path)) {}

  cv::Mat matrix(const std::string& name, int type) const {
    if (std::find(m_names.begin(), m_names.end(), name) == m_names.end())
      fail("the array " + name + " is missing");
    const auto header = image::readNpzHeader(m_path, name);
    const auto& shape = header.shape;
    if (header.type != (type == CV_8UC1 ? ArrayType::u8 : ArrayType::f32) || shape.size() != 2 ||
        shape[0] <= 0 || shape[1] <= 0 || shape[0] > kMostValues ||
        shape[1] > kMostValues / shape[0])
      fail("the array " + name + " has an unexpected type or shape");
    const Array array = image::readNpz(m_path, name);
    cv::Mat matrix(static_cast<int>(shape[0]), static_cast<int>(shape[1]), type);
    std::memcpy(matrix.data, array.bytes.data(), array.bytes.size());
    if (type == CV_32FC1 && !cv::checkRange(matrix))
      fail("the array " + name + " holds values that are no numbers");
    return matrix;
  }

  std::string text(const std::string& name) const {
    const cv::Mat bytes = matrix(name, CV_8UC1);
    return std::string(bytes.begin<uchar>(), bytes.end<uchar>());
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw BrokenFile(m_path.string(), problem, "learn or install the appearance model again");
  }

 private:
  std::filesystem::path m_path;
  std::vector<std::string> m_names;
};

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result(1);
  for (const char c : text) {
    if (c == '\n')
      result.emplace_back();
    else
      result.back() += c;
  }
  return result;
}

}  // namespace

void AppearanceModel::save(const std::filesystem::path& path) const {
  std::string names;
  for (const auto& one : m_classes) names += (names.empty() ? "" : "\n") + one.name;
  const cv::Mat nameBytes(1, static_cast<int>(names.size()), CV_8UC1, names.data());
  std::vector<image::NamedArray> arrays{{"mean", arrayOf(m_mean)},
                                        {"components", arrayOf(m_components)},
                                        {"scales", arrayOf(m_scales)},
                                        {"class_names", arrayOf(nameBytes)}};
  for (const auto& one : m_classes) {
    arrays.push_back({"weights_" + one.name, arrayOf(one.weights)});
    arrays.push_back({"means_" + one.name, arrayOf(one.means)});
    arrays.push_back({"spread_" + one.name, arrayOf(one.spread)});
  }
  image::writeNpz(path, arrays);
}

AppearanceModel AppearanceModel::load(const std::filesystem::path& path) {
  const Reader reader(path);
  std::vector<AppearanceClass> classes;
  for (const std::string& name : lines(reader.text("class_names")))
    classes.push_back({name, reader.matrix("weights_" + name, CV_32FC1),
                       reader.matrix("means_" + name, CV_32FC1),
                       reader.matrix("spread_" + name, CV_32FC1)});
  try {
    return AppearanceModel(reader.matrix("mean", CV_32FC1), reader.matrix("components", CV_8UC1),
                           reader.matrix("scales", CV_32FC1), std::move(classes));
  } catch (const InvalidInput& error) {
    reader.fail(error.what());
  }
}

}  // namespace rho::phantom
