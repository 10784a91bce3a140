// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace rho::training {

/// Which process of a run this is, and where they meet.
struct Launch {
  int rank = 0;
  int size = 1;
  int localRank = 0;    ///< among the processes of this machine: the number of its GPU
  std::string address;  ///< of the machine of process 0
  int port = 29500;
  /// Set where the launcher itself runs the store on address:port; the keys' prefix in it.
  std::optional<std::string> launcherStore;
};

using Environment = std::function<std::optional<std::string>(const std::string& name)>;
/// The variables of this process.
std::optional<std::string> environmentVariable(const std::string& name);

/// Reads what a launcher has set, in this order: torchrun (RANK, WORLD_SIZE, LOCAL_RANK), Open
/// MPI's mpirun (OMPI_COMM_WORLD_*), Slurm's srun (SLURM_PROCID, SLURM_STEP_NUM_TASKS,
/// SLURM_LOCALID); MASTER_ADDR and MASTER_PORT hold for all. Without a launcher: one process.
/// Throws InvalidInput naming the variable that is missing or wrong.
Launch launchFrom(const Environment& environment = environmentVariable);

/// The first machine of a Slurm node list: "node[003-007,9],gpu1" is "node003".
std::string firstNode(const std::string& nodeList);

}  // namespace rho::training
