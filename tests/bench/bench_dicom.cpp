// SPDX-License-Identifier: Apache-2.0
// bench_dicom FILE...: how long a radiograph takes from the disk to 8-bit pixels for a screen, and
// how long another window then takes. docs/manual/dicom.md says how it is run.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "dicom/presentation.h"

namespace {

double millisecondsOf(const auto& action) {
  std::vector<double> times;
  for (int i = 0; i < 7; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    action();
    times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
            .count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  using namespace rho::dicom;
  for (int i = 1; i < argc; ++i) {
    const auto image = readDicomImage(argv[i]);
    const double open = millisecondsOf([&] {
      const auto read = readDicomImage(argv[i]);
      shownPixels(read, firstVoi(read));
    });
    const double window = millisecondsOf([&] {
      shownPixels(image, Window{2000, 3000, WindowFunction::linear, ""});
    });
    fmt::print("{}: {}x{} {}: to pixels {:.0f} ms, another window {:.1f} ms\n", argv[i],
               image.layout.columns, image.layout.rows, image.syntax.name, open, window);
  }
}
