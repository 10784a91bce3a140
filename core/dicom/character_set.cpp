// SPDX-License-Identifier: Apache-2.0
#include "dicom/character_set.h"

#include <iconv.h>

#include <map>
#include <memory>

namespace rho::dicom {

namespace {

constexpr char escape = '\x1b';
constexpr const char* replacement = "\xef\xbf\xbd";

/// How iconv calls the set of a defined term; Latin 1 holds ASCII and never fails.
std::string nameOfTerm(const std::string& term) {
  static const std::map<std::string, std::string> names = {
      {"100", "ISO-8859-1"}, {"101", "ISO-8859-2"},  {"109", "ISO-8859-3"}, {"110", "ISO-8859-4"},
      {"144", "ISO-8859-5"}, {"127", "ISO-8859-6"},  {"126", "ISO-8859-7"}, {"138", "ISO-8859-8"},
      {"148", "ISO-8859-9"}, {"203", "ISO-8859-15"}, {"13", "JIS_X0201"},   {"166", "TIS-620"},
      {"192", "UTF-8"}};
  if (term == "GB18030" || term == "GBK") return term;
  const auto at = names.find(term.substr(std::min(term.size(), term.find_last_of(" _") + 1)));
  return at == names.end() ? "ISO-8859-1" : at->second;
}

/// A set that an escape sequence calls, and how its bytes become those of iconv's set.
struct Called {
  std::string sequence;  ///< after the escape
  std::string name;
  bool hasPairs = false;    ///< two bytes a character, seven bits each
  std::string prefix = {};  ///< before every pair
};

const Called* calledAt(const std::string& text, std::size_t at) {
  static const Called list[] = {
      {"(B", "ISO-8859-1"}, {"-A", "ISO-8859-1"},   {"-B", "ISO-8859-2"},
      {"-C", "ISO-8859-3"}, {"-D", "ISO-8859-4"},   {"-F", "ISO-8859-7"},
      {"-G", "ISO-8859-6"}, {"-H", "ISO-8859-8"},   {"-L", "ISO-8859-5"},
      {"-M", "ISO-8859-9"}, {"-T", "TIS-620"},      {"(J", "JIS_X0201"},
      {")I", "JIS_X0201"},  {"$B", "EUC-JP", true}, {"$(D", "EUC-JP", true, "\x8f"},
      {"$)C", "EUC-KR"},    {"$)A", "GB2312"}};
  for (const auto& called : list)
    if (text.compare(at, called.sequence.size(), called.sequence) == 0) return &called;
  return nullptr;
}

std::string converted(std::string bytes, const std::string& name) {
  const auto opened = iconv_open("UTF-8", name.c_str());
  if (opened == reinterpret_cast<iconv_t>(-1)) return replacement;
  const std::unique_ptr<void, decltype(&iconv_close)> closes(opened, &iconv_close);
  std::string out;
  char* from = bytes.data();
  std::size_t left = bytes.size();
  while (left > 0) {
    char piece[256];
    char* to = piece;
    std::size_t room = sizeof piece;
    const auto done = iconv(opened, &from, &left, &to, &room);
    out.append(piece, sizeof piece - room);
    if (done == static_cast<std::size_t>(-1) && errno != E2BIG) {
      out += replacement;
      ++from;
      --left;
    }
  }
  return out;
}

std::string asEuc(const std::string& pairs, const Called& called) {
  std::string euc;
  for (std::size_t at = 0; at + 1 < pairs.size(); at += 2) {
    euc += called.prefix;
    euc += static_cast<char>(pairs[at] | '\x80');
    euc += static_cast<char>(pairs[at + 1] | '\x80');
  }
  return euc;
}

}  // namespace

CharacterSet::CharacterSet(const DataSet& data) {
  const auto terms = data.texts(tags::specificCharacterSet);
  m_first = nameOfTerm(terms.empty() ? "" : terms.front());
  m_hasEscapes = terms.size() > 1 || (!terms.empty() && terms.front().starts_with("ISO 2022"));
}

std::string CharacterSet::utf8(const std::string& text) const {
  if (!m_hasEscapes) return converted(text, m_first);
  std::string out;
  const Called* called = nullptr;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == escape) {
      called = calledAt(text, at + 1);
      at += 1 + (called ? called->sequence.size() : 0);
      continue;
    }
    // Outside of pairs a delimiter calls the first set back (PS3.5, 6.1.2.5.3).
    const bool inPairs = called && called->hasPairs;
    auto end = text.find_first_of(inPairs ? "\x1b" : "\x1b\\^=\r\n", at);
    if (end == at) {
      called = nullptr;
      out += text[at++];
      continue;
    }
    end = std::min(end, text.size());
    const auto run = text.substr(at, end - at);
    out += inPairs ? converted(asEuc(run, *called), called->name)
                   : converted(run, called ? called->name : m_first);
    at = end;
  }
  return out;
}

}  // namespace rho::dicom
