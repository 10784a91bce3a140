// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/inspection.h"

#include <algorithm>
#include <cmath>

#include "model/decision.h"

namespace rho::workbench {

namespace {

constexpr int filmFrames = 12;
constexpr std::size_t mostPassing = 24;  ///< frames besides the film's, of both directions
constexpr std::size_t mostAnswers = 48;

bool takes(const MethodDescription& method, const char* option) {
  return std::any_of(method.options.begin(), method.options.end(),
                     [&](const auto& spec) { return spec.name == option; });
}

}  // namespace

const std::vector<double>& filmRhos() {
  static const std::vector<double> rhos = [] {
    std::vector<double> even;
    for (int i = 1; i <= filmFrames; ++i) even.push_back(largestRho * i / filmFrames);
    return even;
  }();
  return rhos;
}

bool isInFilm(double rho) {
  return std::any_of(filmRhos().begin(), filmRhos().end(), [rho](double other) {
    return Inspection::frameKey(rho) == Inspection::frameKey(other);
  });
}

bool isSwept(const TileSetting& tile) {
  return tile.method != TileSetting::input && tile.options.empty() && tile.target.empty() &&
         Analysis::method(tile.method).perturbs;
}

std::string answerKey(const TileSetting& tile, const nlohmann::json& options, int target,
                      int seed) {
  return tile.method + " " + std::to_string(target) + " " + options.dump() + " " +
         std::to_string(seed);
}

int OpenCase::frames() const {
  const auto& acquisition = image.info().acquisition;
  return acquisition ? acquisition->frames : 1;
}

int OpenCase::frame() const {
  const auto& acquisition = image.info().acquisition;
  return acquisition ? acquisition->frame : 0;
}

OpenCase openedCase(const std::string& address) {
  OpenCase opened;
  opened.entry = entryFor(address);
  opened.image = openCase(address);
  opened.picture = pictureOf(opened.image);
  opened.drawings = drawingsOf(opened.image);
  opened.origin = originOf(opened.image, opened.picture);
  opened.thumbnail = thumbnailOf(opened.image, thumbnailSide);
  opened.sha256 = sha256OfCase(address);
  if (opened.frames() > 1) opened.entry.title = entryFor(fileOfFrame(address)).title;
  return opened;
}

int Inspection::frameKey(double rho) { return static_cast<int>(std::lround(rho * 1000)); }

bool Inspection::hasFrames(double rho) const {
  const int key = frameKey(rho);
  return key == 0 ||
         (frames.contains({Direction::raise, key}) && frames.contains({Direction::lower, key}));
}

const Frame* Inspection::nearest(Direction direction, double rho) const {
  const Frame* best = nullptr;
  for (const auto& [key, frame] : frames)
    if (frame.direction == direction &&
        (!best || std::abs(frame.rho - rho) < std::abs(best->rho - rho)))
      best = &frame;
  return best;
}

const Frame* Inspection::frameFor(const TileSetting& tile, const Workspace& workspace) const {
  return nearest(tile.direction(), workspace.rho);
}

std::string Inspection::networkName() const { return network ? network->card().name : networkPath; }

std::string Inspection::className(int index) const {
  if (!network || index < 0 || index >= network->card().classCount()) return {};
  return network->card().classNames[static_cast<std::size_t>(index)];
}

int Inspection::classNamed(const std::string& name) const {
  if (!network) return -1;
  const auto& names = network->card().classNames;
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

std::vector<int> Inspection::rankedClasses() const {
  if (!network) return {};
  return model::rankedClasses(network->card(), confidences);
}

bool Inspection::isMultiLabel() const {
  return network && network->card().task == model::Task::multiLabel;
}

bool Inspection::isFound(int label) const {
  return isMultiLabel() &&
         model::isFound(network->card(), label, confidences.at(static_cast<std::size_t>(label)));
}

int Inspection::targetOf(const TileSetting& tile) const {
  return tile.target.empty() ? target : classNamed(tile.target);
}

nlohmann::json Inspection::optionsOf(const TileSetting& tile, const Workspace& workspace) const {
  auto options = tile.options;
  const auto& method = Analysis::method(tile.method);
  if (method.perturbs) options["rho"] = workspace.rho;
  if (takes(method, "layer") && !options.contains("layer") && !workspace.layer.empty())
    options["layer"] = workspace.layer;
  return options;
}

const Answer* Inspection::answerFor(const TileSetting& tile, const Workspace& workspace) const {
  if (tile.method == TileSetting::input) return nullptr;
  const auto found =
      answers.find(answerKey(tile, optionsOf(tile, workspace), targetOf(tile), workspace.seed));
  return found == answers.end() ? nullptr : &found->second;
}

void Inspection::addFrame(Frame frame) {
  const std::pair key{frame.direction, frameKey(frame.rho)};
  if (!isInFilm(frame.rho) && !frames.contains(key)) {
    m_passing.push_back(key);
    if (m_passing.size() > mostPassing) {
      frames.erase(m_passing.front());
      m_passing.erase(m_passing.begin());
    }
  }
  frames[key] = std::move(frame);
  updateCrossings();
}

void Inspection::addAnswer(const std::string& key, Answer answer) {
  if (!answers.contains(key)) {
    m_answerOrder.push_back(key);
    if (m_answerOrder.size() > mostAnswers) {
      answers.erase(m_answerOrder.front());
      m_answerOrder.erase(m_answerOrder.begin());
    }
  }
  answers[key] = std::move(answer);
}

void Inspection::forgetAnswers() {
  forgetTarget();
  confidences.clear();
  answers.clear();
  m_answerOrder.clear();
  preflight.reset();
}

void Inspection::forgetTarget() {
  target = -1;
  frames.clear();
  m_passing.clear();
  crossings = {};
  layers.clear();
  surveyed = false;
  surveyFailure.clear();
}

void Inspection::updateCrossings() {
  crossings = {};
  for (const double rho : filmRhos())
    if (!hasFrames(rho)) return;
  const auto points = [this](Direction direction) {
    std::vector<SweptPoint> swept = {{0, confidences}};
    for (const auto& [key, frame] : frames)
      if (frame.direction == direction) swept.push_back({frame.rhoReached, frame.confidences});
    std::stable_sort(swept.begin(), swept.end(),
                     [](const SweptPoint& a, const SweptPoint& b) { return a.rho < b.rho; });
    return swept;
  };
  crossings = workbench::crossings(points(Direction::lower), points(Direction::raise), target,
                                   network->card());
}

}  // namespace rho::workbench
