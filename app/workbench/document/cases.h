// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "image/image.h"

namespace rho::workbench {

/// A case before it is opened.
struct CaseEntry {
  std::string address;  ///< demo:NAME, data:ADDRESS#INDEX, or as image::readImage takes it
  std::string title;
  std::string description;
  std::string network;  ///< the bundled network that fits it, as resourcePath takes it; or empty
  std::string target;   ///< the class whose evidence is of interest; empty: what is predicted
};

/// The network for cases that name none.
inline constexpr const char* defaultNetwork = "models/pneumonia.safetensors";

std::vector<CaseEntry> demoEntries();
/// The demo case of this address, or one for a file.
CaseEntry entryFor(const std::string& address);

/// FILE#FRAME as FILE; other addresses stay as they are.
std::string fileOfFrame(const std::string& address);
/// Of a file of several frames, from 0; the first is the file itself.
std::string frameAddress(const std::string& file, int frame);

/// Draws or reads the case's image. Throws as phantom::makeDemoCase and image::readImage.
image::Image openCase(const std::string& address);
/// Of the file; empty for drawn cases and for files that are too large to be worth it.
std::string sha256OfCase(const std::string& address);

}  // namespace rho::workbench
