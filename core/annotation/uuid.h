// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace rho::annotation {

/// A random UUID (RFC 9562, version 4): what tells annotators and actions of copies apart. It comes
/// from the system, not from a seed, because two computers must never draw the same.
std::string newUuid();

}  // namespace rho::annotation
