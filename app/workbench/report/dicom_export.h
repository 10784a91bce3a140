// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "base/job_context.h"
#include "workbench/report/export_contents.h"

namespace rho::workbench {

/// What is on screen as a DICOM object of the case's study, and what the user wants of it.
struct DicomChoice {
  enum class Kind {
    capture,  ///< the tiles as a Secondary Capture
    report    ///< what is said of them as a Basic Text structured report
  };
  Kind kind = Kind::capture;
  std::filesystem::path path;
  bool keepsPatient = false;  ///< else de-identified by the basic profile of PS3.15
  bool withWords = true;      ///< of a capture: the page as it is exported, else the pictures alone
};

/// Writes it, in a new series, with a reference to the case's file, which is read and never
/// written. Without the patient there is no name of a file, no drawing of the file's and no date in
/// it; what one start of the program writes of a study stays one study, and nothing leads back. A
/// capture says that text is burned in unless it shows none and the source promises none. May run
/// in a worker. Throws InvalidInput (a file of that name exists, the case is of no study),
/// WriteFailed, Cancelled, and as readDicomHeader; UnknownFormat in a build without DICOM.
void exportDicom(const Snapshot& snapshot, const DicomChoice& choice,
                 const JobContext& context = {});

/// Whether the case comes from a file that such an object can refer to.
bool isOfDicomFile(const OpenCase& opened);

}  // namespace rho::workbench
