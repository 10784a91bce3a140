# SPDX-License-Identifier: Apache-2.0
# For the checks of this folder, which are run in the root of the checkout.

# The files of the project that match the patterns, one a line; skips the check outside of a
# checkout, where a file of the project cannot be told from another.
project_files() {
  git ls-files --cached --others --exclude-standard -- "$@" | while read -r file; do
    if [ -f "$file" ]; then echo "$file"; fi
  done
}

git rev-parse --is-inside-work-tree > /dev/null 2>&1 || { echo "not a git checkout"; exit 77; }

wrong=0
# refuse RULE LINES: prints the rule and what breaks it, if anything does.
refuse() {
  [ -n "$2" ] || return 0
  printf '%s:\n%s\n' "$1" "$2"
  wrong=1
}
