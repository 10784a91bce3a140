// SPDX-License-Identifier: GPL-3.0-or-later
// In place of dicom_export.cpp where the project is built without RHO_WITH_DICOM.
#include "base/error.h"
#include "workbench/report/dicom_export.h"

namespace rho::workbench {

bool isOfDicomFile(const OpenCase&) { return false; }

void exportDicom(const Snapshot&, const DicomChoice& choice, const JobContext&) {
  throw UnknownFormat(choice.path.string(), "needs DICOM, which is not built in",
                      "build with RHO_WITH_DICOM=ON");
}

}  // namespace rho::workbench
