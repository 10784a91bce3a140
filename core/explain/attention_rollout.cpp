// SPDX-License-Identifier: Apache-2.0
#include "explain/attention_rollout.h"

#include "base/error.h"
#include "explain/conversion.h"
#include "explain/layer_grid.h"
#include "explain/methods.h"
#include "model/attention_weights.h"
#include "model/tensor.h"

namespace rho::explain {

namespace {

using Heads = RolloutOptions::Heads;

/// heads×T×T to T×T.
torch::Tensor asOneHead(const torch::Tensor& attention, Heads heads) {
  if (heads == Heads::max) return attention.amax(0);
  if (heads == Heads::min) return attention.amin(0);
  return attention.mean(0);
}

torch::Tensor withoutSmallest(const torch::Tensor& attention, double share) {
  const auto count = static_cast<std::int64_t>(share * static_cast<double>(attention.numel()));
  if (count == 0) return attention;
  const auto smallest = std::get<1>(attention.flatten().topk(count, 0, /*largest=*/false));
  return attention.flatten().index_fill(0, smallest, 0).view_as(attention);
}

/// The layers' attention within the first image as one head each, T×T.
std::vector<torch::Tensor> attentionsOf(const model::Network::Attended& attended, int target,
                                        const RolloutOptions& options) {
  std::vector<torch::Tensor> gradients;
  if (options.isOfClass)
    // Some networks compute weights that lead nowhere.
    gradients = torch::autograd::grad({attended.logits[0][target]}, attended.weights, {}, {}, false,
                                      /*allow_unused=*/true);
  std::vector<torch::Tensor> attentions;
  for (std::size_t i = 0; i < attended.weights.size(); ++i) {
    auto attention = attended.weights[i].detach();
    if (options.isOfClass)
      attention = gradients[i].defined() ? torch::relu(gradients[i] * attention)
                                         : torch::zeros_like(attention);
    const auto heads = model::withHeads(attention, attended.logits.size(0))[0];
    attentions.push_back(
        withoutSmallest(asOneHead(heads.to(torch::kFloat64), options.heads), options.discarded));
  }
  return attentions;
}

}  // namespace

torch::Tensor rolledOut(const std::vector<torch::Tensor>& attentions, bool isOfClass) {
  const auto identity = torch::eye(attentions.front().size(0), attentions.front().options());
  auto flow = identity;
  for (const auto& attention : attentions) {
    auto layer = attention + identity;
    if (!isOfClass) layer = layer / layer.sum(-1, true);
    flow = layer.matmul(flow);
  }
  return flow;
}

AttentionFlow attentionFlow(const model::Model& model, const torch::Tensor& input, int target,
                            const RolloutOptions& options, const JobContext& context) {
  const torch::AutoGradMode mode(options.isOfClass);
  const auto attended = model.attend(input.detach().requires_grad_(options.isOfClass));
  context.step(1, 2, "attention");
  const auto grid =
      attended.weights.empty() ? std::nullopt : tokenGrid(attended.weights.front().size(-1), input);
  if (!grid)
    throw InvalidInput(
        model.card().name, "shows no attention of patches to each other that could be rolled out",
        "use a vision transformer, or a method without attention, such as gradcam or lime");
  const auto flow = rolledOut(attentionsOf(attended, target, options), options.isOfClass);
  const auto answer = grid->extraTokens > 0 ? flow[0] : flow.mean(0);
  const auto places = grid->rows * grid->columns;
  return {answer.narrow(0, grid->extraTokens, places).view({grid->rows, grid->columns}),
          attended.logits.detach().narrow(0, 0, 1)};
}

namespace {

class AttentionRollout : public Explainer {
 public:
  const MethodInfo& info() const override {
    static const MethodInfo info{
        .id = "rollout",
        .title = "Attention rollout",
        .summary =
            "What the answer of a vision transformer takes from each patch, followed "
            "through the attention of all its layers.",
        .source = "Abnar and Zuidema 2020; of a class: Chefer, Gur and Wolf 2021",
        .signedMap = false,
        .perturbs = false,
        .options = {{.name = "follow",
                     .type = OptionType::choice,
                     .defaultValue = "attention",
                     .help = "attention: the same map for every class; class: attention times "
                             "the gradient of the class's logit, where that is positive.",
                     .minimum = {},
                     .maximum = {},
                     .choices = {"attention", "class"}},
                    {.name = "heads",
                     .type = OptionType::choice,
                     .defaultValue = "mean",
                     .help = "How the heads of a layer become one.",
                     .minimum = {},
                     .maximum = {},
                     .choices = {"mean", "max", "min"}},
                    {.name = "discarded",
                     .type = OptionType::number,
                     .defaultValue = 0,
                     .help = "Share of each layer's weights, the smallest, that count as nothing; "
                             "0.9 shows less of the background.",
                     .minimum = 0,
                     .maximum = 0.99,
                     .choices = {}}}};
    return info;
  }

 protected:
  void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
               Explanation& explanation, const JobContext& context) const override {
    const auto options = optionsFrom(explanation.options);
    const auto flow = attentionFlow(model, input, query.target, options, context);
    explanation.confidencesBefore = toVector(model.confidences(flow.logits));
    const auto map = flow.map.to(torch::kCPU, torch::kFloat32).unsqueeze(0).unsqueeze(0);
    const auto enlarged =
        at::upsample_bilinear2d(map, {input.size(2), input.size(3)}, false).squeeze(0);
    explanation.map = model.mapOnImage(enlarged, query.image);
    if (!options.isOfClass) explanation.warnings.push_back("This map is the same for every class.");
  }

 private:
  static RolloutOptions optionsFrom(const nlohmann::json& json) {
    const auto heads = json.at("heads").get<std::string>();
    return {.isOfClass = json.at("follow") == "class",
            .heads = heads == "max"   ? Heads::max
                     : heads == "min" ? Heads::min
                                      : Heads::mean,
            .discarded = json.at("discarded").get<double>()};
  }
};

}  // namespace

const Explainer& attentionRollout() {
  static const AttentionRollout method;
  return method;
}

}  // namespace rho::explain
