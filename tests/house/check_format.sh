#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The sources are as clang-format writes them. Another major version lays some lines out otherwise,
# so that only the version of Debian 12 decides.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/files.sh"

version=14
formatter=$(command -v "clang-format-$version" || command -v clang-format || true)
if [ -z "$formatter" ] || ! "$formatter" --version | grep -q "version $version\."; then
  echo "needs clang-format $version"
  exit 77
fi
unformatted=$(project_files '*.h' '*.cpp' | xargs -r -d '\n' "$formatter" --dry-run 2>&1 \
  | sed -n 's/^\([^:]*\):.*-Wclang-format-violations.*/\1/p' | sort -u)
refuse "Not as 'clang-format -i FILE' writes it" "$unformatted"
exit "$wrong"
