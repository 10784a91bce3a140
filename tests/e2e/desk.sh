#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A session at the radiologist's desk, with real mouse and keys at the real window: open, window,
# explain, challenge, measure, report:
#   tests/e2e/desk.sh build/release/bin/rhoscope [FOLDER [RADIOGRAPH]]
# Pictures of the window and what was exported go to FOLDER. RADIOGRAPH is a chest X-ray with a window
# of its own. Needs what run.sh needs, and the program rho beside rhoscope; without them, or without
# the radiograph, it says so and ends with 77.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -ge 1 ] || { sed -n 3,9p "${BASH_SOURCE[0]}"; exit 2; }
rhoscope=$(realpath "$1")
rho=$(dirname "$rhoscope")/rho
for tool in Xvfb xdotool openbox import convert xprop "$rho"; do
  command -v "$tool" > /dev/null || { echo "needs $tool: skipped"; exit 77; }
done
radiograph=${3:-$here/../../../shared/data/dicom/RG1_J2KI.dcm}
[ -f "$radiograph" ] || { echo "needs a radiograph, $radiograph: skipped"; exit 77; }
radiograph=$(realpath "$radiograph")
# shellcheck source=tests/e2e/screen.sh
source "$here/screen.sh"
out=${2:-$home/pictures}
mkdir -p "$out"
out=$(realpath "$out")
rm -f "$out"/report.html "$out"/{capture,report}.dcm

step() { echo "$(date +%T) $*"; }

# Tiles in a window of 1280x800: the first picture, and another one.
input=(250 200)
other=(687 200)

# Of the case, not of a prior: the last one of the file.
shown() { session | sed -n "s/^ *\"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}$/\1/p" | tail -n 1; }
has() { [ "$(shown "$1")" = "$2" ]; }

opens_a_radiograph() {
  step "a radiograph, by the file dialog"
  key ctrl+o
  until_so "the file dialog" title "Open images"
  sleep 0.5
  write "$radiograph"
  key Return
  until_so "the radiograph" title "$(basename "$radiograph")"
  until_so "the file's own window" has tone own
}

changes_the_window() {
  step "window by a drag, and by a digit"
  xdotool mousemove "${input[@]}" mousedown 1
  xdotool mousemove_relative 20 0 mousemove_relative 20 -30 mouseup 1
  until_so "a window of one's own" has tone linear
  quiet
  picture desk-window
  local dragged
  dragged=$(shown window_width)
  key 2
  until_so "another window" not has window_width "$dragged"
  key r
  until_so "the file's own window again" has tone own
}

waits_for_the_explanation() {
  step "explanation"
  quiet
  picture desk-explained
}

# The command line says where the decision flips; the slider's grid has steps of 0.005.
challenges_it() {
  local flip wanted i
  flip=$("$rho" sweep --model pneumonia --image "$radiograph" --class PNEUMONIA --direction lower \
    --out "$home/sweep" --quiet --json | sed -n 's/^ *"flip_rho": \([0-9.]*\),*$/\1/p')
  [ -n "$flip" ] || fail "no flip within the sweep"
  wanted=$(awk "BEGIN { n = int($flip / 0.005); if (n * 0.005 < $flip) n++; print n * 0.005 }")
  step "ρ to where the decision flips: $flip, so $wanted"
  xdotool mousemove "${other[@]}"
  for i in $(seq 60); do
    if awk "BEGIN { exit !($(shown rho) - $wanted < 1e-6 && $wanted - $(shown rho) < 1e-6) }"; then
      break
    fi
    [ "$i" -lt 60 ] || fail "the wheel does not lead to ρ $wanted"
    xdotool click "$(awk "BEGIN { print ($(shown rho) > $wanted) ? 5 : 4 }")"
    sleep 0.8 # longer than the autosave waits
  done
  quiet
  picture desk-flip
}

measures() {
  step "a length, in the picture alone"
  xdotool mousemove "${input[@]}" click --repeat 2 --delay 60 1
  until_so "one tile" not counts '"maximised": ""' 1
  quiet
  key l
  xdotool mousemove 488 372 mousedown 1
  xdotool mousemove_relative 60 0 mousemove_relative 80 0 mousemove_relative 112 0 mouseup 1
  until_so "the length" counts '"kind": "length"' 1
  xdotool mousemove 1060 760
  quiet
  picture desk-measured
  key w
  xdotool mousemove "${other[@]}" click --repeat 2 --delay 60 1
  until_so "all tiles" counts '"maximised": ""' 1
}

# exports_dicom KEY TITLE FILE
exports_dicom() {
  step "$2"
  key alt+f
  sleep 0.4
  key x
  sleep 0.4
  key "$1"
  until_so "the dialog" title "$2"
  sleep 0.5
  key ctrl+a
  write "$out/$3"
  sleep 0.3
  picture "desk-dialog-${3%.dcm}"
  key Return
  until_so "the file" test -s "$out/$3"
  quiet
  if grep -q "CompressedSamples" "$out/$3"; then fail "$3 names the patient"; fi
}

reports() {
  step "report"
  key ctrl+shift+r
  until_so "the file dialog" title "report"
  sleep 0.5
  key ctrl+a
  write "$out/report.html"
  key Return
  until_so "the report" test -s "$out/report.html"
  quiet
  grep -q "Length" "$out/report.html" || fail "the report tells no measurement"
  exports_dicom d "DICOM capture" capture.dcm
  "$rho" dicom show "$out/capture.dcm" --json | grep -q '"burned_in_annotation": "YES"' ||
    fail "the capture does not say that it holds text"
  exports_dicom t "DICOM report" report.dcm
  grep -q "Length" "$out/report.dcm" || fail "the DICOM report tells no measurement"
  picture desk-exported
}

start_screen 1280x800
forget_everything
know_the_guide
start_program 1 --theme dark --model pneumonia
opens_a_radiograph
changes_the_window
waits_for_the_explanation
challenges_it
measures
reports
end_program
tidy
step "done"
