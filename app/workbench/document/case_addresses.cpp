// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/case_addresses.h"

#include <unordered_set>

namespace rho::workbench {

void CaseAddresses::add(const std::vector<std::string>& addresses) {
  auto all = *m_list;
  std::unordered_set<std::string> known(all.begin(), all.end());
  for (const auto& address : addresses)
    if (known.insert(address).second) all.push_back(address);
  if (all.size() != m_list->size())
    m_list = std::make_shared<const std::vector<std::string>>(std::move(all));
}

}  // namespace rho::workbench
