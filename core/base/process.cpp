// SPDX-License-Identifier: Apache-2.0
#include "base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <thread>

#include "base/error.h"

namespace rho {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t maxOutput = std::size_t{1} << 16;

/// What a program finds open when it starts.
class FileActions {
 public:
  FileActions(const Program& program, int output) {
    posix_spawn_file_actions_init(&m_actions);
    const bool talks = program.dialogue >= 0;
    if (talks)
      posix_spawn_file_actions_adddup2(&m_actions, program.dialogue, 0);
    else
      posix_spawn_file_actions_addopen(&m_actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&m_actions, talks ? program.dialogue : output, 1);
    posix_spawn_file_actions_adddup2(&m_actions, output, 2);
    const bool hasDescriptor = program.descriptor >= 0;
    if (hasDescriptor) posix_spawn_file_actions_adddup2(&m_actions, program.descriptor, 3);
    posix_spawn_file_actions_addclosefrom_np(&m_actions, hasDescriptor ? 4 : 3);
    if (!program.folder.empty())
      posix_spawn_file_actions_addchdir_np(&m_actions, program.folder.c_str());
  }
  ~FileActions() { posix_spawn_file_actions_destroy(&m_actions); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  const posix_spawn_file_actions_t* get() const { return &m_actions; }

 private:
  posix_spawn_file_actions_t m_actions;
};

/// A group of its own, so that all of it can be killed, and the usual signals.
class Attributes {
 public:
  Attributes() {
    posix_spawnattr_init(&m_attributes);
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP}) sigaddset(&usual, signal);
    posix_spawnattr_setsigmask(&m_attributes, &none);
    posix_spawnattr_setsigdefault(&m_attributes, &usual);
    posix_spawnattr_setpgroup(&m_attributes, 0);
    posix_spawnattr_setflags(
        &m_attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Attributes() { posix_spawnattr_destroy(&m_attributes); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  const posix_spawnattr_t* get() const { return &m_attributes; }

 private:
  posix_spawnattr_t m_attributes;
};

void limit(int pid, __rlimit_resource what, std::uint64_t bound) {
  const rlimit value{bound, bound};
  prlimit(pid, what, &value, nullptr);
}

int spawned(const Program& program, int output) {
  std::vector<char*> arguments = {const_cast<char*>(program.file.c_str())};
  for (const auto& argument : program.arguments)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const FileActions actions(program, output);
  const Attributes attributes;
  int pid = -1;
  const int problem = posix_spawn(&pid, program.file.c_str(), actions.get(), attributes.get(),
                                  arguments.data(), environ);
  if (problem != 0)
    throw MissingFile(program.file.string(),
                      std::string("cannot be started: ") + std::strerror(problem),
                      "install it again");
  limit(pid, RLIMIT_CORE, 0);
  if (program.maxBytes > 0) limit(pid, RLIMIT_AS, program.maxBytes);
  if (program.maxCpuSeconds > 0) limit(pid, RLIMIT_CPU, program.maxCpuSeconds);
  return pid;
}

}  // namespace

Process::Process(const Program& program) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw MissingFile(program.file.string(),
                      std::string("cannot be started: ") + std::strerror(errno),
                      "close other programs and try again");
  m_pipe = ends[0];
  try {
    m_pid = spawned(program, ends[1]);
  } catch (...) {
    ::close(ends[0]);
    ::close(ends[1]);
    throw;
  }
  ::close(ends[1]);
}

Process::~Process() {
  if (!m_hasEnded) {
    ::kill(-m_pid, SIGKILL);
    ::kill(m_pid, SIGKILL);
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  if (m_pipe >= 0) ::close(m_pipe);
}

void Process::readOutput() {
  std::array<char, 4096> part{};
  const auto count = ::read(m_pipe, part.data(), part.size());
  if (count < 0 && errno == EINTR) return;
  if (count <= 0) {
    ::close(m_pipe);
    m_pipe = -1;
    return;
  }
  const auto room = maxOutput - m_output.size();
  m_output.append(part.data(), std::min(room, static_cast<std::size_t>(count)));
}

void Process::reap() {
  int status = 0;
  const int ended = ::waitpid(m_pid, &status, WNOHANG);
  if (ended == 0 || (ended < 0 && errno == EINTR)) return;
  m_hasEnded = true;
  m_exitCode = ended > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool Process::endsWithin(std::chrono::milliseconds time) {
  const auto deadline = Clock::now() + time;
  while (!m_hasEnded) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (m_pipe >= 0) {
      pollfd wanted{m_pipe, POLLIN, 0};
      if (::poll(&wanted, 1, std::max(0, static_cast<int>(left.count()))) > 0) readOutput();
    } else {
      // Its output is closed, so it is about to end, if it is honest.
      reap();
      if (!m_hasEnded) std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    if (!m_hasEnded && Clock::now() >= deadline) return false;
  }
  return true;
}

std::optional<fs::path> findProgram(const std::string& name) {
  const char* folders = std::getenv("PATH");
  std::istringstream list(folders ? folders : "/usr/bin:/bin");
  for (std::string folder; std::getline(list, folder, ':');) {
    const auto file = fs::path(folder) / name;
    std::error_code error;
    if (!folder.empty() && fs::is_regular_file(file, error) && ::access(file.c_str(), X_OK) == 0)
      return file;
  }
  return {};
}

fs::path companionProgram(const std::string& name) {
  std::error_code error;
  std::vector<fs::path> folders;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    folders.push_back(program.parent_path());
    folders.push_back(program.parent_path().parent_path() / "libexec" / "rhoscope");
  }
  folders.emplace_back(RHO_BUILT_PROGRAMS);
  for (const auto& folder : folders)
    if (fs::exists(folder / name, error)) return folder / name;
  throw MissingFile(name, "this part of the installation is missing", "install it again");
}

}  // namespace rho
