// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/network_checks.h"

#include "workbench/inspect/core_texts.h"

namespace rho::workbench {

std::vector<widgets::CheckItem> checkItems(const std::vector<preflight::Finding>& findings) {
  std::vector<widgets::CheckItem> items;
  for (const auto& finding : findings) {
    QStringList sentences;
    for (const auto& sentence : finding.sentences) sentences << coreText(sentence);
    items.push_back({coreText(finding.title), finding.passed, sentences.join(' ')});
  }
  return items;
}

}  // namespace rho::workbench
