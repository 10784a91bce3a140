// SPDX-License-Identifier: Apache-2.0
#include "data/phantom_data_set.h"

#include <fmt/format.h>

#include <limits>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/random.h"
#include "data/evidence.h"
#include "data/names.h"
#include "data/splits.h"

namespace rho::data {

namespace {

Labels labelsOf(const DataAddress& address) {
  address.requireOptions({"count", "seed", "size", "contrast"});
  if (address.place() != "phantom:nodule")
    throw UsageError(address.text(), "is no kind of phantom",
                     "write phantom:nodule?count=1000&seed=1&size=64");
  const auto count = address.number("count", 1000, 1, 10'000'000);
  std::vector<std::int64_t> classes;
  for (std::int64_t i = 0; i < count; ++i) classes.push_back(i % 2);
  return Labels::single(std::move(classes), {"clear", "nodule"});
}

}  // namespace

PhantomDataSet::PhantomDataSet(const DataAddress& address)
    : DataSet(labelsOf(address)),
      m_name(address.text()),
      m_seed(address.number("seed", 1, 0, std::numeric_limits<std::int64_t>::max())),
      m_size(address.number("size", 64, 32, 4096)),
      m_contrast(address.number("contrast", 100, 0, 1000)) {}

phantom::Phantom PhantomDataSet::phantom(std::int64_t index) const {
  auto options = phantom::PhantomOptions::square(static_cast<int>(m_size));
  options.nodule = label(index) == 1;
  options.contrast = static_cast<double>(m_contrast) / 100;
  const auto seed =
      Random::forItem(static_cast<std::uint64_t>(m_seed), static_cast<std::uint64_t>(index)).bits();
  return phantom::makeChestPhantom(seed, options);
}

image::Image PhantomDataSet::image(std::int64_t index) const {
  return labelled(phantom(index).image, index, fmt::format("{}#{}", m_name, index));
}

namespace {

/// A nodule's evidence is the pixels that it changes.
class PhantomEvidence : public Evidence {
 public:
  explicit PhantomEvidence(const DataAddress& address) : m_data(address) {}
  cv::Mat mask(std::int64_t index, const std::string& className, cv::Size size) const override {
    const auto label = static_cast<std::size_t>(m_data.label(index));
    if (label == 0 || lowered(className) != m_data.classNames()[label]) return {};
    cv::Mat mask;
    cv::resize(m_data.phantom(index).mask, mask, size, 0, 0, cv::INTER_AREA);
    return mask > 127;
  }

 private:
  PhantomDataSet m_data;
};

}  // namespace

std::unique_ptr<Evidence> openPhantomEvidence(const DataAddress& address) {
  return std::make_unique<PhantomEvidence>(address);
}

std::unique_ptr<DataSet> openPhantoms(const DataAddress& address, const std::string& split) {
  chooseSplit({}, split, address.text());
  return std::make_unique<PhantomDataSet>(address);
}

}  // namespace rho::data
