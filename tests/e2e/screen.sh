# SPDX-License-Identifier: GPL-3.0-or-later
# A screen without a monitor, a program on it, and hands: real mouse and key events.
# run.sh sources this. Whatever waits, waits for something that can be seen, with a deadline.

frame=40     # pixels that a window's title and edge may take
patience=120 # seconds, for machines that are busy
started=()   # processes to be ended
program=     # the running rhoscope
window=      # its X window
home=$(mktemp -d)

fail() {
  echo "FAILED: $*" >&2
  picture failed 2> /dev/null || true
  exit 1
}

tidy() {
  local i
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    # A server that still ends would take the socket of the next one with it.
    while kill "${started[i]}" 2> /dev/null; do sleep 0.05; done
  done
  started=()
}
trap 'tidy; rm -rf "$home"' EXIT

# until_so WHAT COMMAND...: polls COMMAND until it succeeds.
until_so() {
  local what=$1 deadline=$((SECONDS + patience))
  shift
  until "$@" > /dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || fail "$what did not happen"
    if [ -n "$program" ] && ! kill -0 "$program" 2> /dev/null; then fail "the program ended: $what"; fi
    sleep 0.1
  done
}

# start_screen WIDTHxHEIGHT: an X server of its own with a window manager, which gives the keys to
# dialogs as on a desk.
start_screen() {
  local display
  exec {numbers}< <(exec Xvfb -displayfd 1 -screen 0 "${1}x24" -nolisten tcp 2> /dev/null)
  started+=($!)
  read -r -t "$patience" -u "$numbers" display || fail "Xvfb did not start"
  export DISPLAY=:$display QT_QPA_PLATFORM=xcb
  openbox > /dev/null 2>&1 &
  started+=($!)
  until_so "the window manager" sh -c 'xprop -root _NET_SUPPORTING_WM_CHECK | grep -q "window id"'
}

# forget_everything: the next start is the first one on this machine.
forget_everything() {
  rm -rf "$home/data" "$home/config"
  mkdir -p "$home/data" "$home/config/rhoscope"
}

# Only the first start opens the guide.
settings() { cat "$home/config/rhoscope/rhoscope.conf"; }
know_the_guide() { printf '[General]\nguide%%20seen=true\n' > "$home/config/rhoscope/rhoscope.conf"; }

# start_program SCALE ARGUMENT...: rhoscope with settings and sessions of its own.
start_program() {
  local scale=$1
  shift
  XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config QT_SCALE_FACTOR=$scale \
    "$rhoscope" "$@" &
  program=$!
  started+=("$program")
  until_so "the window" find_window
  xdotool windowactivate --sync "$window"
}

find_window() { window=$(xdotool search --onlyvisible --pid "$program" --name Rhoscope | tail -n 1) && [ -n "$window" ]; }

end_program() {
  key ctrl+q
  local ending=$program
  program=
  until_so "the end of the program" not kill -0 "$ending"
}

not() { ! "$@"; }

key() { xdotool key --clearmodifiers "$@"; }

# write TEXT: into whatever has the keys.
write() { xdotool type --delay 5 -- "$1"; }

# The state of the window, as its autosave file tells it half a second later.
session() { cat "$home"/data/rhoscope/rhoscope/running-0.rhosession 2> /dev/null; }
# value KEY: of a number or a text in it.
value() { session | sed -n "s/^ *\"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}$/\1/p" | head -n 1; }
is() { [ "$(value "$1")" = "$2" ]; }
count() { session | grep -c "$1"; }
counts() { [ "$(count "$1")" = "$2" ]; }

ticks() { awk '{ print $14 + $15 }' "/proc/$program/stat"; }

# Nothing is computed any more: the program has used no processor for a second.
quiet() {
  local before after quiet_for=0 deadline=$((SECONDS + patience))
  before=$(ticks)
  while [ "$quiet_for" -lt 4 ]; do
    [ "$SECONDS" -lt "$deadline" ] || fail "the program does not come to rest"
    sleep 0.25
    after=$(ticks)
    if [ "$((after - before))" -le 1 ]; then quiet_for=$((quiet_for + 1)); else quiet_for=0; fi
    before=$after
  done
}

# fill_screen: the window takes all of it.
fill_screen() {
  local width height
  read -r width height < <(xdotool getdisplaygeometry)
  xdotool windowmove "$window" 0 0 windowsize "$window" "$width" "$((height - frame))"
}

# picture NAME: of the whole screen.
picture() { import -window root "$out/$1.png"; }

# same_picture NAME: the lower left quarter of the screen, where the guide stands first, is as it was.
same_picture() {
  local part=50%x50%+0+0
  [ "$(import -window root -gravity SouthWest -crop $part rgb:- | sha256sum)" = \
    "$(convert "$out/$1.png" -gravity SouthWest -crop $part rgb:- | sha256sum)" ]
}

# title PATTERN: whether a window has the keys whose title matches.
title() { xdotool getactivewindow getwindowname | grep -q "$1"; }
