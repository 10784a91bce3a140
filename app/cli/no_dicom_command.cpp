// SPDX-License-Identifier: Apache-2.0
// In place of `rho dicom` where the project is built without RHO_WITH_DICOM.
#include "base/error.h"
#include "command.h"

namespace rho::cli {

void addDicom(CLI::App& app, Console&) {
  auto* command = app.add_subcommand("dicom", "Not built into this program");
  command->allow_extras();
  command->callback([] {
    throw UsageError("dicom", "DICOM is not built into this program",
                     "build it with RHO_WITH_DICOM=ON");
  });
}

}  // namespace rho::cli
