// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

namespace rho::workbench {

/// The numbers behind one tile. What is empty is left out.
struct TileArrays {
  std::string name;                ///< "raise", "gradcam": the beginning of its arrays' names
  cv::Mat map;                     ///< CV_32FC1, H×W: the values that its colours stand for
  cv::Mat perturbed;               ///< CV_32FC1/3 at the network's input size
  std::vector<float> confidences;  ///< of every class for the perturbed image
  std::optional<double> rhoReached;
};

/// The numbers behind an exhibit.
struct ExhibitArrays {
  cv::Mat input;                   ///< CV_32FC1/3: what the network saw
  std::vector<float> confidences;  ///< of every class for the input
  std::vector<std::string> classNames;
  int target = -1;  ///< the class that is explained; -1: none
  double rho = 0;   ///< asked for
  std::vector<TileArrays> tiles;
};

/// Writes a .npz that NumPy reads: input (H×W×C float32), confidences_before (float32), target
/// (int64), rho (float64), about (bytes: JSON in UTF-8 with "classes" and "tiles", the latter from
/// the names of arrays to those given), and of each tile, where it has them, NAME_map (H×W
/// float32), NAME_image (H×W×C float32), NAME_confidences (float32), NAME_rho_reached (float64).
/// NAME holds letters, digits, - and _ only; equal ones are numbered. Throws InvalidInput (nothing
/// to export, matrices of another type, another ending than .npz) and WriteFailed.
void exportArrays(const ExhibitArrays& arrays, const std::filesystem::path& path);

}  // namespace rho::workbench
