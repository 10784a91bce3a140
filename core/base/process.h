// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace rho {

/// A program to be run beside this one, with nothing open but its output and one descriptor.
struct Program {
  std::filesystem::path file;
  std::vector<std::string> arguments;
  std::filesystem::path folder;     ///< where it works; empty: where this program does
  int descriptor = -1;              ///< of this program, becomes its descriptor 3; -1: none
  int dialogue = -1;                ///< of this program, becomes its standard input and output
  std::uint64_t maxBytes = 0;       ///< of address space; 0: as this program
  std::uint64_t maxCpuSeconds = 0;  ///< 0: as this program
};

/// A program that runs; it is killed when this goes away. It leaves no core file, which might hold
/// what it worked on.
class Process {
 public:
  /// Throws MissingFile where it cannot be started.
  explicit Process(const Program& program);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Waits that long at most; whether it has ended.
  bool endsWithin(std::chrono::milliseconds time);
  /// Of a program that has ended: its exit code, or -1 where a signal ended it.
  int exitCode() const { return m_exitCode; }
  /// What it has written so far, errors too, or errors alone where it holds a dialogue; no more
  /// than the first 64 KiB.
  const std::string& output() const { return m_output; }

 private:
  void readOutput();
  void reap();

  int m_pid = -1;
  int m_pipe = -1;
  bool m_hasEnded = false;
  int m_exitCode = -1;
  std::string m_output;
};

/// A program of this name in one of the folders of PATH.
std::optional<std::filesystem::path> findProgram(const std::string& name);

/// A program that belongs to this one: beside it, in ../libexec/rhoscope, or where the project was
/// built. Throws MissingFile.
std::filesystem::path companionProgram(const std::string& name);

}  // namespace rho
