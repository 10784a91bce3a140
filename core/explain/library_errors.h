// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

namespace rho::explain {

/// Runs work; errors of LibTorch and OpenCV become ours, named after the subject. Throws Error with
/// ExitCode::outOfMemory when memory ran out, InvalidInput when the network cannot take the input.
void translateErrors(const std::string& subject, const std::function<void()>& work);

}  // namespace rho::explain
