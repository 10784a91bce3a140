// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/data_address.h"
#include "data/data_set.h"
#include "phantom/chest_phantom.h"

namespace rho::data {

/// Synthetic chest X-rays made on the fly: phantom:nodule?count=N&seed=S&size=P&contrast=C. Item i
/// is made from (seed, i) alone; every second one has a nodule, whose contrast is C percent of the
/// usual. Classes: clear, nodule.
class PhantomDataSet : public DataSet {
 public:
  /// Throws UsageError for an unknown setting.
  explicit PhantomDataSet(const DataAddress& address);
  static bool recognises(const DataAddress& address) {
    return address.place().starts_with("phantom:");
  }

  std::string name() const override { return m_name; }
  image::Image image(std::int64_t index) const override;
  /// An item with its mask.
  phantom::Phantom phantom(std::int64_t index) const;

 private:
  std::string m_name;
  std::int64_t m_seed, m_size, m_contrast;
};

/// Phantoms have no splits: other seeds make other images.
std::unique_ptr<DataSet> openPhantoms(const DataAddress& address, const std::string& split);

}  // namespace rho::data
