// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "command.h"
#include "explain/adversarial.h"
#include "method_options.h"
#include "model/tensor.h"
#include "question.h"

namespace rho::cli {

namespace {

struct BenchOptions {
  QuestionOptions question;
  MethodOptions methods;
  int repeat = 5;
  int targets = 12;
};

struct Timing {
  std::string name;
  double best = 0, median = 0;  ///< milliseconds
};

template <typename Work>
Timing timed(const std::string& name, int repeat, const Work& work) {
  std::vector<double> times;
  for (int i = 0; i <= repeat; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - start;
    if (i > 0) times.push_back(spent.count());  // the first run warms up
  }
  std::sort(times.begin(), times.end());
  return {name, times.front(), times[times.size() / 2]};
}

/// One perturbation per target class, all in one batch, as the speed goal is defined.
Timing timeBatch(const Question& question, const BenchOptions& options, const std::string& mode,
                 const JobContext& job) {
  const auto input = question.model.input(question.image).repeat({options.targets, 1, 1, 1});
  std::vector<explain::AdversarialTarget> targets;
  for (int i = 0; i < options.targets; ++i)
    targets.push_back({i % question.model.card().classCount(), explain::Direction::raise,
                       options.methods.rho.value_or(0.1)});
  explain::AdversarialOptions settings;
  settings.mode = mode;
  return timed(
      fmt::format("adversarial, {}, {} targets", mode, options.targets), options.repeat,
      [&] { explain::adversarialPerturbation(question.model, input, targets, settings, job); });
}

void run(const BenchOptions& options, const Console& console) {
  const auto question = openQuestion(options.question);
  const auto job = console.job();
  std::vector<Timing> timings;
  for (const char* mode : {"paper", "fast"}) {
    console.remark(fmt::format("adversarial, {}", mode));
    timings.push_back(timeBatch(question, options, mode, job));
  }
  for (const auto& [explainer, settings] : options.methods.chosen()) {
    console.remark(explainer->info().title);
    const explain::Query query{question.image, question.target, options.methods.seed, settings};
    timings.push_back(timed(explainer->info().id, options.repeat,
                            [&, e = explainer] { e->explain(question.model, query, job); }));
  }
  nlohmann::json object = {{"model", question.model.card().name},
                           {"threads", at::get_num_threads()},
                           {"repeat", options.repeat},
                           {"timings", nlohmann::json::array()}};
  std::string text =
      fmt::format("{}, {} threads, {} runs\n{:<36}{:>12}{:>12}", question.model.card().name,
                  at::get_num_threads(), options.repeat, "", "best ms", "median ms");
  for (const auto& timing : timings) {
    object["timings"].push_back(
        {{"name", timing.name}, {"best_ms", timing.best}, {"median_ms", timing.median}});
    text += fmt::format("\n{:<36}{:>12.1f}{:>12.1f}", timing.name, timing.best, timing.median);
  }
  console.result(object, text);
}

}  // namespace

void addBench(CLI::App& app, Console& console) {
  auto options = std::make_shared<BenchOptions>();
  auto* command = app.add_subcommand("bench", "Time the explanation methods on this machine");
  options->question.addTo(*command, true);
  options->methods.addTo(*command);
  command->add_option("--repeat", options->repeat, "Counted runs of each")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--targets", options->targets, "Images in the adversarial batch")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
