#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# An annotator's morning, with real keys at the real window: a new project of 50 images, each labelled
# from the keyboard; one is painted on; a step is undone; the program is killed in the middle, and goes
# on. What was said is compared with what the project exports:
#   tests/e2e/annotate.sh build/release/bin/rhoscope [FOLDER]
# Pictures of the window go to FOLDER. Needs what run.sh needs, and the program rho beside rhoscope;
# without them it says so and ends with 77.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -ge 1 ] || { sed -n 3,8p "${BASH_SOURCE[0]}"; exit 2; }
rhoscope=$(realpath "$1")
rho=$(dirname "$rhoscope")/rho
for tool in Xvfb xdotool openbox import convert xprop "$rho"; do
  command -v "$tool" > /dev/null || { echo "needs $tool: skipped"; exit 77; }
done
# shellcheck source=tests/e2e/screen.sh
source "$here/screen.sh"
out=${2:-$home/pictures}
mkdir -p "$out"
out=$(realpath "$out")
network=$(realpath "$here/../../resources/models/phantom-nodule.safetensors")
project=$home/chests.rhoproject
images=$home/images
count=50

step() { echo "$(date +%T) $*"; }

# What the window says: FILE (3 of 50) — PROJECT — Rhoscope.
window_title() { xdotool getwindowname "$window"; }
shown() { window_title | sed -n 's/^\([^ ]*\.png\).*/\1/p'; }
says() { window_title | grep -q "$1"; }
shows() { [ "$(shown)" = "$1" ]; }
another() { [ -n "$(shown)" ] && [ "$(shown)" != "$1" ]; }

# Odd phantoms have a nodule: the second class.
digit_for() { echo $((1 + 10#$(echo "$1" | tr -dc 0-9) % 2)); }

makes_images() {
  step "$count images"
  "$rho" data phantom --kind nodule --count $count --size 256 --out "$home/phantoms" --quiet
  mkdir -p "$images"
  mv "$home"/phantoms/{clear,nodule}/*.png "$images"
}

# fill KEYS TEXT: the field that the keys lead to.
fill() {
  key "$1" ctrl+a
  write "$2"
}

makes_a_project() {
  step "a new project"
  key ctrl+4
  sleep 0.5
  picture annotate-welcome
  key ctrl+n
  until_so "the form" title "New annotation project"
  sleep 0.5
  fill alt+f "$project"
  fill alt+c "clear, nodule"
  fill alt+i "$images"
  sleep 0.3
  picture annotate-new
  key Return
  until_so "the question who" title "Who are you"
  sleep 0.3
  write "anna"
  picture annotate-who
  key Return
  until_so "the project" says "chests"
  quiet
  picture annotate-empty
  key ctrl+shift+f
  until_so "the first case" says "(1 of $count)"
}

# label N: so many cases, by their digits.
labels() {
  local i before
  for ((i = 0; i < $1; i++)); do
    before=$(shown)
    [ -n "$before" ] || fail "no case is shown"
    key "$(digit_for "$before")"
    if [ "$i" -lt $(($1 - 1)) ] || [ "${2:-}" != last ]; then
      until_so "the case after $before" another "$before"
    fi
  done
}

# The picture's middle, in a window of 1280x720.
paints_and_undoes() {
  step "paint, and a step back"
  painted=$(shown)
  key b
  xdotool mousemove 560 330 mousedown 1
  xdotool mousemove_relative 20 10 mousemove_relative 20 10 mousemove_relative 20 -10 mouseup 1
  key n
  xdotool mousemove 700 470 mousedown 1
  xdotool mousemove_relative 30 10 mousemove_relative 30 0 mouseup 1
  quiet
  picture annotate-painted
  key ctrl+z
  quiet
  picture annotate-undone
  key w
}

explains() {
  step "an explanation, and a comment"
  key g
  quiet
  picture annotate-explained
  key g c
  sleep 0.3
  write "as the network sees it"
  key Escape
}

dies_and_goes_on() {
  step "kill -9, and on"
  local before
  before=$(shown)
  kill -9 "$program"
  wait "$program" 2> /dev/null || true
  program=
  tidy
  looks 1600x1000 light large-light
  looks 1600x1000 dark large-dark
  looks 1280x720 light small-light
  start_screen 1280x720
  start_program 1 --theme dark
  key ctrl+4
  until_so "the same case" shows "$before"
  says "(1 of $((count - labelled)))" || fail "not $((count - labelled)) cases are left: $(window_title)"
  step "undo beyond the restart"
  key ctrl+z
  until_so "the case before" another "$before"
  quiet
  key ctrl+y
  quiet
  key Next
  until_so "the case where it stopped" shows "$before"
}

ends() {
  until_so "the end of the list" not says "of $((count - labelled))"
  quiet
  picture annotate-finished
}

exports() {
  step "what was said"
  "$rho" annotate export "$project" --format csv --out "$out/labels.csv" --quiet
  "$rho" annotate export "$project" --format masks --out "$out/masks" --quiet
  awk -F, '
    { gsub(/"/, "") }
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["annotator"] != "anna" { next }
    {
      n = $at["path"]; sub(/.*phantom-/, "", n); sub(/\.png.*/, "", n)
      told = $at["nodule"] == 1 ? 1 : 0
      if (told != n % 2) { print "wrong: " $0; wrong++ }
      if ($at["state"] != "done") { print "not done: " $0; wrong++ }
      seconds += $at["seconds"]
      if ($at["comment"] ~ /as the network sees it/) comments++
      cases++
    }
    END {
      print cases+0 " cases, " comments+0 " comment, " seconds " s"
      exit !(cases == '$count' && comments == 1 && seconds > 1 && !wrong)
    }
  ' "$out/labels.csv" || fail "the exported labels are not those that were given"
  [ "$(grep -c ",evidence," "$out/masks/masks.csv")" = 1 ] || fail "there is not one mask of evidence"
  ! grep -q "no-evidence" "$out/masks/masks.csv" || fail "what was undone is there"
  grep "$painted" "$out/masks/masks.csv" > /dev/null || fail "the mask is of another image"
}

# looks WIDTHxHEIGHT THEME NAME
looks() {
  step "$1, $2"
  start_screen "$1"
  start_program 1 --theme "$2" --no-restore --model "$network" "$project"
  until_so "the project" says "(1 of $((count - labelled)))"
  key g
  quiet
  picture "annotate-$3"
  end_program
  tidy
}

makes_images
start_screen 1280x720
forget_everything
know_the_guide
start_program 1 --theme dark --model "$network"
makes_a_project
labels 10
paints_and_undoes
labels 5
explains
labels 5
labelled=20
dies_and_goes_on
labels $((count - labelled)) last
ends
end_program
tidy
exports
step "done"
