// SPDX-License-Identifier: Apache-2.0
#include "model/black_box_program.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/error.h"
#include "base/file_bounds.h"

namespace rho::model {

static_assert(std::endian::native == std::endian::little, "numbers travel without swapping");

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// What is wrong with a program, or with what it says.
struct Problem {
  std::string text;
};

/// Both ends of a talk; the other one belongs to the program alone once that runs.
class SocketPair {
 public:
  SocketPair() {
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, m_ends.data()) != 0)
      throw Problem{std::string("cannot be talked to: ") + std::strerror(errno)};
  }
  ~SocketPair() {
    ::close(m_ends[0]);
    closeOther();
  }
  SocketPair(const SocketPair&) = delete;
  SocketPair& operator=(const SocketPair&) = delete;

  int ours() const { return m_ends[0]; }
  int other() const { return m_ends[1]; }
  void closeOther() {
    if (m_ends[1] >= 0) ::close(m_ends[1]);
    m_ends[1] = -1;
  }

 private:
  std::array<int, 2> m_ends{-1, -1};
};

std::string bytesOf(const NumberBlock& block) {
  auto bytes = nlohmann::json{{"shape", block.shape}}.dump() + "\n";
  bytes.append(reinterpret_cast<const char*>(block.values.data()),
               block.values.size() * sizeof(float));
  return bytes;
}

/// The last line that is not empty, which is where programs say what went wrong.
std::string lastLine(std::string text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

}  // namespace

/// A program that runs, and both directions of the talk with it.
class BlackBoxProgram::Talk {
 public:
  explicit Talk(Program program) : m_process(withDialogue(program, m_ends.other())) {
    m_ends.closeOther();
  }

  /// Sends the question while it takes in what comes: a program may begin to answer before it has
  /// read everything. Gives the answer's numbers.
  std::vector<float> converse(const NumberBlock& question,
                              const std::vector<std::int64_t>& expected,
                              Clock::time_point deadline) {
    const auto values = static_cast<std::size_t>(elementCount(expected).value_or(0));
    const auto bytes = bytesOf(question);
    std::string answer;
    std::size_t sent = 0, header = 0;
    while (header == 0 || answer.size() < header + values * sizeof(float)) {
      waitFor(sent < bytes.size(), deadline);
      if (sent < bytes.size()) sent += send(bytes, sent);
      receive(answer);
      if (header == 0) header = headerLength(answer, expected);
    }
    if (answer.size() > header + values * sizeof(float)) fail("answers more than it was asked");
    if (sent < bytes.size()) fail("answers before it has read the question");
    std::vector<float> result(values);
    std::memcpy(result.data(), answer.data() + header, values * sizeof(float));
    return result;
  }

 private:
  static Program withDialogue(Program program, int socket) {
    program.dialogue = socket;
    return program;
  }

  [[noreturn]] void fail(const std::string& problem) {
    listen();
    const auto said = lastLine(m_process.output());
    throw Problem{said.empty() ? problem : problem + " (it said: " + said + ")"};
  }

  /// With the line feed; 0 while the line is not complete.
  std::size_t headerLength(const std::string& answer, const std::vector<std::int64_t>& expected) {
    constexpr std::size_t longest = 4096;
    const auto end = answer.find('\n');
    if (end == std::string::npos && answer.size() < longest) return 0;
    const auto json = nlohmann::json::parse(answer.substr(0, end), nullptr, false);
    if (!json.is_object() || !json.contains("shape"))
      fail("does not begin its answer with a line {\"shape\": [...]}");
    if (json["shape"] != nlohmann::json(expected))
      fail(fmt::format("answers with the shape {} instead of {}", json["shape"].dump(),
                       shapeText(expected)));
    return end + 1;
  }

  void waitFor(bool toSend, Clock::time_point deadline) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) fail("does not answer in time");
    // In slices, so that a program that writes many errors need not wait until we read them.
    constexpr std::int64_t slice = 20;
    pollfd wanted{m_ends.ours(), static_cast<short>(POLLIN | (toSend ? POLLOUT : 0)), 0};
    if (::poll(&wanted, 1, static_cast<int>(std::min<std::int64_t>(left, slice))) == 0) listen();
  }

  /// Takes in what it says on standard error, a few kilobytes each time.
  void listen() {
    for (int i = 0; i < 64 && !m_process.endsWithin(milliseconds(0)); ++i) {
    }
  }

  std::size_t send(const std::string& bytes, std::size_t from) {
    const auto count = ::send(m_ends.ours(), bytes.data() + from, bytes.size() - from,
                              MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno != EAGAIN && errno != EINTR) failEnded();
    return count < 0 ? 0 : static_cast<std::size_t>(count);
  }

  void receive(std::string& answer) {
    std::array<char, 65536> part{};
    const auto count = ::recv(m_ends.ours(), part.data(), part.size(), MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) failEnded();
    if (count > 0) answer.append(part.data(), static_cast<std::size_t>(count));
  }

  [[noreturn]] void failEnded() {
    constexpr milliseconds grace(2000);
    if (!m_process.endsWithin(grace)) fail("closed its output");
    fail(m_process.exitCode() < 0 ? "was ended by a signal"
                                  : fmt::format("ended with code {}", m_process.exitCode()));
  }

  SocketPair m_ends;
  Process m_process;
};

BlackBoxProgram::BlackBoxProgram(std::string subject, Program program, milliseconds patience)
    : m_subject(std::move(subject)), m_program(std::move(program)), m_patience(patience) {}

BlackBoxProgram::~BlackBoxProgram() = default;

std::vector<float> BlackBoxProgram::ask(const NumberBlock& question,
                                        const std::vector<std::int64_t>& expected) {
  const std::lock_guard lock(m_mutex);
  try {
    const auto deadline = Clock::now() + m_patience;
    if (!m_talk) m_talk = std::make_unique<Talk>(m_program);
    return m_talk->converse(question, expected, deadline);
  } catch (const Problem& problem) {
    m_talk.reset();
    throw InvalidInput(m_subject, "its program " + problem.text,
                       "correct the program, or give it more timeout_seconds");
  }
}

}  // namespace rho::model
