#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains presets at the real window, an epoch each to its end, and opens what came of it:
#   tests/e2e/trainings.sh build/release/bin/rhoscope DATA FOLDER [PRESET...]
# DATA holds cifar10/cifar10-jpeg.tar.xz, kermany224 and pneumoniamnist/pneumoniamnist.npz.
# Pictures of the window and the log of each run go to FOLDER. It takes a quarter of an hour or more.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -ge 3 ] || { sed -n 3,7p "${BASH_SOURCE[0]}"; exit 2; }
rhoscope=$(realpath "$1")
data=$(realpath "$2")
mkdir -p "$3"
out=$(realpath "$3")
shift 3
# shellcheck source=tests/e2e/screen.sh
source "$here/screen.sh"

declare -A data_of=(
  [pneumoniamnist]=$data/pneumoniamnist/pneumoniamnist.npz
  [pneumonia]=$data/kermany224
  [cifar10-standard]=$data/cifar10/cifar10-jpeg.tar.xz
)

# fill KEYS TEXT: the field that the keys lead to.
fill() {
  key "$1" ctrl+a
  write "$2"
}

# train PRESET
train() {
  local preset=$1 run=$home/data/rhoscope/rhoscope/runs/$1
  echo "$(date +%T) $preset on ${data_of[$preset]}"
  key ctrl+shift+t
  sleep 1 # the form fills itself when it is seen first
  key alt+c
  write "$preset"
  key Return
  sleep 0.5
  fill alt+n "${data_of[$preset]}"
  fill alt+p 1
  key Tab
  quiet
  picture "$preset-new"
  key alt+a
  until_so "the start of the run" test -s "$run/status.json"
  patience=3000 until_so "the end of the run" grep -q '"finished"' "$run/status.json"
  quiet
  picture "$preset-finished"
  cp "$run/log.jsonl" "$out/$preset.jsonl"
  key alt+t
  sleep 0.4
  key o
  until_so "the trained network" counts "$preset/model.safetensors\"" 1
  quiet
  picture "$preset-opened"
  echo "$(date +%T) $preset finished and opened: $(tail -n 1 "$out/$preset.jsonl")"
}

[ $# -gt 0 ] || set -- pneumoniamnist pneumonia cifar10-standard
start_screen 1280x800
forget_everything
know_the_guide
start_program 1
for preset in "$@"; do train "$preset"; done
end_program
echo "$(date +%T) all trained"
