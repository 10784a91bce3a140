#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh [SECONDS] [LIBFUZZER-OPTION...]: libFuzzer on the reader of DICOM files, for ten minutes
# unless told otherwise, from tiny made-up files and the small ones of the reference files. With
# RHO_FUZZ_READER=onnx on that of ONNX files, from the small models that tests/onnx/setup_onnx.sh
# makes; with RHO_FUZZ_READER=checkpoint on those of weights, from tiny made-up files. What it finds,
# and what it learnt, stay in build/fuzz. Needs Clang with its runtimes (Debian: clang-14
# libclang-rt-14-dev libomp-14-dev).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
reader=${RHO_FUZZ_READER:-dicom}
seconds=${1:-600}
shift || true
build=$root/build/fuzz
mkdir -p "$build"
compiler=$(command -v clang++ || command -v clang++-14)

cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_C_COMPILER="${compiler/clang++/clang}" \
  -DRHO_FUZZ=ON -DRHO_BUILD_GUI=OFF -DRHO_SANITIZE=address,undefined > "$build/configure.log" \
  || { tail -n 20 "$build/configure.log" >&2; exit 1; }
cmake --build "$build" --target "fuzz_$reader"

seeds=$build/seeds-$reader corpus=$build/corpus-$reader findings=$build/findings-$reader
mkdir -p "$seeds" "$corpus" "$findings"
options=()
if [ "$reader" = onnx ]; then
  find "$root/.deps/onnx/data" -name model.onnx -size -4k 2> /dev/null | while read -r model; do
    cp "$model" "$seeds/$(basename "$(dirname "$model")").onnx"
  done || echo "run.sh: no models to begin with" >&2
elif [ "$reader" = checkpoint ]; then
  python3 "$root/tests/fuzz/make_weights.py" "$seeds"
else
  python3 "$root/tests/fuzz/make_seeds.py" "$seeds"
  find "${RHO_SHARED:-$root/../shared}/data" -name '*.dcm' -size -100k -exec cp {} "$seeds" \; \
    2> /dev/null || echo "run.sh: no reference files" >&2
  options=(-dict="$root/tests/fuzz/dicom.dict")
fi

export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 ASAN_OPTIONS=detect_leaks=1
"$build/bin/fuzz_$reader" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3000 -max_len=20000 \
  -artifact_prefix="$findings/" -print_final_stats=1 ${options[@]+"${options[@]}"} "$@" \
  "$corpus" "$seeds"
