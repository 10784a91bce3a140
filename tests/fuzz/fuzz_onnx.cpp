// SPDX-License-Identifier: Apache-2.0
// libFuzzer on the reader of ONNX files: whatever the bytes are, an error of a kind or a program,
// which runs or says why not. tests/fuzz/run.sh runs it.
#include <ATen/ATen.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "onnx/execution.h"

namespace {

using namespace rho::onnx;

/// In memory, where there is such a file system.
std::filesystem::path inputFile() {
  const std::filesystem::path memory = "/dev/shm";
  const auto folder =
      std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path();
  return folder / ("fuzz_onnx_" + std::to_string(getpid())) / "fuzz.onnx";
}

void runBlackImage(const Program& program) {
  if (program.inputs().size() != 1) return;
  const at::NoGradGuard noGrad;
  run(program, {at::zeros({1, 3, 8, 8})});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto path = [] {
    const auto file = inputFile();
    std::filesystem::create_directories(file.parent_path());
    at::set_num_threads(1);
    return file;
  }();
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  try {
    runBlackImage(Program(readModel(path)));
  } catch (const rho::Error&) {
  } catch (const c10::Error&) {  // of the run: the node by its name
  }
  return 0;
}
