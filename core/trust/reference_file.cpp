// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file.h"
#include "model/checkpoint.h"
#include "model/safetensors.h"
#include "model/tensor.h"
#include "trust/reference.h"

namespace rho::trust {

namespace {

constexpr const char* metadataKey = "rhoscope_reference";
constexpr std::uintmax_t mostBytes = std::uintmax_t{256} << 20;  // of 5000 channels
constexpr std::size_t headBytes = 64;

nlohmann::json toJson(const ReferenceOrigin& origin,
                      const std::vector<Reference::Quantile>& quantiles) {
  auto list = nlohmann::json::array();
  for (const auto& quantile : quantiles) list.push_back({quantile.share, quantile.distance});
  return {{"model", origin.model},   {"model_sha256", origin.modelSha256},
          {"layer", origin.layer},   {"data", origin.data},
          {"images", origin.images}, {"held_out", origin.heldOut},
          {"quantiles", list}};
}

ReferenceOrigin originFrom(const nlohmann::json& json) {
  return {json.at("model").get<std::string>(),   json.at("model_sha256").get<std::string>(),
          json.at("layer").get<std::string>(),   json.at("data").get<std::string>(),
          json.at("images").get<std::int64_t>(), json.at("held_out").get<std::int64_t>()};
}

std::vector<Reference::Quantile> quantilesFrom(const nlohmann::json& json) {
  std::vector<Reference::Quantile> quantiles;
  for (const auto& pair : json.at("quantiles"))
    quantiles.push_back({pair.at(0).get<double>(), pair.at(1).get<double>()});
  return quantiles;
}

}  // namespace

void Reference::save(const std::filesystem::path& path) const {
  model::writeSafetensors(
      path, {{"mean", m_mean.to(torch::kFloat32)}, {"factor", m_factor.to(torch::kFloat32)}},
      {{metadataKey, toJson(m_origin, m_quantiles).dump()}});
}

Reference Reference::load(const std::filesystem::path& path) {
  requireFile(path);
  const std::string subject = path.string(), remedy = "learn it again with rho trust learn";
  if (std::filesystem::file_size(path) > mostBytes)
    throw RefusedFile(subject, "is larger than any reference", "name a file of rho trust learn");
  const auto notMine = [&] {
    return UnknownFormat(subject, "is no reference", "name a file that rho trust learn wrote");
  };
  if (!model::looksLikeSafetensors(path, readHead(path, headBytes))) throw notMine();
  const auto content = model::readSafetensors(path);
  if (!content.metadata.contains(metadataKey)) throw notMine();
  if (!content.tensors.contains("mean") || !content.tensors.contains("factor"))
    throw BrokenFile(subject, "lacks its mean or its covariance", remedy);
  try {
    const auto json = nlohmann::json::parse(content.metadata.at(metadataKey).get<std::string>());
    return Reference(originFrom(json), content.tensors.at("mean"), content.tensors.at("factor"),
                     quantilesFrom(json));
  } catch (const nlohmann::json::exception&) {
    throw BrokenFile(subject, "its description cannot be read", remedy);
  } catch (const InvalidInput& error) {
    throw BrokenFile(subject, error.what(), remedy);
  }
}

Reference Reference::loadFor(const model::ModelCard& card, const std::filesystem::path& path) {
  auto reference = load(path);
  if (reference.m_origin.modelSha256 != card.sha256)
    throw InvalidInput(path.string(),
                       "was learned for another network (" + reference.m_origin.model + ")",
                       "learn one with rho trust learn for this network");
  return reference;
}

}  // namespace rho::trust
