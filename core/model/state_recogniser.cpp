// SPDX-License-Identifier: Apache-2.0
#include "model/state_recogniser.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "model/card_file.h"
#include "model/card_presets.h"
#include "model/known_network.h"
#include "model/state_names.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

/// A known network, and how far the weights of a file are its.
struct Fit {
  const KnownNetwork* network = nullptr;
  KnownOptions options;
  std::size_t weights = 0;  ///< how many it has
  WeightDifferences differences;

  std::size_t matching() const {
    return weights - differences.missing.size() - differences.misshapen.size();
  }
};

/// Whether first and last module are there and tell what is open.
bool readOptions(const KnownNetwork& network, const TensorMap& weights, KnownOptions& options) {
  const auto stem = weights.find(network.stem + ".weight");
  const auto head = weights.find(network.head + ".weight");
  if (stem == weights.end() || stem->second.dim() != 4 || head == weights.end() ||
      head->second.dim() != 2)
    return false;
  options.inputChannels = stem->second.size(1);
  options.classes = head->second.size(0);
  const bool possible = (options.inputChannels == 1 || options.inputChannels == 3) &&
                        options.classes >= 1 && options.classes <= 1 << 20;
  return possible && (!network.complete || network.complete(weights, options));
}

Fit fitOf(const KnownNetwork& network, const KnownOptions& options, const TensorMap& weights) {
  std::vector<NamedTensor> wanted;
  for (const auto& weight : partsOf(network, options).weights)
    wanted.push_back({weight.name, torch::empty(weight.shape, torch::kMeta)});
  Fit fit{&network, options, wanted.size(), differences(wanted, weights)};
  std::erase_if(fit.differences.unexpected, [&](const std::string& name) {
    return std::any_of(network.unused.begin(), network.unused.end(),
                       [&](const std::string& begin) { return name.starts_with(begin); });
  });
  return fit;
}

/// The networks that might be meant, the best first.
std::vector<Fit> fitsOf(const TensorMap& weights) {
  std::vector<Fit> fits;
  for (const auto& network : knownNetworks()) {
    KnownOptions options;
    if (readOptions(network, weights, options)) fits.push_back(fitOf(network, options, weights));
  }
  std::stable_sort(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) {
    const auto wrong = [](const Fit& fit) {
      return fit.weights - fit.matching() + fit.differences.unexpected.size();
    };
    return wrong(a) < wrong(b);
  });
  return fits;
}

[[noreturn]] void throwSeveral(const std::vector<Fit>& fits, const std::string& source) {
  std::vector<std::string> names;
  for (const auto& fit : fits)
    if (fit.differences.empty())
      names.push_back(
          fmt::format("{} ({})", fit.network->name, fmt::join(fit.network->assumptions, ", ")));
  CardNeeded error(source,
                   fmt::format("its weights fit several networks: {}", fmt::join(names, "; ")),
                   "say which it is: rho model card FILE --architecture NAME");
  error.problem = "its weights fit several networks";
  throw error;
}

/// The network that the card beside the file names.
Fit chosenFit(const std::string& name, const TensorMap& weights, const std::string& source) {
  const auto* network = knownNetworkNamed(name);
  if (!network)
    throw CardNeeded(source, name + " is no architecture of a file of weights alone",
                     "name one of: " + StateRecogniser().name());
  KnownOptions options;
  readOptions(*network, weights, options);
  auto fit = fitOf(*network, options, weights);
  if (!fit.differences.empty())
    throw CardNeeded(source, "as " + name + " it " + fit.differences.text(),
                     "name the architecture that the weights are of");
  return fit;
}

std::optional<Fit> bestFit(const TensorMap& weights, const std::string& source) {
  const auto fits = fitsOf(weights);
  if (fits.empty()) return std::nullopt;
  const auto& best = fits.front();
  if (fits.size() > 1 && fits[1].differences.empty()) throwSeveral(fits, source);
  if (best.differences.empty()) return best;
  if (2 * best.matching() < best.weights) return std::nullopt;
  throw InvalidInput(
      source, fmt::format("is closest to {}, but {}", best.network->name, best.differences.text()),
      "complete the file, or export the network as ONNX");
}

std::vector<double> perChannel(std::vector<double> values, std::int64_t channels) {
  if (values.size() == 1) values.assign(static_cast<std::size_t>(channels), values.front());
  return values;
}

/// What follows from the weights, and what is usual for such networks.
class CardOfFit {
 public:
  CardOfFit(const Fit& fit, const BareState& state)
      : m_fit(fit), m_state(state), m_assumptions(fit.network->assumptions) {}

  nlohmann::json make(const std::filesystem::path& source) {
    const auto& network = *m_fit.network;
    const int side =
        static_cast<int>(m_fit.options.imageSize > 0 ? m_fit.options.imageSize : network.inputSize);
    m_card = {{"name", source.stem().string()},
              {"architecture", network.name},
              {"architecture_options", m_fit.options.toJson()},
              {"input_channels", m_fit.options.inputChannels},
              {"input_size", {side, side}},
              {"gradcam_layer", network.camLayer}};
    addClasses();
    addNormalisation();
    if (!m_state.operatingPoints.empty()) m_card["operating_points"] = m_state.operatingPoints;
    m_card["recognition"] = {
        {"network", fmt::format("{} of {}", network.name, network.origin)},
        {"evidence", fmt::format("all {} weights fit by name and shape", m_fit.weights)},
        {"assumed", m_assumptions}};
    return m_card;
  }

