// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/architectures.h"

namespace rho::model {

/// State dictionaries of known networks (model/known_network.h), recognised by the names and shapes
/// of their weights: every tensor must be accounted for. Where several networks fit, or the user
/// knows better, the card beside the file says which it is ("architecture"); other keys of that
/// card stand above what is found here.
class StateRecogniser : public Recogniser {
 public:
  std::string name() const override;
  std::optional<Recognised> recognise(const Checkpoint& checkpoint,
                                      const std::filesystem::path& source) const override;

  /// Of each network that the weights fit entirely, the likeliest first: its card as far as the
  /// weights tell it, with what is usual for the rest, whatever card lies beside the file.
  static std::vector<nlohmann::json> cardsOf(const Checkpoint& checkpoint,
                                             const std::filesystem::path& source);
};

}  // namespace rho::model
