// SPDX-License-Identifier: Apache-2.0
#include "training/workers.h"

#include <torch/autograd.h>

#include <algorithm>

#include "base/error.h"
#include "base/sha256.h"
#include "model/tensor.h"

namespace rho::training {

namespace {

/// Its own adjoint: y = Σ x over processes on every process, so the gradient of x on one process is
/// the sum of the gradients of y on all.
struct SumOverWorkers : torch::autograd::Function<SumOverWorkers> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                               std::int64_t workers) {
    context->saved_data["workers"] = workers;
    auto sum = x.detach().clone(torch::MemoryFormat::Contiguous);
    reinterpret_cast<Workers*>(workers)->startSum(sum)->wait();
    return sum;
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 const torch::autograd::variable_list& gradients) {
    return {apply(gradients[0], context->saved_data["workers"].toInt()), {}};
  }
};

}  // namespace

void Workers::allReduceMean(const std::vector<torch::Tensor>& tensors) {
  if (size() == 1) return;
  const torch::NoGradGuard noGradient;
  std::vector<torch::Tensor> sums;
  std::vector<std::unique_ptr<Pending>> pending;
  for (const auto& tensor : tensors) {
    sums.push_back(tensor.detach().clone(torch::MemoryFormat::Contiguous));
    pending.push_back(startSum(sums.back()));
  }
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    pending[i]->wait();
    tensors[i].copy_(sums[i].div_(size()));
  }
}

torch::Tensor Workers::differentiableSum(const torch::Tensor& tensor) {
  if (size() == 1) return tensor;
  return SumOverWorkers::apply(tensor, reinterpret_cast<std::int64_t>(this));
}

bool Workers::any(bool mine) {
  const auto count = torch::full({1}, mine ? 1 : 0, torch::kInt64);
  startSum(count)->wait();
  return count.item<std::int64_t>() > 0;
}

void Workers::requireSame(const std::string& what, const std::string& text) {
  if (size() == 1) return;
  Sha256 digest;
  digest.add(text);
  const auto mine = digest.hex();
  auto first = torch::empty({static_cast<std::int64_t>(mine.size())}, torch::kUInt8);
  std::copy(mine.begin(), mine.end(), first.data_ptr<std::uint8_t>());
  broadcast({first});
  const bool differs = !std::equal(mine.begin(), mine.end(), first.data_ptr<std::uint8_t>());
  if (any(differs))
    throw InvalidInput(what, "not the same in all processes of the run",
                       "start every process with the same options and data");
}

}  // namespace rho::training
