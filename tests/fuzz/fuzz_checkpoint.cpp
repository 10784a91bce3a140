// SPDX-License-Identifier: Apache-2.0
// libFuzzer on the readers of weights (safetensors, PyTorch's zip and legacy pickles): whatever the
// bytes are, an error of a kind or tensors that lie in memory. tests/fuzz/run.sh runs it.
#include <ATen/Parallel.h>

#include "base/error.h"
#include "fuzz_file.h"
#include "model/checkpoint.h"
#include "model/tensor.h"

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  at::set_num_threads(1);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const rho::test::FuzzFile file("fuzz.pth");
  try {
    const auto checkpoint = rho::model::readCheckpoint(file.write(data, size));
    // Every value can be read.
    for (const auto& [name, tensor] : checkpoint.tensors)
      if (tensor.numel() > 0 && !tensor.is_complex())
        tensor.to(torch::kFloat64).sum().item<double>();
    checkpoint.metadata.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  } catch (const rho::Error&) {
  }
  return 0;
}
