// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rho::workbench {

/// The look of a report in HTML: the reader's light or dark colours, pictures on white, and on
/// paper no row and no picture split between pages.
inline constexpr const char* reportStyle = R"css(
:root { --ground: #fff; --ink: #16181d; --muted: #666970; --line: #d6d7d9;
  --notice: #7a4d00; --notice-ground: #fff0d6; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ground: #1d1f23; --ink: #e8e9ec; --muted: #a0a4ab; --line: #3d4046;
    --notice: #ffd45e; --notice-ground: #3a2e12; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font-size: 15px;
  line-height: 1.45; overflow-wrap: anywhere; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 24px 48px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 36px 0 8px; }
h3 { font-size: 16px; margin: 20px 0 8px; padding-bottom: 4px; border-bottom: 1px solid #d6d7d9; }
p { margin: 4px 0; }
.side, footer { color: var(--muted); font-size: 14px; }
.notice { background: var(--notice-ground); color: var(--notice); padding: 8px 12px;
  border-radius: 6px; margin: 16px 0; }
.warning { color: var(--notice); }
.paper { background: #fff; color: #16181d; --muted: #666970; --notice: #7a4d00; }
@media screen and (prefers-color-scheme: dark) { .paper { padding: 16px; border-radius: 8px; } }
.tiles { display: grid; gap: 20px; margin: 12px 0;
  grid-template-columns: repeat(var(--columns), minmax(0, 340px)); }
@media screen and (max-width: 820px) {
  .tiles { grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); }
}
figure { margin: 0; font-size: 14px; break-inside: avoid; display: flex; flex-direction: column; }
figcaption { display: flex; flex-direction: column; margin-bottom: 6px; }
figure img { width: 100%; height: auto; border: 1px solid #d6d7d9; margin-bottom: 6px; }
.nothing { aspect-ratio: 1; background: #f1f2f4; margin-bottom: 6px; }
.bar { height: 9px; border: 1px solid #d6d7d9; }
.ends { display: flex; justify-content: space-between; color: var(--muted); font-size: 12px; }
.curves { break-inside: avoid; margin: 8px 0; }
.curves svg { display: block; width: 100%; height: auto; max-width: 1000px; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 5px 12px 5px 0;
  border-bottom: 1px solid var(--line); }
th { color: var(--muted); }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
footer { margin-top: 36px; }
@page { margin: 18mm; }
@media print {
  main { max-width: none; padding: 0; }
  body { font-size: 10pt; }
  .tiles { grid-template-columns: repeat(min(3, var(--columns)), minmax(0, 1fr)); }
  .bar, .notice { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
)css";

}  // namespace rho::workbench
