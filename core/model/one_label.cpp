// SPDX-License-Identifier: Apache-2.0
#include "model/one_label.h"

#include <fmt/format.h>

#include "base/error.h"
#include "model/decision.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

class OneLabelNetwork : public Network {
 public:
  OneLabelNetwork(Model whole, int label)
      : m_whole(std::move(whole)),
        m_label(label),
        m_threshold(decisionLogit(m_whole.card(), label)) {}

  torch::Tensor forward(const torch::Tensor& x) override { return pairOf(network().forward(x)); }
  torch::Tensor inference(const torch::Tensor& x, Precision precision) override {
    return pairOf(network().inference(x, precision));
  }
  Tapped tap(const torch::Tensor& x, const std::string& layer) override {
    return withPair(network().tap(x, layer));
  }
  Tapped tapForGradient(const torch::Tensor& x, const std::string& layer) override {
    return withPair(network().tapForGradient(x, layer));
  }
  Attended attend(const torch::Tensor& x) override {
    auto attended = network().attend(x);
    attended.logits = pairOf(attended.logits);
    return attended;
  }
  std::vector<std::string> layers() const override { return network().layers(); }
  // Others look at the same weights: only their owner moves and trains them.
  void to(torch::Device) override {}
  void train(bool) override {}
  std::vector<NamedTensor> parameters() const override { return network().parameters(); }
  std::vector<NamedTensor> state() const override { return network().state(); }

 private:
  Network& network() const { return m_whole.network(); }
  torch::Tensor pairOf(const torch::Tensor& logits) const {
    const auto own = logits.select(1, m_label);
    return torch::stack({torch::full_like(own, m_threshold), own}, 1);
  }
  Tapped withPair(Tapped tapped) const {
    tapped.logits = pairOf(tapped.logits);
    return tapped;
  }

  Model m_whole;
  int m_label;
  double m_threshold;
};

}  // namespace

std::vector<std::string> classesOfLabel(const std::string& label) { return {"no " + label, label}; }

Model oneLabel(const Model& model, int label) {
  auto card = model.card();
  if (card.task != Task::multiLabel)
    throw InvalidInput(card.name, "chooses one of its classes: it has no labels of their own",
                       "leave the label out");
  if (label < 0 || label >= card.classCount())
    throw InvalidInput(fmt::format("label {}", label), "is none of the network's",
                       fmt::format("choose 0 to {}", card.classCount() - 1));
  card.classNames = classesOfLabel(card.classNames[static_cast<std::size_t>(label)]);
  card.task = Task::singleLabel;
  card.operatingPoints.clear();
  Model view(std::move(card), std::make_shared<OneLabelNetwork>(model, label));
  view.to(model.device().str());
  return view;
}

torch::Tensor ownConfidences(const Model& model, const torch::Tensor& logits) {
  if (!dynamic_cast<const OneLabelNetwork*>(&model.network())) return model.confidences(logits);
  const auto own = logits.select(1, 1);
  return torch::stack({torch::sigmoid(-own), torch::sigmoid(own)}, 1);
}

}  // namespace rho::model
