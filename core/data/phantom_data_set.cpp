// SPDX-License-Identifier: Apache-2.0
#include "data/phantom_data_set.h"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "base/error.h"
#include "base/random.h"
#include "phantom/chest_phantom.h"

namespace rho::data {

namespace {

constexpr std::string_view prefix = "phantom:nodule";

}  // namespace

PhantomDataSet::PhantomDataSet(const std::string& address) : m_name(address) {
  const auto refuse = [&](const std::string& problem) {
    return UsageError(address, problem, "write phantom:nodule?count=1000&seed=1&size=64");
  };
  const std::map<std::string_view, std::int64_t*> settings = {
      {"count", &m_count}, {"seed", &m_seed}, {"size", &m_size}, {"contrast", &m_contrast}};
  std::string_view rest = address;
  if (!rest.starts_with(prefix)) throw refuse("is no kind of phantom");
  rest.remove_prefix(prefix.size());
  while (!rest.empty()) {
    const auto end = rest.find_first_of("?&", 1);
    const auto text = rest.substr(1, end == std::string_view::npos ? end : end - 1);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) throw refuse(fmt::format("\"{}\" has no value", text));
    const auto key = text.substr(0, equals), number = text.substr(equals + 1);
    const auto setting = settings.find(key);
    if (setting == settings.end()) throw refuse(fmt::format("\"{}\" is no setting", key));
    auto& value = *setting->second;
    const auto [last, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc{} || last != number.data() + number.size() || value < 0)
      throw refuse(fmt::format("\"{}\" is no number", number));
  }
  if (m_count < 1) throw refuse("count must be at least 1");
}

image::Image PhantomDataSet::image(std::int64_t index) const {
  auto options = phantom::PhantomOptions::square(static_cast<int>(m_size));
  options.nodule = label(index) == 1;
  options.contrast = static_cast<double>(m_contrast) / 100;
  const auto seed =
      Random::forItem(static_cast<std::uint64_t>(m_seed), static_cast<std::uint64_t>(index)).bits();
  const auto made = phantom::makeChestPhantom(seed, options);
  image::ImageInfo info = made.image.info();
  info.source = fmt::format("{}#{}", m_name, index);
  info.label = label(index);
  return image::Image(made.image.pixels(), info);
}

}  // namespace rho::data
