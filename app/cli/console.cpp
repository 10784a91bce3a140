// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <mutex>
#include <thread>

#include "command.h"

namespace rho::cli {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void onInterrupt(int) {
  // The second Ctrl-C ends the program at once.
  if (interrupted) ::_exit(130);
  interrupted = 1;
}

/// The stop request that all jobs share.
std::stop_source& stopSource() {
  static std::stop_source source;
  return source;
}

/// Turns the signal into a stop request: a handler may not do it itself.
std::stop_token stopOnInterrupt() {
  static std::once_flag once;
  std::call_once(once, [] {
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    std::thread([] {
      while (!interrupted) std::this_thread::sleep_for(std::chrono::milliseconds(20));
      stopSource().request_stop();
    }).detach();
  });
  return stopSource().get_token();
}

std::string shortTime(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

void drawProgress(const Progress& progress) {
  constexpr int width = 24;
  const int filled = static_cast<int>(progress.fraction * width + 0.5);
  const std::string left = progress.secondsLeft ? shortTime(*progress.secondsLeft) + " left" : "";
  std::fprintf(stderr, "\r\033[K[%s%s] %3d %%  %s  %s",
               std::string(static_cast<std::size_t>(filled), '#').c_str(),
               std::string(static_cast<std::size_t>(width - filled), '.').c_str(),
               static_cast<int>(progress.fraction * 100), progress.stage.c_str(), left.c_str());
  if (progress.fraction >= 1) std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

}  // namespace

JobContext Console::job() const {
  const bool show = !quiet && ::isatty(STDERR_FILENO);
  return JobContext(stopOnInterrupt(), show ? drawProgress : JobContext::ProgressSink{});
}

void Console::stop() const { stopSource().request_stop(); }

void Console::result(const nlohmann::json& object, const std::string& text) const {
  if (json)
    std::cout << object.dump(2) << std::endl;
  else
    std::cout << text << std::endl;
}

void Console::remark(const std::string& text) const {
  if (!quiet)
    std::fprintf(stderr, "%s%s\n", ::isatty(STDERR_FILENO) ? "\r\033[K" : "", text.c_str());
}

}  // namespace rho::cli
