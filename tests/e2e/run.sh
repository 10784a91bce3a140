#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Works at the real window with mouse and keys, from the start to the exported report:
#   tests/e2e/run.sh build/release/bin/rhoscope [FOLDER]
# Pictures of the window go to FOLDER. Needs xvfb, xdotool, openbox, imagemagick; without them it
# says so and ends with 77.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -ge 1 ] || { sed -n 3,6p "${BASH_SOURCE[0]}"; exit 2; }
rhoscope=$(realpath "$1")
for tool in Xvfb xdotool openbox import convert xprop; do
  command -v "$tool" > /dev/null || { echo "needs $tool: skipped"; exit 77; }
done
# shellcheck source=tests/e2e/screen.sh
source "$here/screen.sh"
out=${2:-$home/pictures}
mkdir -p "$out"
rm -f "$out/report.html"
out=$(realpath "$out")
networks=$(realpath "$here/../../resources/models")

step() { echo "$(date +%T) $*"; }

# Pictures of the tiles, from the left edge, in a window of 1280x720.
tile_x() { echo $((250 + 146 * $1)); }
tile_y=160

leaves_the_guide() {
  step "guide of the first start"
  until_so "the guide is known from now on" guide_was_seen
  quiet
  picture guide
  key Escape
  until_so "the end of the guide" not same_picture guide
}
guide_was_seen() { settings | grep -q 'guide%20seen=true'; }

moves_rho_with_keys() {
  step "slider by keys"
  local i
  for i in $(seq 12); do
    key Tab Right
    sleep 0.8 # longer than the autosave waits: whether this was the slider is to be seen then
    if is rho 0.105; then break; fi
  done
  is rho 0.105 || fail "no Tab leads to the slider"
  key Right Right Right
  until_so "ρ 0.12" is rho 0.12
}

changes_the_case() {
  step "cases by keys"
  key Next
  until_so "the next case" title "pneumonia-2"
  key Prior
  until_so "the case before" title "pneumonia-1"
}

drags_the_window() {
  step "window and level"
  xdotool mousemove "$(tile_x 0)" "$tile_y" mousedown 1
  xdotool mousemove_relative 20 0 mousemove_relative 20 20 mouseup 1
  until_so "another window" not is window_width 1.0
  key ctrl+z
  until_so "the undo of the drag" is window_width 1.0
}

zooms() {
  step "Ctrl and wheel"
  xdotool mousemove "$(tile_x 0)" "$tile_y" keydown ctrl click 4 click 4 click 4 click 4 keyup ctrl
  until_so "a larger picture" not is zoom 1.0
  quiet
  picture zoomed
  key equal
  until_so "fit" is zoom 1.0
}

opens_a_tile_menu() {
  step "tile menu and options"
  xdotool mousemove "$(tile_x 5)" "$tile_y" click 3
  sleep 0.7 # a menu has no title to wait for
  picture tile-menu
  key o
  until_so "the options" title "Options of"
  sleep 0.5
  picture options
  key Escape
  until_so "the window" not title "Options of"
}

adds_a_method() {
  step "another method"
  key alt+x
  sleep 0.4
  key a
  sleep 0.4
  picture add-a-tile
  key Up Return # the last of the list
  until_so "a seventh tile" counts '"method"' 7
  quiet
  picture seven-tiles
}

compares_networks() {
  step "another network beside it"
  key ctrl+shift+n
  until_so "the file dialog" title "Open a network"
  sleep 0.5
  write "$networks/phantom-nodule.safetensors"
  key Return
  until_so "two networks" counts 'safetensors"' 2
  quiet
  picture two-networks
}

fills_and_undoes() {
  step "one tile, undo"
  xdotool mousemove "$(tile_x 0)" "$tile_y" click --repeat 2 --delay 60 1
  until_so "one tile" not counts '"maximised": ""' 1
  quiet
  picture one-tile
  local i
  for i in $(seq 12); do
    key ctrl+z
    sleep 0.8
    if counts '"method"' 6; then break; fi
  done
  until_so "six tiles" counts '"method"' 6
  until_so "one network" counts 'safetensors"' 0
}

switches_the_colours() {
  step "light and dark"
  local colours
  for colours in light dark; do
    key alt+v
    sleep 0.4
    key c
    sleep 0.4
    key "${colours:0:1}"
    until_so "$colours colours" colours_are "$colours"
    sleep 0.5
    picture "colours-$colours"
  done
}
colours_are() { settings | grep -q "theme=$1"; }

exports_a_report() {
  step "report and session"
  key ctrl+shift+r
  until_so "the file dialog" title "report"
  sleep 0.5
  key ctrl+a
  write "$out/report.html"
  key Return
  until_so "the report" test -s "$out/report.html"
  quiet
  key ctrl+s
  until_so "the file dialog" title "session"
  sleep 0.5
  key ctrl+a
  write "$home/kept"
  key Return
  until_so "the session" test -s "$home/kept.rhosession"
  quiet
  picture exported
}

trains_a_network() {
  step "a training, watched and opened"
  local run=$home/data/rhoscope/rhoscope/runs/phantom-nodule
  key ctrl+shift+t
  sleep 0.7 # the form fills itself when it is seen first
  fill alt+n "phantom:nodule?count=64&seed=1&size=64"
  fill alt+d "phantom:nodule?count=32&seed=2&size=64"
  fill alt+p 1
  key Tab
  quiet
  picture train-new
  key alt+a
  until_so "the start of the run" test -s "$run/status.json"
  until_so "the end of the run" grep -q '"finished"' "$run/status.json"
  quiet
  picture train-finished
  key alt+t
  sleep 0.4
  key o
  until_so "the trained network" counts 'phantom-nodule/model.safetensors"' 1
  quiet
  picture train-opened
}
# fill KEYS TEXT: the field that the keys lead to.
fill() {
  key "$1" ctrl+a
  write "$2"
}

works_at_the_window() {
  start_screen 1280x720
  forget_everything
  start_program 1 --theme dark demo:pneumonia-1
  until_so "the case" title "pneumonia-1"
  until_so "the autosave" is rho 0.1
  leaves_the_guide
  moves_rho_with_keys
  changes_the_case
  quiet
  drags_the_window
  zooms
  opens_a_tile_menu
  adds_a_method
  compares_networks
  fills_and_undoes
  switches_the_colours
  exports_a_report
  trains_a_network
  end_program
  tidy
}

# looks WIDTHxHEIGHT SCALE THEME CASE
looks() {
  step "$1 at $2, $3"
  start_screen "$1"
  forget_everything
  know_the_guide
  start_program "$2" --theme "$3" "demo:$4"
  if [ "$1" = 2560x1440 ]; then fill_screen; fi
  until_so "the case" title "$4"
  quiet
  picture "window-$1-$(awk "BEGIN { print $2 * 100 }")-$3"
  end_program
  tidy
}

works_at_the_window
for theme in dark light; do
  looks 1280x720 1 "$theme" pneumonia-1
  looks 1600x1000 1 "$theme" nodule-1
  looks 2560x1440 1 "$theme" pneumonia-1
  looks 2560x1440 2 "$theme" nodule-1
  # At 200 % this screen is smaller than the least window: it must still be usable.
  looks 1280x720 2 "$theme" nodule-1
done
step "done"
