// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "workbench/document/cases.h"
#include "workbench/document/workspace.h"
#include "workbench/inspect/analysis.h"
#include "workbench/inspect/pictures.h"

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
  cv::Mat perturbed;         ///< as computed
};

/// A method's answer for one tile, ready to be shown.
struct Answer {
  ScaledPicture map;  ///< over the image; of methods that perturb: the difference
  QImage perturbed;   ///< of methods that perturb, else null
  MapValue value;
  int segments = 0;
  std::string error;  ///< why there is none; then the rest is empty
};

/// A layer that Grad-CAM may be asked for, ready to be shown.
struct SurveyedLayer {
  LayerSummary summary;
  QImage picture;  ///< of its activation; null where it is not spatial
};

/// The image that all networks look at.
struct OpenCase {
  CaseEntry entry;
  image::Image image;
  QImage picture;
  QImage drawings;  ///< that the file lays over it, as an overlay; mostly null
  std::shared_ptr<const widgets::PictureOrigin> origin;
  QImage thumbnail;
  std::string sha256;  ///< of the file; empty for drawn cases

  double aspectRatio() const { return aspectRatioOf(image); }
  /// Of the file that the image is one of; 1 where there are no others.
  int frames() const;
  int frame() const;  ///< from 0
};

/// Reads or draws the case, and makes everything that is shown of it before anybody asks a network.
/// Throws as openCase.
OpenCase openedCase(const std::string& address);

/// Everything that the window shows of one case with one network. Values only.
struct Inspection {
  std::string networkPath;  ///< also while it is being opened
  std::shared_ptr<const Analysis> network;
  std::string failure;             ///< why there is no network
  cv::Mat input;                   ///< what the network sees of the image
  std::vector<float> confidences;  ///< of the image as it is; empty until it is predicted
  int target = -1;                 ///< the class that is explained
  std::map<std::pair<Direction, int>, Frame> frames;  ///< by direction and frameKey(rho)
  std::map<std::string, Answer> answers;              ///< by answerKey()
  Crossings crossings;
  /// Of network and image; nothing while they are not looked at.
  std::optional<std::vector<preflight::Finding>> preflight;
  std::map<std::string, SurveyedLayer> layers;  ///< by name, for the target; those looked at so far
  bool surveyed = false;                        ///< whether that has ended
  std::string surveyFailure;                    ///< why it could not

  static int frameKey(double rho);
  bool hasFrames(double rho) const;  ///< of both directions; always true for ρ = 0
  /// The finished frame nearest to ρ, or null.
  const Frame* nearest(Direction direction, double rho) const;
  /// What a swept tile shows: the frame of its direction nearest to the window's ρ, or null.
  const Frame* frameFor(const TileSetting& tile, const Workspace& workspace) const;
  /// By its card, or by its file while it is not open.
  std::string networkName() const;
  std::string className(int index) const;
  /// -1 where the network knows no such class.
  int classNamed(const std::string& name) const;
  /// Class indices, the decided one first (model::rankedClasses).
  std::vector<int> rankedClasses() const;
  /// Whether it decides about each of its labels on its own.
  bool isMultiLabel() const;
  /// Of its labels, once it is asked.
  bool isFound(int label) const;
  /// The class that a tile explains; -1: not known yet.
  int targetOf(const TileSetting& tile) const;
  /// What a tile's method is asked: its options, and the window's ρ and layer where it takes them.
  nlohmann::json optionsOf(const TileSetting& tile, const Workspace& workspace) const;
  const Answer* answerFor(const TileSetting& tile, const Workspace& workspace) const;

  void addFrame(Frame frame);
  void addAnswer(const std::string& key, Answer answer);
  void forgetAnswers();  ///< for another image or network
  void forgetTarget();   ///< for another class: the prediction stays
  /// Once the film is complete: between distant points they would mislead.
  void updateCrossings();

 private:
  // Answers for any ρ that was passed by would pile up: the oldest are dropped.
  std::vector<std::pair<Direction, int>> m_passing;
  std::vector<std::string> m_answerOrder;
};

/// Whether the sweep answers this tile: a method that perturbs, with its defaults, for the class
/// that is explained.
bool isSwept(const TileSetting& tile);
/// What tells one answer of a method from another.
std::string answerKey(const TileSetting& tile, const nlohmann::json& options, int target, int seed);

/// The ρ of the film strip: evenly up to the largest that the window offers.
inline constexpr double largestRho = 0.3;
const std::vector<double>& filmRhos();
bool isInFilm(double rho);

}  // namespace rho::workbench
