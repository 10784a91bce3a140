// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

namespace rho::training {

/// The expected calibration error (Guo et al. 2017): confidences in 15 bins of equal width, and the
/// mean over all answers of |share of right ones − mean confidence| of their bin.
class CalibrationError {
 public:
  /// confidence: of an answer, 0 to 1. right: whether it was.
  void add(double confidence, bool right);
  double value() const;  ///< 0 without answers

 private:
  struct Bin {
    double confidence = 0, right = 0;
  };
  std::array<Bin, 15> m_bins;
  double m_count = 0;
};

}  // namespace rho::training
