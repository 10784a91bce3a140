// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

namespace rho::workbench {

/// Addresses of cases in their order. Copies share them until one changes: a folder of thousands of
/// images costs each step of undo nothing.
class CaseAddresses {
 public:
  CaseAddresses() : CaseAddresses(std::vector<std::string>()) {}
  CaseAddresses(std::initializer_list<std::string> addresses)
      : CaseAddresses(std::vector<std::string>(addresses)) {}
  CaseAddresses(std::vector<std::string> addresses)
      : m_list(std::make_shared<const std::vector<std::string>>(std::move(addresses))) {}

  auto begin() const { return m_list->begin(); }
  auto end() const { return m_list->end(); }
  std::size_t size() const { return m_list->size(); }
  bool empty() const { return m_list->empty(); }
  const std::string& operator[](std::size_t index) const { return m_list->at(index); }
  const std::vector<std::string>& list() const { return *m_list; }
  bool contains(const std::string& address) const {
    return std::find(begin(), end(), address) != end();
  }
  /// Those that are not there yet, at the end.
  void add(const std::vector<std::string>& addresses);

  bool operator==(const CaseAddresses& other) const {
    return m_list == other.m_list || *m_list == *other.m_list;
  }

 private:
  std::shared_ptr<const std::vector<std::string>> m_list;
};

}  // namespace rho::workbench
