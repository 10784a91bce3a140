// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "attack/attack.h"

namespace rho::attack {

// Each attack is one file of this folder.
const Attack& fgsm();
const Attack& bim();
const Attack& pgd();
const Attack& ddn();

}  // namespace rho::attack
