#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# summary.sh LOG: counts the test cases in ctest's log. The last line is "N passed, N failed".
#
# A Qt Test program counts by its functions and their data rows, without the two that set up and
# clean up; any other test counts as one. A program that fails without a failed function (it
# crashed, ran too long, or was not built) counts as one failure. Exits with 1 if any failed, or
# none ran.
set -euo pipefail
[ -e "$1" ] || { echo "no test ran"; echo "0 passed, 0 failed"; exit 1; }

awk '
  # Ends the account of one program: result is what ctest made of it.
  function close_program(result) {
    if (result == "Passed" && !cases) passed += 1
    else if (result == "Skipped" && !cases) skipped += 1
    else if (result == "Failed" && !program_failed) failed += 1
    passed += program_passed; failed += program_failed; skipped += program_skipped
    cases = program_passed = program_failed = program_skipped = 0
  }
  /^(PASS   |XFAIL  ): / && !/::(initTestCase|cleanupTestCase)\(\)$/ { program_passed++; cases++ }
  /^PASS   : / { cases++ }
  /^(FAIL!  |XPASS  ): / { program_failed++; cases++ }
  /^SKIP   : / { program_skipped++; cases++ }
  /^Test Passed\.$/ { close_program("Passed") }
  /^Test (Failed|Timeout|Not Run)/ { close_program("Failed") }
  /^Test Skipped/ { close_program("Skipped") }
  END {
    if (skipped) printf "%d skipped\n", skipped
    printf "%d passed, %d failed\n", passed, failed
    exit failed > 0 || passed == 0
  }' "$1"
