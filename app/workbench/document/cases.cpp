// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/cases.h"

#include <filesystem>

#include "base/file.h"
#include "base/sha256.h"
#include "image/read_image.h"
#include "phantom/phantom_case.h"
#include "workbench/inspect/core_texts.h"
#include "workbench/robustness/data_case.h"

namespace rho::workbench {

namespace {

constexpr std::string_view demoPrefix = "demo:";

/// The finding is what one asks for evidence of, also where the network does not see it.
CaseEntry entryOf(const phantom::DemoCase& demo) {
  const bool analytic = demo.className == "nodule" || demo.className == "clear";
  return {std::string(demoPrefix) + demo.name, demo.name, coreText(demo.description).toStdString(),
          analytic ? "models/phantom-nodule.safetensors" : defaultNetwork,
          analytic ? "nodule" : "PNEUMONIA"};
}

}  // namespace

std::vector<CaseEntry> demoEntries() {
  std::vector<CaseEntry> entries;
  for (const auto& demo : phantom::demoCases()) entries.push_back(entryOf(demo));
  return entries;
}

CaseEntry entryFor(const std::string& address) {
  for (auto& entry : demoEntries())
    if (entry.address == address) return entry;
  return {address, std::filesystem::path(address).filename().string(), address, {}, {}};
}

std::string fileOfFrame(const std::string& address) {
  if (address.empty() || address.starts_with(demoPrefix) || address.starts_with(dataCasePrefix))
    return address;
  const auto at = address.rfind('#');
  const bool isNumber = at != std::string::npos && at + 1 < address.size() &&
                        address.find_first_not_of("0123456789", at + 1) == std::string::npos;
  if (!isNumber) return address;
  // An array of a file, FILE.npz:NAME#INDEX, is no frame; a file may be called "a#1".
  const auto file = address.substr(0, at);
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored) &&
                 !std::filesystem::exists(address, ignored)
             ? file
             : address;
}

std::string frameAddress(const std::string& file, int frame) {
  return frame == 0 ? file : file + "#" + std::to_string(frame);
}

image::Image openCase(const std::string& address) {
  if (address.starts_with(demoPrefix))
    return phantom::makeDemoCase(address.substr(demoPrefix.size()));
  if (address.starts_with(dataCasePrefix)) return openDataCase(address);
  return image::readImage(address);
}

std::string sha256OfCase(const std::string& address) {
  constexpr std::uintmax_t largest = 256 << 20;
  if (address.starts_with(demoPrefix) || address.starts_with(dataCasePrefix)) return {};
  const auto path = image::ImageAddress::parse(address).file;
  std::error_code unreadable;
  const auto size = std::filesystem::file_size(path, unreadable);
  if (unreadable || size > largest) return {};
  Sha256 digest;
  digest.add(readFile(path, largest));
  return digest.hex();
}

}  // namespace rho::workbench
