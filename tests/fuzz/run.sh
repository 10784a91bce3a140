#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh [SECONDS] [LIBFUZZER-OPTION...]: libFuzzer on the reader of DICOM files, for ten minutes
# unless told otherwise, from tiny made-up files and the small ones of the reference files. What it
# finds, and what it learnt, stay in build/fuzz. Needs Clang with its runtimes
# (Debian: clang-14 libclang-rt-14-dev libomp-14-dev).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
seconds=${1:-600}
shift || true
build=$root/build/fuzz
mkdir -p "$build"
compiler=$(command -v clang++ || command -v clang++-14)

cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_C_COMPILER="${compiler/clang++/clang}" \
  -DRHO_FUZZ=ON -DRHO_BUILD_GUI=OFF -DRHO_SANITIZE=address,undefined > "$build/configure.log" \
  || { tail -n 20 "$build/configure.log" >&2; exit 1; }
cmake --build "$build" --target fuzz_dicom

mkdir -p "$build/seeds" "$build/corpus" "$build/findings"
python3 "$root/tests/fuzz/make_seeds.py" "$build/seeds"
find "${RHO_SHARED:-$root/../shared}/data" -name '*.dcm' -size -100k -exec cp {} "$build/seeds" \; \
  2> /dev/null || echo "run.sh: no reference files" >&2

export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 ASAN_OPTIONS=detect_leaks=1
"$build/bin/fuzz_dicom" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3000 -max_len=20000 \
  -dict="$root/tests/fuzz/dicom.dict" -artifact_prefix="$build/findings/" -print_final_stats=1 \
  "$@" "$build/corpus" "$build/seeds"
