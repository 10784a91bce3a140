// SPDX-License-Identifier: Apache-2.0
#include "annotate_commands.h"

namespace rho::cli {

void addAnnotate(CLI::App& app, Console& console) {
  auto* command = app.add_subcommand("annotate", "Label images and mark evidence, in a project");
  command->require_subcommand(1);
  for (const AddCommand add :
       {addAnnotateCreate, addAnnotateAnnotator, addAnnotateImport, addAnnotateScore,
        addAnnotateQueue, addAnnotateLabel, addAnnotateInfo, addAnnotateAgreement,
        addAnnotateHistory, addAnnotateExport, addAnnotateMerge, addAnnotateRelocate,
        addAnnotateBackup})
    add(*command, console);
}

}  // namespace rho::cli
