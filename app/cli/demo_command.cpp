// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/error.h"
#include "base/resources.h"
#include "command.h"
#include "explain/results.h"
#include "explain_case.h"

namespace rho::cli {

namespace {

struct DemoOptions {
  std::string out = "comparison";
};

struct DemoQuestion {
  const char* name;
  const char* model;
  const char* image;
  const char* target;
};

constexpr DemoQuestion questions[] = {
    {"pneumonia", "models/pneumonia.safetensors", "demo:pneumonia-1", "PNEUMONIA"},
    {"normal", "models/pneumonia.safetensors", "demo:normal-1", "PNEUMONIA"},
    {"nodule", "models/phantom-nodule.safetensors", "demo:nodule-1", "nodule"},
};

void run(const DemoOptions& options, const Console& console) {
  const auto job = console.job();
  nlohmann::json pages = nlohmann::json::array();
  std::string text;
  for (std::size_t i = 0; i < std::size(questions); ++i) {
    const auto& demo = questions[i];
    QuestionOptions asked;
    asked.model = resourcePath(demo.model).string();
    asked.image = demo.image;
    asked.target = demo.target;
    const auto question = openQuestion(asked);
    const auto part = job.part(static_cast<double>(i) / std::size(questions),
                               static_cast<double>(i + 1) / std::size(questions));
    const auto explanations = explainCase(question, {}, console, part);
    const auto folder = std::filesystem::path(options.out) / demo.name;
    explain::writeResults(folder, question.model.card(), question.image, explanations, demo.image);
    const auto page = std::filesystem::absolute(folder / "comparison.png").string();
    pages.push_back(page);
    text += fmt::format("{}{}", i ? "\n" : "The comparison of the demo cases:\n", "  " + page);
    part.throwIfStopped();
  }
  console.result({{"pages", pages}}, text);
}

}  // namespace

void addDemo(CLI::App& app, Console& console) {
  auto options = std::make_shared<DemoOptions>();
  auto* command =
      app.add_subcommand("demo", "Write the comparison of the bundled demo cases as pictures");
  command->add_option("--out", options->out, "The folder for the pictures")->capture_default_str();
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
