// SPDX-License-Identifier: Apache-2.0
#include "dicom/isolated_decoder.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <new>

#include "base/process.h"
#include "dicom/decoder_block.h"

namespace rho::dicom {

namespace {

constexpr auto maxTime = std::chrono::minutes(30);  // where it waits for a processor
/// Of all its threads: a hundred times what a slow codec needs.
constexpr std::uint64_t cpuSeconds = 20;
constexpr std::uint64_t valuesPerCpuSecond = 250'000;
/// Address space: that of a program with its threads, and what codecs need for a value.
constexpr std::uint64_t programBytes = std::uint64_t{4} << 30;
constexpr std::uint64_t bytesPerValue = 64;

/// Memory that a child can be given, and cannot take away by making it smaller.
class SharedMemory {
 public:
  explicit SharedMemory(std::size_t size) : m_size(size) {
    m_descriptor = ::memfd_create("rho-decode", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    const bool isLarge =
        m_descriptor >= 0 && ::ftruncate(m_descriptor, static_cast<off_t>(size)) == 0 &&
        ::fcntl(m_descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0;
    if (isLarge)
      m_data = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, m_descriptor, 0);
    if (!isLarge || m_data == MAP_FAILED) {
      if (m_descriptor >= 0) ::close(m_descriptor);
      throw std::bad_alloc();
    }
  }
  ~SharedMemory() {
    ::munmap(m_data, m_size);
    ::close(m_descriptor);
  }
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;

  int descriptor() const { return m_descriptor; }
  std::byte* data() const { return static_cast<std::byte*>(m_data); }

 private:
  std::size_t m_size;
  int m_descriptor = -1;
  void* m_data = MAP_FAILED;
};

DecoderBlock blockFor(std::span<const std::byte> stream, PixelCoding coding,
                      const CodestreamFacts& facts) {
  DecoderBlock block;
  block.streamBytes = stream.size();
  block.coding = static_cast<std::uint32_t>(coding);
  block.width = facts.width;
  block.height = facts.height;
  block.components = static_cast<std::uint32_t>(facts.components);
  block.bits = static_cast<std::uint32_t>(facts.bits);
  block.isSigned = facts.isSigned;
  block.pixelBytes = block.values() * block.bytesPerValue();
  return block;
}

const std::filesystem::path& programFor(PixelCoding coding) {
  static const auto jpeg = companionProgram("rho-decode-jpeg");
  static const auto jpeg2000 = companionProgram("rho-decode-jpeg2000");
  return coding == PixelCoding::jpeg2000 ? jpeg2000 : jpeg;
}

/// Whether the program ended well. What it says is not looked at.
bool decoderSucceeds(const SharedMemory& memory, const DecoderBlock& block) {
  Program decoder;
  decoder.file = programFor(static_cast<PixelCoding>(block.coding));
  decoder.descriptor = memory.descriptor();
  decoder.maxBytes = programBytes + bytesPerValue * block.values();
  decoder.maxCpuSeconds = cpuSeconds + block.values() / valuesPerCpuSecond;
  Process process(decoder);
  return process.endsWithin(maxTime) && process.exitCode() == 0;
}

}  // namespace

bool decodeIsolated(std::span<const std::byte> stream, PixelCoding coding,
                    const CodestreamFacts& facts, cv::Mat& raw) {
  const auto block = blockFor(stream, coding, facts);
  const SharedMemory memory(sizeof(block) + stream.size() + block.pixelBytes);
  std::memcpy(memory.data(), &block, sizeof(block));
  std::memcpy(memory.data() + sizeof(block) + block.pixelBytes, stream.data(), stream.size());
  if (!decoderSucceeds(memory, block)) return false;
  DecoderBlock answer;
  std::memcpy(&answer, memory.data(), sizeof(answer));
  if (!answer.isDone || raw.total() * raw.elemSize() != block.pixelBytes) return false;
  std::memcpy(raw.data, memory.data() + sizeof(block), block.pixelBytes);
  return true;
}

}  // namespace rho::dicom
