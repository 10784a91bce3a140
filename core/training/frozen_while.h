// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"

namespace rho::training {

/// While it lives, a network in training is as it will be used: running statistics, weights without
/// gradients. Adversarial examples are looked for in this state, so that the search neither changes
/// the statistics nor follows the batch's.
class FrozenWhile {
 public:
  explicit FrozenWhile(const model::Model& model) : m_model(model) {
    m_model.network().train(false);
  }
  ~FrozenWhile() { m_model.network().train(true); }
  FrozenWhile(const FrozenWhile&) = delete;
  FrozenWhile& operator=(const FrozenWhile&) = delete;

 private:
  const model::Model& m_model;
};

}  // namespace rho::training
