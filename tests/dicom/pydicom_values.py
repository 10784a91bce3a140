#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""pydicom_values.py FOLDER... > pydicom_values.json

What pydicom reads of every .dcm file: the shape of its values, and their SHA-256. Grey images are
compared as modality values (float64, all frames), colours as red, green and blue (uint8 or uint16).
Values at fixed places allow a comparison with a tolerance where a lossy decoder may round another
way. Run in the environment that tests/dicom/setup_pydicom.sh makes."""
import hashlib
import json
import pathlib
import sys
import warnings

import numpy as np
import pydicom
from pydicom.pixels import apply_color_lut, apply_modality_lut, pixel_array

warnings.simplefilter("ignore")
SAMPLES = 256


def transformed(values, ds):
    """Modality values of frames, in functional groups too."""
    frames = values if values.ndim == 3 else values[None]
    out = np.empty(frames.shape, np.float64)
    for i, frame in enumerate(frames):
        place = ds
        for groups in (ds.get("PerFrameFunctionalGroupsSequence"),
                       ds.get("SharedFunctionalGroupsSequence")):
            if groups:
                group = groups[i if len(groups) > 1 else 0]
                if "PixelValueTransformationSequence" in group:
                    place = group.PixelValueTransformationSequence[0]
                    break
        if "ModalityLUTSequence" in place or "RescaleSlope" in place:
            out[i] = apply_modality_lut(frame, place)
        else:
            out[i] = frame
    return out.reshape(values.shape)


def values_of(path):
    ds = pydicom.dcmread(path, force=True)
    if "TransferSyntaxUID" not in ds.file_meta:
        ds.file_meta.TransferSyntaxUID = (
            pydicom.uid.ImplicitVRLittleEndian if ds.original_encoding[0]
            else pydicom.uid.ExplicitVRLittleEndian)
    values = pixel_array(ds)
    if ds.PhotometricInterpretation == "PALETTE COLOR":
        values = apply_color_lut(values, ds)
        if int(ds.RedPaletteColorLookupTableDescriptor[2]) <= 8:
            values = values.astype(np.uint8)
    elif ds.SamplesPerPixel == 1:
        values = transformed(values, ds)
    flat = np.ascontiguousarray(values).ravel()
    places = np.linspace(0, flat.size - 1, SAMPLES).astype(np.int64)
    lossy = pydicom.uid.UID(ds.file_meta.TransferSyntaxUID)
    return {
        "shape": list(values.shape),
        "type": str(flat.dtype),
        "sha256": hashlib.sha256(flat.tobytes()).hexdigest(),
        "low": float(flat.min()),
        "high": float(flat.max()),
        "samples": [float(v) for v in flat[places]],
        "lossy": lossy in (pydicom.uid.JPEGBaseline8Bit, pydicom.uid.JPEGExtended12Bit,
                           pydicom.uid.JPEG2000, pydicom.uid.JPEGLSNearLossless),
    }


def main():
    result = {"pydicom": pydicom.__version__, "files": {}}
    for folder in sys.argv[1:]:
        for path in sorted(pathlib.Path(folder).glob("*.dcm")):
            try:
                entry = values_of(path)
            except Exception as error:  # what pydicom says is part of the table
                entry = {"error": str(error).splitlines()[0][:120]}
            result["files"][f"{pathlib.Path(folder).name}/{path.name}"] = entry
    json.dump(result, sys.stdout, indent=None, separators=(",", ":"))
    print()


main()
