// SPDX-License-Identifier: Apache-2.0
// bench_dicom FILE|FOLDER...: how long a radiograph takes from the disk to 8-bit pixels for a
// screen, and how long another window then takes; how long a folder takes to be listed.
// docs/benchmarks.md says how it is run.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "dicom/presentation.h"
#include "dicom/series_list.h"

namespace {

/// Of several rounds: the least is what the work takes, the median also what else runs.
struct Times {
  double least = 0, median = 0;
};

Times timesOf(const auto& action) {
  constexpr int rounds = 7;
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    action();
    times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
            .count());
  }
  std::sort(times.begin(), times.end());
  return {times.front(), times[times.size() / 2]};
}

void measureFile(const char* path) {
  using namespace rho::dicom;
  const auto image = readDicomImage(path);
  const auto open = timesOf([&] {
    const auto read = readDicomImage(path);
    shownPixels(read, firstVoi(read));
  });
  const auto window = timesOf([&] {
    shownPixels(image, Window{2000, 3000, WindowFunction::linear, ""});
  });
  fmt::print(
      "{}: {}x{} {}: to pixels {:.0f} ms (median {:.0f}), another window {:.1f} ms (median "
      "{:.1f})\n",
      path, image.layout.columns, image.layout.rows, image.syntax.name, open.least, open.median,
      window.least, window.median);
}

void measureFolder(const char* path) {
  std::size_t files = 0;
  const auto time = timesOf([&] {
    files = 0;
    for (const auto& study : rho::dicom::listSeries(path).studies)
      for (const auto& series : study.series) files += series.instances.size();
  });
  fmt::print("{}: {} files listed in {:.0f} ms (median {:.0f})\n", path, files, time.least,
             time.median);
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    std::filesystem::is_directory(argv[i]) ? measureFolder(argv[i]) : measureFile(argv[i]);
}
