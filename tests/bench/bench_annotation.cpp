// SPDX-License-Identifier: Apache-2.0
// bench_annotation FOLDER [CASES]: how long a project of many cases takes to be opened and asked.
// docs/benchmarks.md says how it is run.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "annotation/reading.h"
#include "base/random.h"

namespace {

using namespace rho::annotation;

/// The least and the median of several rounds, in milliseconds.
void measure(const char* what, int rounds, const auto& action) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    action();
    times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
            .count());
  }
  std::sort(times.begin(), times.end());
  fmt::print("{}: {:.2f} ms (median {:.2f})\n", what, times.front(), times[times.size() / 2]);
}

/// Every second case is done by two readers; the network has scored all.
void fill(Project& project, int cases) {
  rho::Random random(1);
  const auto anna = project.annotators().add("Anna", Role::reader);
  const auto ben = project.annotators().add("Ben", Role::reader);
  project.annotators().add("Eva", Role::adjudicator);
  project.scores().setModel("hash", "network");
  project.atomically([&] {
    for (int i = 1; i <= cases; ++i) {
      project.cases().add({0, fmt::format("/images/{:06}.png", i),
                           fmt::format("{:064x}", i * 7919LL), 100'000, 512, 512, "",
                           i % 5 == 0 ? "test" : "train"});
      const auto p = static_cast<float>(random.uniform());
      project.scores().setConfidences(i, std::vector{p, 1 - p});
      project.scores().setScore(i, "fragile", random.uniform());
      if (i % 2 == 0) continue;
      for (const auto& reader : {anna, ben}) {
        Reading reading(project, reader);
        reading.setLabel(i, random.coin(0.9) ? 1 : 2, Verdict::present, 3);
        reading.setState(i, State::done);
      }
    }
  });
}

void ask(Project& project) {
  auto& queue = project.queue();
  const auto anna = project.annotators().named("Anna");
  const auto eva = project.annotators().named("Eva");
  QueueRequest request;
  request.strategies = {"entropy", "fragile"};
  request.count = 1000;
  measure("flagging 1000 cases by two strategies", 3, [&] { queue.fill(request); });
  request.strategies = {"random"};
  request.count = 1'000'000;
  measure("flagging all others by chance", 1, [&] { queue.fill(request); });
  Reading reading(project, anna);
  measure("the next case", 20, [&] { queue.waiting(anna, 1); });
  measure("a list of 100", 20, [&] { queue.waiting(anna, 100); });
  const auto flagged = queue.waiting(anna, 1'000'000);
  project.atomically([&] {
    for (std::size_t i = 0; i < flagged.size() / 2; ++i)
      reading.setState(flagged[i].caseId, State::done);
  });
  fmt::print("{} flagged, the first half done\n", flagged.size());
  measure("the next case", 20, [&] { queue.waiting(anna, 1); });
  measure("a list of 100", 20, [&] { queue.waiting(anna, 100); });
  measure("the next disputed case", 20, [&] { queue.waiting(eva, 1); });
  measure("all annotations of a reader", 3,
          [&] { project.history().eachAnnotation([](const Annotation&) {}, anna.id); });
  measure("counts", 20, [&] { queue.counts(); });
  const auto first = queue.waiting(anna, 1).front().caseId;
  int number = 0;
  measure("an action, on the disk", 200,
          [&] { reading.setComment(first, std::to_string(++number)); });
  measure("undo", 50, [&] { reading.undo(); });
}

}  // namespace

int main(int argc, char** argv) {
  const auto file = std::filesystem::path(argc > 1 ? argv[1] : ".") / "bench.rhoproject";
  const int cases = argc > 2 ? std::atoi(argv[2]) : 100'000;
  std::filesystem::remove(file);
  {
    auto project = Project::create(file, {false, 2}, {"cat", "dog"});
    measure("filling", 1, [&] { fill(project, cases); });
  }
  fmt::print("{} cases, {:.1f} MB\n", cases,
             static_cast<double>(std::filesystem::file_size(file)) / 1e6);
  measure("opening", 7, [&] { Project::open(file).settings(); });
  auto project = Project::open(file);
  ask(project);
}
