// SPDX-License-Identifier: Apache-2.0
#include "quality/metrics.h"

namespace rho::quality {

namespace {

class LocalFit : public Metric {
 public:
  const MetricInfo& info() const override { return m_info; }
  bool appliesTo(const Case& subject) const override { return subject.localR2.has_value(); }

 protected:
  Measurement compute(const Case& subject, const nlohmann::json&,
                      const JobContext&) const override {
    return {*subject.localR2, {}};
  }

 private:
  MetricInfo m_info = {.id = "local-fit",
                       .title = "Local fit",
                       .summary = "R² of the local linear model that LIME's map is made of.",
                       .source =
                           "Ribeiro, Singh and Guestrin 2016, “Why should I trust you?” "
                           "Explaining the predictions of any classifier",
                       .better = Better::higher,
                       .low = -std::numeric_limits<double>::infinity(),
                       .high = 1,
                       .options = {}};
};

}  // namespace

const Metric& localFit() {
  static const LocalFit metric;
  return metric;
}

}  // namespace rho::quality
