// SPDX-License-Identifier: Apache-2.0
#include "selection.h"

namespace rho::cli {

void addSelection(CLI::App& command, data::Selection& selection) {
  command.add_option("--first", selection.first, "Skip the images before this one")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--n", selection.count, "Use at most this many images")
      ->check(CLI::PositiveNumber);
  command.add_option("--every", selection.every, "Use every k-th image only")
      ->check(CLI::PositiveNumber);
}

}  // namespace rho::cli
