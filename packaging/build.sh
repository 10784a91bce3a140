#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# packaging/build.sh PRESET: configures and builds that preset into build/PRESET.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=$1
begin=$SECONDS

# A source with LibTorch's headers takes up to 2 GB of memory to compile.
memory_gb=$(awk '/MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo 2> /dev/null || echo 4)
jobs=$((memory_gb / 2 < $(nproc) ? memory_gb / 2 : $(nproc)))
[ "$jobs" -ge 1 ] || jobs=1

mkdir -p "build/$preset"
log=build/$preset/configure.log
if ! cmake --preset "$preset" > "$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
cmake --build --preset "$preset" -j "$jobs"
echo "build: $preset is up to date after $((SECONDS - begin)) s ($jobs at a time)"
