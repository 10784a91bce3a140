#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every source names its licence in its first lines, and the licence of its folder.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/files.sh"

# without LICENCE: those of the files on standard input whose first three lines do not name it.
without() {
  while read -r file; do
    head -n 3 "$file" | grep -q "SPDX-License-Identifier: $1" || echo "$file"
  done
}

sources() { project_files "$@" | grep -E '(\.(h|cpp|cmake|py|sh)|CMakeLists\.txt|^run|^test)$' || true; }
of_the_window='^(widgets|app/workbench|tests/(widgets|workbench|e2e))/|^tests/bench/bench_window'

refuse "Of the window, thus GPL-3.0-or-later" \
  "$(sources . | grep -E "$of_the_window" | without GPL-3.0-or-later)"
refuse "Not of the window, thus Apache-2.0" \
  "$(sources . | grep -vE "$of_the_window" | without Apache-2.0)"
refuse "Headers are guarded by #pragma once (an _impl.h is part of a few sources)" \
  "$(project_files '*.h' | grep -v '_impl\.h$' | xargs -r -d '\n' grep -L '^#pragma once' || true)"
exit "$wrong"
