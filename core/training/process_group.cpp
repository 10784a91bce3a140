// SPDX-License-Identifier: Apache-2.0
#include "training/process_group.h"

#include <fmt/format.h>

#define USE_C10D_GLOO
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include "base/error.h"
#include "model/tensor.h"
#include "training/nccl_backend.h"

namespace rho::training {

namespace {

/// What a c10d error says, without the place in its source and without its trace.
std::string shortReason(const std::exception& error) {
  const auto* ofTorch = dynamic_cast<const c10::Error*>(&error);
  std::string text = ofTorch ? ofTorch->what_without_backtrace() : error.what();
  text.resize(std::min(text.find('\n'), text.size()));
  if (const auto place = text.find("] "); text.starts_with('[') && place != std::string::npos)
    text.erase(0, place + 2);
  return text;
}

class ProcessGroup : public Workers {
 public:
  explicit ProcessGroup(const Launch& launch) : m_rank(launch.rank), m_size(launch.size) {
    guarded([&] {
      m_store = meet(launch);
      m_onCpu = glooBackend(launch);
    });
  }

  int rank() const override { return m_rank; }
  int size() const override { return m_size; }

  std::unique_ptr<Pending> startSum(const torch::Tensor& tensor) override {
    std::vector<torch::Tensor> tensors{tensor};
    return std::make_unique<Sum>(*this,
                                 guarded([&] { return backend(tensor).allreduce(tensors); }));
  }

  void broadcast(const std::vector<torch::Tensor>& tensors) override {
    const torch::NoGradGuard noGradient;
    for (const auto& tensor : tensors) {
      // As bytes, because Gloo does not know every type.
      auto values = tensor.detach().contiguous();
      std::vector<torch::Tensor> bytes{values.view({-1}).view(torch::kUInt8)};
      guarded([&] { backend(tensor).broadcast(bytes)->wait(); });
      if (!values.is_same(tensor)) tensor.detach().copy_(values);
    }
  }

 private:
  class Sum : public Pending {
   public:
    Sum(ProcessGroup& group, c10::intrusive_ptr<c10d::Work> work)
        : m_group(group), m_work(std::move(work)) {}
    void wait() override {
      m_group.guarded([&] { m_work->wait(); });
    }

   private:
    ProcessGroup& m_group;
    c10::intrusive_ptr<c10d::Work> m_work;
  };

  /// Runs a call of c10d; what it throws becomes WorkerLost.
  template <typename Call>
  auto guarded(const Call& call) -> decltype(call()) {
    try {
      return call();
    } catch (const std::exception& error) {
      throw WorkerLost(
          fmt::format("process {} of {}", m_rank, m_size),
          "another process of the run has ended or cannot be reached (" + shortReason(error) + ")",
          "see its own message, then go on with rho train --resume");
    }
  }

  static c10::intrusive_ptr<c10d::Store> meet(const Launch& launch) {
    c10d::TCPStoreOptions options;
    options.port = static_cast<std::uint16_t>(launch.port);
    options.isServer = launch.rank == 0 && !launch.launcherStore;
    options.numWorkers = launch.size;
    c10::intrusive_ptr<c10d::Store> store =
        c10::make_intrusive<c10d::TCPStore>(launch.address, options);
    if (launch.launcherStore)
      store = c10::make_intrusive<c10d::PrefixStore>(*launch.launcherStore, store);
    return store;
  }

  c10::intrusive_ptr<c10d::Backend> glooBackend(const Launch& launch) const {
    using Gloo = c10d::ProcessGroupGloo;
    auto options = Gloo::Options::create();
    // On one machine its name need not resolve; between machines GLOO_SOCKET_IFNAME chooses.
    const bool local = launch.address == "127.0.0.1" || launch.address == "localhost";
    if (local)
      options->devices.push_back(Gloo::createDeviceForHostname("127.0.0.1"));
    else
      options = Gloo::Options::create_default();
    return c10::make_intrusive<Gloo>(m_store, m_rank, m_size, options);
  }

  c10d::Backend& backend(const torch::Tensor& tensor) {
    if (!tensor.is_cuda() || !hasNccl()) return *m_onCpu;
    if (!m_onGpu) m_onGpu = ncclBackend(m_store, m_rank, m_size);
    return *m_onGpu;
  }

  int m_rank, m_size;
  c10::intrusive_ptr<c10d::Store> m_store;
  c10::intrusive_ptr<c10d::Backend> m_onCpu, m_onGpu;
};

}  // namespace

std::unique_ptr<Workers> joinWorkers(const Launch& launch) {
  if (launch.size == 1) return std::make_unique<Workers>();
  return std::make_unique<ProcessGroup>(launch);
}

}  // namespace rho::training
