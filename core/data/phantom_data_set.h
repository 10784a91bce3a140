// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/data_set.h"

namespace rho::data {

/// Synthetic chest X-rays made on the fly: phantom:nodule?count=N&seed=S&size=P&contrast=C. Item i
/// is made from (seed, i) alone; every second one has a nodule, whose contrast is C percent of the
/// usual. Classes: clear, nodule.
class PhantomDataSet : public DataSet {
 public:
  /// Throws UsageError for an unknown setting.
  explicit PhantomDataSet(const std::string& address);
  static bool recognises(const std::string& address) { return address.starts_with("phantom:"); }

  std::string name() const override { return m_name; }
  std::vector<std::string> classNames() const override { return {"clear", "nodule"}; }
  std::int64_t size() const override { return m_count; }
  std::int64_t label(std::int64_t index) const override { return index % 2; }
  image::Image image(std::int64_t index) const override;

 private:
  std::string m_name;
  std::int64_t m_count = 1000;
  std::int64_t m_seed = 1;
  std::int64_t m_size = 64;
  std::int64_t m_contrast = 100;  // percent
};

}  // namespace rho::data
