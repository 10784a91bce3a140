#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Which part of the house may include what, beyond what the link lines enforce.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/files.sh"

# including PATTERN PLACE...: the lines of PLACE that include what matches PATTERN.
including() {
  local pattern=$1
  shift
  project_files "$@" | grep -E '\.(h|cpp)$' \
    | xargs -r -d '\n' grep -nE "#include *[<\"]$pattern" /dev/null || true
}

refuse "The core and the command line know no Qt" "$(including 'Q[A-Z]|Qt|qcustomplot' core app/cli)"
refuse "Widgets take values and never see LibTorch" \
  "$(including '(torch|ATen|c10|model|explain|robustness|training)/' widgets)"
refuse "The core knows neither widgets nor programs" "$(including '(widgets|workbench)/' core)"
refuse "A file of another folder is included through its room's name" \
  "$(including '\.\./' core widgets app)"
exit "$wrong"
