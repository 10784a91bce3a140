// SPDX-License-Identifier: Apache-2.0
#include "trust/findings.h"

#include <algorithm>
#include <cmath>

#include "trust/agreement.h"

namespace rho::trust {

namespace {

/// An inversion that is nearer by less, or is itself farther out than this, is so by chance:
/// photographs are beyond either way.
constexpr double muchNearer = 0.75;
constexpr double aboutTheLimit = 1.25;

nlohmann::json toJson(const RangeFinding& range) {
  return {{"distance", range.distance},   {"inverted_distance", range.invertedDistance},
          {"limit", range.limit},         {"nearer", range.nearer},
          {"outside", range.isOutside()}, {"looks_inverted", range.looksInverted()}};
}

nlohmann::json toJson(const Push& push) {
  return {{"method", push.method},
          {"rho_reached", push.rhoReached},
          {"confidence_before", push.before},
          {"confidence_after", push.after},
          {"place",
           {{"row", push.place.row},
            {"column", push.place.column},
            {"share", push.place.share},
            {"half_area", push.place.halfArea}}}};
}

/// JSON knows no infinity: null stands for it.
nlohmann::json toJson(const Standing& standing) {
  constexpr const char* names[] = {"fragile", "usual", "firm"};
  return {{"kind", standing.kind},
          {"search", standing.search},
          {"data", standing.data},
          {"class", standing.className},
          {"distance",
           std::isfinite(standing.distance) ? nlohmann::json(standing.distance) : nlohmann::json()},
          {"n", standing.images},
          {"percentile", 100 * standing.percentile},
          {"firmness", names[static_cast<std::size_t>(standing.firmness())]}};
}

nlohmann::json toJson(const Agreement& agreement) {
  return {{"methods", {agreement.first, agreement.second}},
          {"rank_correlation", agreement.correlation},
          {"iou", agreement.overlap}};
}

}  // namespace

bool RangeFinding::looksInverted() const {
  return isOutside() && invertedDistance < std::min(muchNearer * distance, aboutTheLimit * limit);
}

Firmness Standing::firmness() const {
  return percentile < 0.25   ? Firmness::fragile
         : percentile > 0.75 ? Firmness::firm
                             : Firmness::usual;
}

nlohmann::json toJson(const Findings& findings) {
  auto json = nlohmann::json::object();
  if (findings.range) json["range"] = toJson(*findings.range);
  if (findings.standing) json["standing"] = toJson(*findings.standing);
  json["evidence"] = nlohmann::json::array();
  for (const auto& push : findings.pushes) json["evidence"].push_back(toJson(push));
  auto pairs = nlohmann::json::array();
  for (const auto& agreement : findings.agreements) pairs.push_back(toJson(agreement));
  json["agreement"] = {{"top_share", strongestShare}, {"pairs", pairs}};
  if (findings.shares.empty()) return json;
  auto methods = nlohmann::json::array();
  for (const auto& share : findings.shares)
    methods.push_back({{"method", share.method}, {"outside", share.outside}});
  json["mask"] = {{"area_outside", findings.areaOutside}, {"methods", methods}};
  return json;
}

}  // namespace rho::trust
