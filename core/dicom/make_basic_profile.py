#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_basic_profile.py TABLE.json EDITION > basic_profile_table.inc

Writes the basic profile's column of PS3.15, Table E.1-1, as rows for basic_profile.cpp. TABLE.json
is that table as a list of objects with "tag" and "basicProfile", as the project dicom-standard
extracts it from the standard (standard/confidentiality_profile_attributes.json). The rows of
patterns (curves, overlays, private attributes) are rules in basic_profile.cpp."""
import json
import re
import sys

rows = {}
for entry in json.load(open(sys.argv[1], encoding="utf-8")):
    tag = re.fullmatch(r"\((\w{4}),(\w{4})\)", entry["tag"])
    if not tag or not re.fullmatch(r"\w{8}", tag[1] + tag[2]):
        continue
    try:
        rows[int(tag[1], 16), int(tag[2], 16)] = entry["basicProfile"]
    except ValueError:
        continue  # a pattern such as (50XX,XXXX)
print("// SPDX-License-Identifier: Apache-2.0")
print(f"// PS3.15 {sys.argv[2]}, Table E.1-1, column Basic Prof.: made by make_basic_profile.py.")
line = ""
for (group, element), code in sorted(rows.items()):
    row = f'{{{{0x{group:04x}, 0x{element:04x}}}, "{code}"}},'
    if line and len(line) + 1 + len(row) > 100:
        print(line)
        line = ""
    line += (" " if line else "") + row
print(line)
