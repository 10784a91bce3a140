#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""summary.py JUNIT_XML: counts the test cases that ctest ran.

The last line is "N passed, N failed". A Qt Test program counts by its functions and their data
rows, without the two that set up and clean up; any other test counts as one. A program that fails
without a failed function (it crashed, took too long, or was not built) counts as one failure.
Exits with 1 if any failed, or none passed.
"""

import re
import sys
import xml.etree.ElementTree as xml

CASE = re.compile(r"^(PASS|XFAIL|FAIL!|XPASS|SKIP|BPASS|BFAIL)\s*: (\S+)", re.MULTILINE)
AROUND = ("::initTestCase()", "::cleanupTestCase()")
KIND = {"PASS": "passed", "XPASS": "failed", "FAIL!": "failed", "SKIP": "skipped",
        "BPASS": "skipped", "BFAIL": "skipped"}


def count(test):
    """The passed, failed and skipped cases of one ctest test."""
    found = {"passed": 0, "failed": 0, "skipped": 0}
    status = test.get("status")
    skipped = test.find("skipped")
    # ctest writes "not run" both for a test that asked to be skipped and for a missing program.
    if skipped is not None and skipped.get("message", "").startswith("SKIP_"):
        found["skipped"] = 1
        return found
    cases = CASE.findall(test.findtext("system-out") or "")
    for word, name in cases:
        # An expected failure (XFAIL) is a remark inside a function that has its own line.
        if word in KIND and not (word == "PASS" and name.endswith(AROUND)):
            found[KIND[word]] += 1
    if status == "run":
        if not cases:
            found["passed"] = 1
    elif found["failed"] == 0:
        found["failed"] = 1
    return found


def main():
    total = {"passed": 0, "failed": 0, "skipped": 0}
    try:
        tests = list(xml.parse(sys.argv[1]).getroot().iter("testcase"))
    except (OSError, xml.ParseError) as problem:
        print(f"no test results: {problem}")
        tests = []
    for test in tests:
        for kind, number in count(test).items():
            total[kind] += number
    print(f"{total['skipped']} skipped")
    print(f"{total['passed']} passed, {total['failed']} failed")
    return 1 if total["failed"] or not total["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
