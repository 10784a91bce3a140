// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "attack/attack.h"

namespace rho::attack {

// Each is one file of this folder; those of APGD share one.
const Attack& fgsm();
const Attack& bim();
const Attack& pgd();
const Attack& ddn();
const Attack& carliniWagner();
const Attack& deepFool();
const Attack& apgdCe();
const Attack& apgdDlr();
const Attack& apgdTargets();
const Attack& fab();
const Attack& square();
const Attack& autoAttack();

}  // namespace rho::attack
