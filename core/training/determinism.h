// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace rho::training {

/// While it lives, LibTorch takes algorithms that give the same bits again on the same machine
/// (on), or on a GPU those that a trial finds fastest (off).
class Determinism {
 public:
  explicit Determinism(bool on);
  ~Determinism();
  Determinism(const Determinism&) = delete;
  Determinism& operator=(const Determinism&) = delete;

 private:
  bool m_deterministic, m_warnOnly, m_cudnn, m_benchmark;
};

}  // namespace rho::training