 private:
  bool isChestXRay() const {
    return m_fit.options.inputChannels == 1 && m_fit.options.classes == 18;
  }

  /// The preset that such a network usually has.
  const CardPreset* preset() const {
    if (isChestXRay()) return &cardPresetNamed("torchxrayvision");
    if (m_fit.options.inputChannels == 1 || m_fit.network->preset.empty()) return nullptr;
    return &cardPresetNamed(m_fit.network->preset);
  }

  void addClasses() {
    for (const auto& known : cardPresets()) {
      const bool isUsual = (known.name == "cifar10") == (m_fit.network->inputSize == 32);
      if (!isUsual || known.card["class_names"].size() != std::size_t(m_fit.options.classes) ||
          known.card["input_channels"] != m_fit.options.inputChannels)
        continue;
      m_card["class_names"] = known.card["class_names"];
      m_card["task"] = known.card["task"];
      m_assumptions.push_back("its classes are those of " + known.title);
      return;
    }
    m_card["class_names"] = numberedClasses(m_fit.options.classes);
    // A softmax over one output would always be 1.
    m_card["task"] = m_fit.options.classes == 1 ? "multi-label" : "single-label";
    m_assumptions.push_back(m_fit.options.classes == 1 ? "its output goes through a sigmoid"
                                                       : "each image is of one class (softmax)");
  }

  void addNormalisation() {
    const auto channels = m_fit.options.inputChannels;
    if (!m_state.mean.empty()) {
      m_card["mean"] = perChannel(m_state.mean, channels);
      m_card["standard_deviation"] = perChannel(m_state.standardDeviation, channels);
    } else if (const auto& usual = m_state.usual) {
      m_card["mean"] = perChannel({usual->mean}, channels);
      m_card["standard_deviation"] = perChannel({usual->standardDeviation}, channels);
      m_assumptions.push_back(usual->assumption);
    } else if (const auto* known = preset()) {
      m_card["mean"] = known->card["mean"];
      m_card["standard_deviation"] = known->card["standard_deviation"];
      m_assumptions.push_back("images are normalised as for " + known->title);
    } else {
      m_card["mean"] = std::vector<double>(static_cast<std::size_t>(channels), 0.0);
      m_card["standard_deviation"] = std::vector<double>(static_cast<std::size_t>(channels), 1.0);
      m_assumptions.push_back("pixels go in as 0 to 1");
    }
  }

  const Fit& m_fit;
  const BareState& m_state;
  std::vector<std::string> m_assumptions;
  nlohmann::json m_card;
};

nlohmann::json cardOf(const Fit& fit, const BareState& state, const Checkpoint& checkpoint,
                      const std::filesystem::path& source) {
  auto card = CardOfFit(fit, state).make(source);
  if (const auto& choice = checkpoint.choice; !choice.others.empty())
    card["recognition"]["assumed"].push_back(
        fmt::format("the weights are those under \"{}\", not under \"{}\"", choice.taken,
                    fmt::join(choice.others, "\", \"")));
  return card;
}

/// A card of the user's may say what the weights contradict.
void requireFit(const ModelCard& card, const KnownOptions& options, const std::string& source) {
  const auto require = [&](const char* what, std::int64_t told, std::int64_t found) {
    if (told != found)
      throw CardNeeded(source,
                       fmt::format("it gives {} {}, the weights are for {}", told, what, found),
                       "correct the card");
  };
  require("class_names", card.classCount(), options.classes);
  require("input_channels", card.inputChannels, options.inputChannels);
}

/// The file's weights without those that the network never uses.
TensorMap usedWeights(const Fit& fit, const TensorMap& weights) {
  TensorMap used;
  for (const auto& weight : partsOf(*fit.network, fit.options).weights)
    used[weight.name] = weights.at(weight.name);
  return used;
}

}  // namespace

std::string StateRecogniser::name() const {
  std::vector<std::string> names;
  for (const auto& network : knownNetworks()) names.push_back(network.name);
  return fmt::format("the state dictionary of {}", fmt::join(names, ", "));
}

std::vector<nlohmann::json> StateRecogniser::cardsOf(const Checkpoint& checkpoint,
                                                     const std::filesystem::path& source) {
  const auto state = bareState(checkpoint.tensors, source.string());
  std::vector<nlohmann::json> cards;
  for (const auto& fit : fitsOf(state.weights))
    if (fit.differences.empty()) cards.push_back(cardOf(fit, state, checkpoint, source));
  return cards;
}

std::optional<Recognised> StateRecogniser::recognise(const Checkpoint& checkpoint,
                                                     const std::filesystem::path& source) const {
  const auto state = bareState(checkpoint.tensors, source.string());
  const auto beside = readCardBeside(source).value_or(nlohmann::json::object());
  const bool isChosen = beside.contains("architecture") && beside["architecture"].is_string();
  const auto fit = isChosen ? chosenFit(beside["architecture"], state.weights, source.string())
                            : bestFit(state.weights, source.string());
  if (!fit) return std::nullopt;
  auto card = cardOf(*fit, state, checkpoint, source);
  card.update(beside);
  card["recognition"]["confirmed"] = isChosen;
  const auto about = (beside.empty() ? source : cardFileOf(source)).string();
  Recognised result{cardBesideFrom(card, about), usedWeights(*fit, state.weights)};
  requireFit(result.card, fit->options, about);
  return result;
}

}  // namespace rho::model
