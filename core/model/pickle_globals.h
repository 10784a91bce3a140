// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/restricted_pickle.h"

namespace rho::model {

/// Throws RefusedFile when a checkpoint may not even name this global (os.system, builtins.eval,
/// …).
void requireHarmlessName(const std::string& module, const std::string& attribute,
                         const std::string& subject);

/// What the global gives for these arguments, for the constructors that checkpoints need. Throws
/// RefusedFile naming any other one, BrokenFile when the arguments do not fit.
PickleValue callGlobal(const PickleGlobal& global, const PickleList& arguments, PickleArena& arena,
                       const std::string& subject);

/// Whether this is a class of modules that networks are made of, which have parameters, buffers and
/// modules in them.
bool isNetworkModule(const std::string& name);

/// What a persistent id stands for: ('storage', type, key, location, elements[, view]). Locations
/// are passed over, everything is read to the CPU. Files older than 2020 also have ('module',
/// class, file, source) for the class. Throws BrokenFile.
PickleValue storageOf(const PickleValue& persistentId, PickleArena& arena,
                      const std::string& subject);

}  // namespace rho::model
