#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_seeds.py FOLDER: tiny DICOM images of many kinds, whole and a few hundred bytes long, from
which the fuzzer reaches everything behind the header."""
import pathlib
import struct
import sys

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
LONG = {"OB", "OW", "SQ", "UN", "UT"}


def element(group, number, vr, value):
    if isinstance(value, int):
        value = struct.pack("<H", value)
    elif isinstance(value, str):
        value = value.encode()
    value += b" " * (len(value) % 2) if vr not in ("UI", "OB") else b"\0" * (len(value) % 2)
    head = struct.pack("<HH", group, number) + vr.encode()
    if vr in LONG:
        return head + struct.pack("<HI", 0, len(value)) + value
    return head + struct.pack("<H", len(value)) + value


def sequence(group, number, *items):
    content = b"".join(struct.pack("<HHI", 0xFFFE, 0xE000, len(i)) + i for i in items)
    return element(group, number, "SQ", content)


def image(name, photometric, pixels, rows=4, columns=4, samples=1, allocated=16, stored=None,
          signed=0, planar=None, frames=None, syntax="1.2.840.10008.1.2.1", before=b"", after=b""):
    stored = stored or allocated
    data = element(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.7")
    data += element(0x0008, 0x0018, "UI", "1.2.3.4") + before
    data += element(0x0028, 0x0002, "US", samples) + element(0x0028, 0x0004, "CS", photometric)
    if planar is not None:
        data += element(0x0028, 0x0006, "US", planar)
    if frames:
        data += element(0x0028, 0x0008, "IS", str(frames))
    data += element(0x0028, 0x0010, "US", rows) + element(0x0028, 0x0011, "US", columns)
    data += element(0x0028, 0x0030, "DS", "0.1\\0.2")
    data += element(0x0028, 0x0100, "US", allocated) + element(0x0028, 0x0101, "US", stored)
    data += element(0x0028, 0x0102, "US", stored - 1) + element(0x0028, 0x0103, "US", signed)
    data += after
    data += pixels if pixels[:4] == b"\xe0\x7f\x10\0" else element(0x7FE0, 0x0010, "OW", pixels)
    meta = element(0x0002, 0x0010, "UI", syntax)
    (folder / f"made-{name}.dcm").write_bytes(bytes(128) + b"DICM" + meta + data)


def fragments(*parts):
    out = struct.pack("<HH2sHI", 0x7FE0, 0x0010, b"OB", 0, 0xFFFFFFFF)
    for part in (b"",) + parts:
        out += struct.pack("<HHI", 0xFFFE, 0xE000, len(part)) + part
    return out + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)


def lut(group, number, bits=16):
    return (element(group, number, "US", struct.pack("<HHH", 16, 0, bits))
            + element(0x0028, 0x3003, "LO", "table")
            + element(0x0028, 0x3006, "US", struct.pack("<16H", *range(0, 4096, 256))))


words = struct.pack("<16H", *range(0, 16))
window = (element(0x0028, 0x1050, "DS", "8\\4") + element(0x0028, 0x1051, "DS", "16\\2")
          + element(0x0028, 0x1052, "DS", "-3") + element(0x0028, 0x1053, "DS", "-2")
          + element(0x0028, 0x1056, "CS", "SIGMOID"))
image("grey16", "MONOCHROME1", words, stored=12, after=window)
image("signed", "MONOCHROME2", words, stored=12, signed=1)
image("grey32", "MONOCHROME2", words + words, allocated=32)
image("mask", "MONOCHROME2", b"\x5a\xa5\x5a\xa5", allocated=1, frames=2)
image("rgb", "RGB", bytes(48), samples=3, allocated=8, planar=1)
image("ybr", "YBR_FULL", bytes(range(48)), samples=3, allocated=8, planar=0)
image("ybr422", "YBR_FULL_422", bytes(range(32)), samples=3, allocated=8, planar=0)
image("tables", "MONOCHROME2", words, after=sequence(0x0028, 0x3000, lut(0x0028, 0x3002))
      + sequence(0x0028, 0x3010, lut(0x0028, 0x3002), lut(0x0028, 0x3002, 8)))
palette = b"".join(element(0x0028, 0x1101 + i, "US", struct.pack("<HHH", 16, 0, 16)) for i in range(3))
palette += b"".join(element(0x0028, 0x1201 + i, "OW", words) for i in range(3))
image("palette", "PALETTE COLOR", bytes(16), allocated=8, after=palette)
rle = struct.pack("<16I", 2, 64, 66, *[0] * 13) + b"\xf1\x00" + b"\x0f" + bytes(range(16))
image("rle", "MONOCHROME2", fragments(rle), syntax="1.2.840.10008.1.2.5")
image("rle-frames", "MONOCHROME2", fragments(rle, rle), frames=2, syntax="1.2.840.10008.1.2.5")
jpeg = bytes.fromhex("ffd8ffc0000b080004000401011100ffda")
image("jpeg", "MONOCHROME2", fragments(jpeg), allocated=8, syntax="1.2.840.10008.1.2.4.50")
j2k = bytes.fromhex("ff4fff51002900000000000400000004") + bytes(8) + struct.pack(">II", 4, 4) \
    + bytes(8) + struct.pack(">HBBB", 1, 15, 1, 1)
image("jpeg2000", "MONOCHROME2", fragments(j2k), syntax="1.2.840.10008.1.2.4.90")
groups = sequence(0x5200, 0x9229, sequence(0x0028, 0x9110, element(0x0028, 0x0030, "DS", "1\\2"))) \
    + sequence(0x5200, 0x9230, sequence(0x0028, 0x9132, window), sequence(0x0028, 0x9145, window))
image("enhanced", "MONOCHROME2", words + words, frames=2, after=groups)
overlay = element(0x6000, 0x0010, "US", 4) + element(0x6000, 0x0011, "US", 4) \
    + element(0x6000, 0x0050, "SS", struct.pack("<hh", 1, 1)) \
    + element(0x6000, 0x0100, "US", 1) + element(0x6000, 0x0102, "US", 0) \
    + element(0x6000, 0x3000, "OW", b"\x5a\xa5")
image("overlay", "MONOCHROME2", words, after=overlay)
names = element(0x0008, 0x0005, "CS", "\\ISO 2022 IR 87") \
    + element(0x0010, 0x0010, "PN", b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B")
image("names", "MONOCHROME2", words, before=names)
