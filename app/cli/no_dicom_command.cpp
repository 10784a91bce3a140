// SPDX-License-Identifier: Apache-2.0
// In place of `rho dicom` and `rho archive` where the project is built without RHO_WITH_DICOM.
#include "base/error.h"
#include "command.h"

namespace rho::cli {

namespace {

void addUnavailable(CLI::App& app, const char* name) {
  auto* command = app.add_subcommand(name, "Not built into this program");
  command->allow_extras();
  command->callback([name] {
    throw UsageError(name, "DICOM is not built into this program",
                     "build it with RHO_WITH_DICOM=ON");
  });
}

}  // namespace

void addDicom(CLI::App& app, Console&) { addUnavailable(app, "dicom"); }
void addArchive(CLI::App& app, Console&) { addUnavailable(app, "archive"); }

}  // namespace rho::cli
