#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_radiographs.py FOLDER: a noisy 3000x3000 radiograph of 14 bits in 16, uncompressed and as
JPEG 2000 Lossless, and a folder of 1000 small ones in 100 series, for bench_dicom. Run in the environment of tests/dicom/setup_pydicom.sh."""
import pathlib
import sys

import numpy as np
from openjpeg.utils import encode_array
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import ExplicitVRLittleEndian, JPEG2000Lossless, generate_uid

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
side = 3000
y, x = np.mgrid[0:side, 0:side] / side
smooth = 6000 + 4000 * np.sin(7 * x) * np.cos(5 * y) + 2000 * (np.sin(60 * y) > 0.6)
values = smooth + np.random.default_rng(1).normal(0, 25, smooth.shape)
pixels = np.clip(values, 0, 16383).astype(np.uint16)


def describe(ds, name, syntax):
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = syntax
    ds.SOPClassUID = ds.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    ds.SOPInstanceUID = ds.file_meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[name])
    ds.Modality, ds.PhotometricInterpretation = "DX", "MONOCHROME2"
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 14, 13, 0


for name, syntax in (("uncompressed", ExplicitVRLittleEndian), ("jpeg2000", JPEG2000Lossless)):
    ds = Dataset()
    describe(ds, name, syntax)
    ds.SamplesPerPixel, ds.Rows, ds.Columns = 1, side, side
    if syntax == JPEG2000Lossless:
        stream = encode_array(pixels, photometric_interpretation=0, bits_stored=14)
        ds.PixelData = encapsulate([bytes(stream)])
        ds["PixelData"].VR = "OB"
    else:
        ds.PixelData = pixels.tobytes()
    ds.save_as(folder / f"{name}.dcm", enforce_file_format=True)
    print(folder / f"{name}.dcm")

many = folder / "many"
many.mkdir(exist_ok=True)
for i in range(1000):
    ds = Dataset()
    describe(ds, f"many {i}", ExplicitVRLittleEndian)
    ds.PatientName, ds.PatientID, ds.StudyDate = f"Test^{i // 50}", str(i // 50), "20240229"
    ds.StudyInstanceUID = generate_uid(entropy_srcs=[f"study {i // 50}"])
    ds.SeriesInstanceUID = generate_uid(entropy_srcs=[f"series {i // 10}"])
    ds.SeriesNumber, ds.InstanceNumber = i // 10, i % 10
    ds.SamplesPerPixel, ds.Rows, ds.Columns = 1, 256, 256
    ds.PixelData = pixels[:256, :256].tobytes()
    ds.save_as(many / f"{i:04}.dcm", enforce_file_format=True)
print(many)
