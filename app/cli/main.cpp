// SPDX-License-Identifier: Apache-2.0
#include <c10/util/Exception.h>
#include <unistd.h>

#include <iostream>
#include <new>

#include "base/error.h"
#include "base/resources.h"
#include "command.h"
#include "model/black_box.h"

namespace {

using namespace rho;

/// One line on standard error, whatever the cause.
int fail(ExitCode code, std::string message) {
  const auto end = message.find('\n');
  if (end != std::string::npos) message.resize(end);
  if (::isatty(STDERR_FILENO)) std::cerr << "\r\033[K";
  std::cerr << "rho: " << message << std::endl;
  return static_cast<int>(code);
}

/// A program may be run for what the user names here, and for nothing that a file names.
void permitNamedBlackBoxes(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i];
    if (argument.starts_with("--")) argument.erase(0, argument.find('=') + 1);
    if (model::isBlackBox(argument)) model::permitBlackBox(argument);
  }
}

int run(int argc, char** argv) {
  permitNamedBlackBoxes(argc, argv);
  CLI::App app(
      "Shows what a neural network sees in an image, and how far that can be trusted.\n"
      "Research use only. An explanation shows what a network responds to; it does not\n"
      "locate disease.",
      "rho");
  app.set_version_flag("--version", version());
  app.require_subcommand(1);
  app.fallthrough();
  cli::Console console;
  app.add_flag("--json", console.json, "Print one JSON object on standard output");
  app.add_flag("--quiet", console.quiet, "Show no progress and no remarks");
  for (const cli::AddCommand add :
       {cli::addExplain, cli::addSweep,   cli::addPredict,  cli::addEvaluate, cli::addAra,
        cli::addCertify, cli::addCompare, cli::addQuality,  cli::addAttack,   cli::addClever,
        cli::addModel,   cli::addData,    cli::addAnnotate, cli::addTrain,    cli::addExperiment,
        cli::addBench,   cli::addTrust,   cli::addDicom,    cli::addArchive,  cli::addDemo})
    add(app, console);
  app.add_subcommand("version", "Print the version")->callback([&] {
    console.result({{"version", version()}}, "rho " + version());
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {
    return app.exit(wanted);
  } catch (const CLI::ParseError& error) {
    return fail(ExitCode::usage, std::string(error.what()) + "; try rho --help");
  }
  return static_cast<int>(ExitCode::success);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const Error& error) {
    return fail(error.code(), error.what());
  } catch (const std::bad_alloc&) {
    return fail(ExitCode::outOfMemory, "out of memory; use a smaller image, batch or network");
  } catch (const c10::Error& error) {
    return fail(ExitCode::internal, error.what_without_backtrace());
  } catch (const std::exception& error) {
    return fail(ExitCode::internal, error.what());
  }
}
