#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# No file tells of the machine it was written on, or of where its packages came from.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/files.sh"

containing() { project_files . | xargs -r -d '\n' grep -InE "$1" || true; }

refuse "Folders of one machine" "$(containing '(^|[^A-Za-z0-9_.}$*~/-])/(work|root|home/[a-z]+|Users)/')"
refuse "Hosts of package registries" "$(containing 'pypi[.]org|python[h]osted|index-ur[l]')"
refuse "Files larger than 3 MiB" "$(project_files . | while read -r file; do
  [ "$(stat -c %s "$file")" -le 3145728 ] || echo "$file"; done)"
exit "$wrong"
