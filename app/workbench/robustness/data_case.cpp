// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/data_case.h"

#include <charconv>
#include <filesystem>

#include "base/error.h"
#include "data/data_set.h"
#include "image/read_image.h"

namespace rho::workbench {

namespace {

/// Whether image::readImage would give the same pixels by this name.
bool isFileOfItsOwn(const std::string& source) {
  try {
    const auto file = image::ImageAddress::parse(source).file;
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(file, unknown)) return false;
    auto ending = file.extension().string();
    for (auto& letter : ending) letter = static_cast<char>(std::tolower(letter));
    for (const auto* known : {".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".npy", ".npz"})
      if (ending == known) return true;
    return false;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

std::string caseAddress(const std::string& data, std::int64_t item, const image::Image& image) {
  const auto& source = image.info().source;
  if (isFileOfItsOwn(source)) return source;
  return std::string(dataCasePrefix) + data + "#" + std::to_string(item);
}

image::Image openDataCase(const std::string& address) {
  const auto rest = address.substr(dataCasePrefix.size());
  const auto hash = rest.rfind('#');
  std::int64_t item = -1;
  if (hash != std::string::npos)
    std::from_chars(rest.data() + hash + 1, rest.data() + rest.size(), item);
  if (item < 0)
    throw UsageError(address, "names no image of a data set", "write data:ADDRESS#INDEX");
  const auto data = data::openDataSet(rest.substr(0, hash));
  if (item >= data->size())
    throw InvalidInput(address, "the data hold " + std::to_string(data->size()) + " images",
                       "choose an index below that");
  return data->image(item);
}

}  // namespace rho::workbench
