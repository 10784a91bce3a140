// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/process.h"

namespace rho::model {

/// Numbers as the protocol of black boxes has them: a line {"shape": [...]}, then that many 32-bit
/// floats, little-endian, the last axis fastest.
struct NumberBlock {
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};

/// A program that answers blocks of images with blocks of probabilities, one after the other, from
/// its standard input to its standard output. It is started by the first question and ended with
/// this object; one that is late, ends, or talks nonsense is ended at once, and started anew by the
/// next question.
class BlackBoxProgram {
 public:
  /// subject: for messages. patience: for the answer to one question, with the start of the
  /// program.
  BlackBoxProgram(std::string subject, Program program, std::chrono::milliseconds patience);
  ~BlackBoxProgram();

  /// Questions of several threads wait for each other. expected: the shape of the answer. Throws
  /// MissingFile where the program cannot be started, InvalidInput with what it said on standard
  /// error.
  std::vector<float> ask(const NumberBlock& question, const std::vector<std::int64_t>& expected);

 private:
  class Talk;

  std::string m_subject;
  Program m_program;
  std::chrono::milliseconds m_patience;
  std::mutex m_mutex;
  std::unique_ptr<Talk> m_talk;
};

}  // namespace rho::model
