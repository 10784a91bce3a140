// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <optional>

#include "image/image.h"

namespace rho::phantom {

/// What a synthetic chest X-ray should be like.
struct PhantomOptions {
  int width = 64;              ///< pixels, 32 to 4096
  int height = 64;             ///< pixels, 32 to 4096; the patient fits the shorter side
  int bits = 12;               ///< of one stored value, 8 to 16
  std::optional<bool> nodule;  ///< unset: the seed tosses a fair coin
  double noise = 1;            ///< quantum noise, 0 (none) to 10, where 1 is a usual exposure
  double contrast = 1;         ///< of the nodule, 0.1 to 10, where 1 is learnable but not trivial

  static PhantomOptions square(int size);
};

/// A synthetic chest X-ray whose evidence is known.
struct Phantom {
  image::Image image;  ///< CV_32FC1 in [0,1], in steps of 1/(2^bits - 1); bone is bright
  bool hasNodule = false;
  cv::Mat mask;              ///< CV_8UC1: 255 where the nodule changes the picture, else 0
  cv::Point2d noduleCenter;  ///< pixels, where (0,0) is the centre of the first pixel
  double noduleRadius = 0;   ///< pixels, 4 to 9 % of the shorter side; 0 without a nodule
};

/// Draws a frontal chest X-ray: line integrals through an analytic model of a chest (body, lungs,
/// heart, diaphragm, spine, ribs, clavicles, shoulder blades, vessels), a detector's curve,
/// quantum noise and quantisation. The seed chooses the patient and the exposure.
///
/// The nodule is the only thing that tells the classes apart: with and without it, the same seed
/// gives the same values outside the mask, and inside it the nodule never darkens a pixel.
/// The same seed and options give the same bytes. The same seed at another size is the same
/// patient with other noise. Throws InvalidInput.
Phantom makeChestPhantom(std::uint64_t seed, const PhantomOptions& options = {});

}  // namespace rho::phantom
