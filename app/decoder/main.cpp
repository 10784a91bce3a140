// SPDX-License-Identifier: Apache-2.0
// rho-decode-jpeg and rho-decode-jpeg2000: each decodes one compressed frame of a DICOM file for
// the program that started it, and ends. It gets one block of memory (dicom/decoder_block.h) and
// opens nothing else.
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <exception>
#include <span>

#include "codec.h"

namespace {

using rho::dicom::DecoderBlock;

/// The block as it is mapped, or nothing where it is none.
std::span<std::byte> mappedBlock() {
  struct stat facts {};
  if (fstat(rho::dicom::decoderDescriptor, &facts) != 0) return {};
  const auto size = static_cast<std::size_t>(facts.st_size);
  if (size < sizeof(DecoderBlock)) return {};
  void* data =
      mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, rho::dicom::decoderDescriptor, 0);
  if (data == MAP_FAILED) return {};
  return {static_cast<std::byte*>(data), size};
}

/// From here on no file and no connection can be opened, and no other program started.
void closeAllDoors() {
  close(rho::dicom::decoderDescriptor);
  const rlimit none{0, 0};
  setrlimit(RLIMIT_NOFILE, &none);
  setrlimit(RLIMIT_FSIZE, &none);
  setrlimit(RLIMIT_CORE, &none);
}

bool decodeBlock(std::span<std::byte> memory) {
  auto& block = *reinterpret_cast<DecoderBlock*>(memory.data());
  const auto rest = memory.subspan(sizeof(DecoderBlock));
  if (block.pixelBytes > rest.size() || block.streamBytes != rest.size() - block.pixelBytes ||
      block.pixelBytes != block.values() * block.bytesPerValue())
    return false;
  closeAllDoors();
  if (!rho::decoder::decode(block, rest.subspan(block.pixelBytes), rest.first(block.pixelBytes)))
    return false;
  block.isDone = 1;
  return true;
}

}  // namespace

int main() {
  try {
    const auto memory = mappedBlock();
    // Without the destructors of libraries, which nobody needs any more.
    _exit(!memory.empty() && decodeBlock(memory) ? 0 : 1);
  } catch (const std::exception&) {
    _exit(1);
  }
}
