// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "workbench/analysis.h"
#include "workbench/cases.h"
#include "workbench/pictures.h"

namespace rho::workbench {

/// A point of the sweep, ready to be shown.
struct Frame {
  Direction direction = Direction::raise;
  double rho = 0;
  double rhoReached = 0;
  std::vector<float> confidences;
  QImage picture;
  ScaledPicture difference;
  cv::Mat differenceValues;  ///< CV_32FC1 at the network's input size
};

/// A method's map, ready to be shown.
struct MapPicture {
  ScaledPicture shown;
  cv::Mat values;  ///< CV_32FC1 on the image's grid
  int segments = 0;
  std::optional<double> score;
  std::vector<std::string> warnings;
};

/// Everything that the window shows of one case with one network. Values only.
struct Inspection {
  std::shared_ptr<const Analysis> network;
  CaseEntry entry;
  image::Image image;
  QImage picture;
  QImage thumbnail;
  std::vector<float> confidences;  ///< of the image as it is; empty until it is predicted
  int target = -1;                 ///< the class that is explained
  std::map<std::pair<Direction, int>, Frame> frames;  ///< by direction and frameKey(rho)
  std::map<std::string, MapPicture> maps;             ///< by method
  Crossings crossings;

  static int frameKey(double rho);
  bool hasFrames(double rho) const;  ///< of both directions; always true for ρ = 0
  /// The finished frame nearest to ρ, or null.
  const Frame* nearest(Direction direction, double rho) const;
  double aspectRatio() const;
  std::string className(int index) const;
  /// Class indices by falling confidence.
  std::vector<int> classesByConfidence() const;

  void forgetAnswers();  ///< for another image or network
  void forgetTarget();   ///< for another class: the prediction stays
  /// Once the film is complete: between distant points they would mislead.
  void updateCrossings();
};

/// The ρ of the film strip: evenly up to the largest that the window offers.
inline constexpr double largestRho = 0.3;
const std::vector<double>& filmRhos();

/// The methods with a tile, in the order in which they are computed.
const std::vector<std::string>& mapMethods();

}  // namespace rho::workbench
