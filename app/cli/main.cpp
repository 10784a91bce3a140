// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "base/resources.h"

int main() {
  std::printf("rho %s\n", rho::version().c_str());
  return 0;
}
