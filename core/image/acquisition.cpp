// SPDX-License-Identifier: Apache-2.0
#include "image/acquisition.h"

#include <cmath>

namespace rho::image {

namespace {

// LINEAR counts from the middle of the first grey value to that of the last (PS3.3, C.11.2.1.2.1).
constexpr double linearShift = 0.5;
constexpr double linearNarrower = 1;

double spanOf(const Acquisition& acquisition) {
  return std::abs(acquisition.valueAtWhite - acquisition.valueAtBlack);
}

}  // namespace

UnitWindow unitWindowOf(const Acquisition& acquisition, const ValueWindow& window) {
  const bool linear = window.curve == WindowCurve::linear;
  const double center = window.center - (linear ? linearShift : 0);
  const double width = window.width - (linear ? linearNarrower : 0);
  return {acquisition.unitOf(center), width / spanOf(acquisition),
          window.curve == WindowCurve::sigmoid};
}

ValueWindow valueWindowOf(const Acquisition& acquisition, const UnitWindow& window,
                          WindowCurve curve) {
  const bool linear = curve == WindowCurve::linear;
  return {acquisition.valueOf(window.center) + (linear ? linearShift : 0),
          window.width * spanOf(acquisition) + (linear ? linearNarrower : 0),
          curve,
          {}};
}

WindowCurve curveOf(const Acquisition& acquisition) {
  for (const auto& voi : acquisition.vois)
    if (const auto* window = std::get_if<ValueWindow>(&voi)) return window->curve;
  return WindowCurve::linear;
}

}  // namespace rho::image
