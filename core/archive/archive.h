// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.h"
#include "base/job_context.h"

namespace rho::archive {

/// Where an archive of images (a PACS) is, and how it and this program call each other.
struct Archive {
  std::string name;  ///< for people
  std::string host;
  int port = 104;
  std::string theirTitle = "ANY-SCP";  ///< their application entity (AE) title
  std::string ourTitle = "RHOSCOPE";   ///< ours, as the archive knows it
  int ourPort = 0;  ///< where it sends images to (C-MOVE); 0: images come over our own connection
                    ///< (C-GET)
  int timeoutSeconds = 20;  ///< for every answer
};

/// An archive that cannot be reached, refuses, does not answer, or fails.
using ArchiveError = rho::detail::ErrorOf<ExitCode::archiveFailed>;

/// Throws InvalidInput for a host, a port, a title or a time that no archive can have.
void check(const Archive& archive);

/// Asks whether it is there (C-ECHO). Throws what check() does, ArchiveError, Cancelled;
/// MissingFile where DCMTK's programs are not installed.
void echo(const Archive& archive, const JobContext& job = {});

}  // namespace rho::archive
