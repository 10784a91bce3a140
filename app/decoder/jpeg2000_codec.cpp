// SPDX-License-Identifier: Apache-2.0
// JPEG 2000: OpenJPEG, on all cores.
#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <thread>

#include "codec.h"

namespace rho::decoder {

using dicom::DecoderBlock;

namespace {

/// Below so many values more threads than one cost more than they bring.
constexpr std::uint64_t valuesPerThread = 1 << 18;
constexpr unsigned maxThreads = 8;

/// The compressed bytes as OpenJPEG reads them.
struct Source {
  std::span<const std::byte> bytes;
  std::size_t at = 0;
};

constexpr auto endOfStream = static_cast<OPJ_SIZE_T>(-1);

OPJ_SIZE_T readSome(void* to, OPJ_SIZE_T count, void* data) {
  auto& source = *static_cast<Source*>(data);
  const auto some = std::min<std::size_t>(count, source.bytes.size() - source.at);
  if (some == 0) return endOfStream;
  std::memcpy(to, source.bytes.data() + source.at, some);
  source.at += some;
  return some;
}

OPJ_OFF_T skipSome(OPJ_OFF_T count, void* data) {
  auto& source = *static_cast<Source*>(data);
  if (count < 0) return -1;
  const auto some =
      std::min<OPJ_OFF_T>(count, static_cast<OPJ_OFF_T>(source.bytes.size() - source.at));
  source.at += static_cast<std::size_t>(some);
  return some == 0 && count > 0 ? -1 : some;
}

OPJ_BOOL seekTo(OPJ_OFF_T place, void* data) {
  auto& source = *static_cast<Source*>(data);
  if (place < 0 || static_cast<std::size_t>(place) > source.bytes.size()) return OPJ_FALSE;
  source.at = static_cast<std::size_t>(place);
  return OPJ_TRUE;
}

using Stream = std::unique_ptr<opj_stream_t, decltype(&opj_stream_destroy)>;
using Codec = std::unique_ptr<opj_codec_t, decltype(&opj_destroy_codec)>;
using Picture = std::unique_ptr<opj_image_t, decltype(&opj_image_destroy)>;

Stream streamOf(Source& source) {
  Stream stream(opj_stream_create(OPJ_J2K_STREAM_CHUNK_SIZE, OPJ_TRUE), &opj_stream_destroy);
  if (!stream) throw std::bad_alloc();
  opj_stream_set_user_data(stream.get(), &source, nullptr);
  opj_stream_set_user_data_length(stream.get(), source.bytes.size());
  opj_stream_set_read_function(stream.get(), &readSome);
  opj_stream_set_skip_function(stream.get(), &skipSome);
  opj_stream_set_seek_function(stream.get(), &seekTo);
  return stream;
}

Codec codecFor(const DecoderBlock& block) {
  Codec codec(opj_create_decompress(OPJ_CODEC_J2K), &opj_destroy_codec);
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  if (!codec || !opj_setup_decoder(codec.get(), &parameters)) throw std::bad_alloc();
  const auto useful = static_cast<unsigned>(block.values() / valuesPerThread + 1);
  const auto threads = std::min({maxThreads, useful, std::thread::hardware_concurrency()});
  if (threads > 1) opj_codec_set_threads(codec.get(), static_cast<int>(threads));
  return codec;
}

bool fits(const opj_image_t& image, const DecoderBlock& block) {
  if (image.numcomps != block.components) return false;
  return std::all_of(image.comps, image.comps + image.numcomps, [&](const auto& component) {
    return component.w == block.width && component.h == block.height && component.data;
  });
}

/// The low bits of each value, components side by side.
template <typename Word>
void copyValues(const opj_image_t& image, std::span<std::byte> pixels) {
  auto* to = reinterpret_cast<Word*>(pixels.data());
  const auto count = std::size_t(image.comps[0].w) * image.comps[0].h;
  for (OPJ_UINT32 c = 0; c < image.numcomps; ++c) {
    const OPJ_INT32* from = image.comps[c].data;
    for (std::size_t i = 0; i < count; ++i) to[i * image.numcomps + c] = static_cast<Word>(from[i]);
  }
}

}  // namespace

bool decode(const DecoderBlock& block, std::span<const std::byte> stream,
            std::span<std::byte> pixels) {
  Source source{stream};
  const auto input = streamOf(source);
  const auto codec = codecFor(block);
  opj_image_t* read = nullptr;
  if (!opj_read_header(input.get(), codec.get(), &read)) return false;
  const Picture picture(read, &opj_image_destroy);
  if (!opj_decode(codec.get(), input.get(), read) || !fits(*read, block)) return false;
  if (block.bytesPerValue() == 2)
    copyValues<std::uint16_t>(*read, pixels);
  else
    copyValues<std::uint8_t>(*read, pixels);
  return true;
}

}  // namespace rho::decoder
