// SPDX-License-Identifier: Apache-2.0
#include "training/gradient_buckets.h"

#include <torch/csrc/autograd/function_hook.h>

#include <algorithm>

#include "model/tensor.h"

namespace rho::training {

struct GradientBuckets::Bucket {
  std::vector<torch::Tensor> weights;
  torch::Tensor flat;  ///< their gradients, one after the other
  std::size_t waiting = 0;
  std::unique_ptr<Workers::Pending> pending;
};

/// Told by LibTorch when the gradient of one weight is complete.
class GradientBuckets::Watch : public torch::autograd::PostAccumulateGradHook {
 public:
  Watch(GradientBuckets& buckets, std::size_t bucket) : m_buckets(buckets), m_bucket(bucket) {}
  void operator()(const torch::Tensor&) override { m_buckets.ready(m_bucket); }

 private:
  GradientBuckets& m_buckets;
  std::size_t m_bucket;
};

namespace {

/// At least four buckets, so that there is something to overlap; large enough to be worth a
/// message.
std::int64_t bucketElements(const std::vector<torch::Tensor>& weights) {
  constexpr std::int64_t least = 1 << 14, most = 6 << 20;
  std::int64_t total = 0;
  for (const auto& weight : weights) total += weight.numel();
  return std::clamp(total / 4, least, most);
}

}  // namespace

GradientBuckets::GradientBuckets(const std::vector<torch::Tensor>& weights, Workers& workers)
    : m_workers(workers) {
  if (workers.size() == 1) return;
  const auto limit = bucketElements(weights);
  std::int64_t filled = limit;
  for (auto weight = weights.rbegin(); weight != weights.rend(); ++weight) {
    if (filled >= limit) {
      m_buckets.push_back(std::make_unique<Bucket>());
      filled = 0;
    }
    m_buckets.back()->weights.push_back(*weight);
    filled += weight->numel();
    torch::autograd::impl::set_post_acc_grad_hooks(
        *weight, std::make_unique<Watch>(*this, m_buckets.size() - 1));
  }
  for (auto& bucket : m_buckets) bucket->waiting = bucket->weights.size();
}

GradientBuckets::~GradientBuckets() {
  for (const auto& bucket : m_buckets)
    for (const auto& weight : bucket->weights)
      torch::autograd::impl::set_post_acc_grad_hooks(weight, nullptr);
}

void GradientBuckets::ready(std::size_t bucket) {
  --m_buckets[bucket]->waiting;
  while (m_sent < m_buckets.size() && m_buckets[m_sent]->waiting == 0) send();
}

void GradientBuckets::send() {
  auto& bucket = *m_buckets[m_sent++];
  std::vector<torch::Tensor> parts;
  for (const auto& weight : bucket.weights) {
    const auto& gradient = weight.grad();
    parts.push_back(gradient.defined() ? gradient.detach().reshape({-1})
                                       : torch::zeros({weight.numel()}, weight.options()));
  }
  bucket.flat = torch::cat(parts);
  bucket.pending = m_workers.startSum(bucket.flat);
}

void GradientBuckets::finish() {
  const torch::NoGradGuard noGradient;
  while (m_sent < m_buckets.size()) send();  // weights that had no part in this loss
  for (auto& bucket : m_buckets) {
    bucket->pending->wait();
    bucket->flat.div_(m_workers.size());
    std::int64_t at = 0;
    for (auto& weight : bucket->weights) {
      const auto mean = bucket->flat.slice(0, at, at + weight.numel()).view(weight.sizes());
      at += weight.numel();
      if (weight.grad().defined())
        weight.mutable_grad().copy_(mean);
      else
        weight.mutable_grad() = mean.clone();
    }
    bucket->pending.reset();
    bucket->waiting = bucket->weights.size();
  }
  m_sent = 0;
}

}  // namespace rho::training
