// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/architectures.h"

namespace rho::model {

/// The checkpoints published with Woods, Chen, Teuscher (2019): a small ResNet whose modules are
/// called pipe.*, the normalisation in "input_offset". Depth, widths, channels, classes and
/// activation follow from the names and shapes.
class PublishedResNet : public Recogniser {
 public:
  std::string name() const override;
  std::optional<Recognised> recognise(const Checkpoint& checkpoint,
                                      const std::filesystem::path& source) const override;
};

}  // namespace rho::model
