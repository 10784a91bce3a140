// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

namespace rho::cli {

// The commands of `rho annotate`, each on a project's file.

void addAnnotateCreate(CLI::App& annotate, Console& console);
void addAnnotateAnnotator(CLI::App& annotate, Console& console);
void addAnnotateInfo(CLI::App& annotate, Console& console);
void addAnnotateBackup(CLI::App& annotate, Console& console);
void addAnnotateRelocate(CLI::App& annotate, Console& console);
void addAnnotateMerge(CLI::App& annotate, Console& console);
void addAnnotateHistory(CLI::App& annotate, Console& console);
void addAnnotateImport(CLI::App& annotate, Console& console);
void addAnnotateExport(CLI::App& annotate, Console& console);
void addAnnotateScore(CLI::App& annotate, Console& console);
void addAnnotateQueue(CLI::App& annotate, Console& console);
void addAnnotateLabel(CLI::App& annotate, Console& console);
void addAnnotateAgreement(CLI::App& annotate, Console& console);

}  // namespace rho::cli
