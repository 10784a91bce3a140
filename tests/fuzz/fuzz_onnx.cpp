// SPDX-License-Identifier: Apache-2.0
// libFuzzer on the reader of ONNX files: whatever the bytes are, an error of a kind or a program,
// which runs or says why not. tests/fuzz/run.sh runs it.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include "base/error.h"
#include "fuzz_file.h"
#include "onnx/execution.h"

namespace {

using namespace rho::onnx;

void runBlackImage(const Program& program) {
  if (program.inputs().size() != 1) return;
  const c10::NoGradGuard noGrad;
  run(program, {at::zeros({1, 3, 8, 8})});
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  at::set_num_threads(1);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const rho::test::FuzzFile file("fuzz.onnx");
  try {
    runBlackImage(Program(readModel(file.write(data, size))));
  } catch (const rho::Error&) {
  } catch (const c10::Error&) {  // of the run: the node by its name
  }
  return 0;
}
