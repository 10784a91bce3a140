#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_weights.py FOLDER: tiny files of weights as PyTorch and safetensors write them, made by the
standard library alone, with which the fuzzer begins."""
import collections
import io
import json
import pathlib
import pickle
import struct
import sys
import types
import zipfile

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


def named(module, name):
    """What a pickle names as module.name."""
    parent = sys.modules.setdefault(module, types.ModuleType(module))
    if not hasattr(parent, name):
        setattr(parent, name, type(name, (), {"__module__": module}))
    return getattr(parent, name)


def rebuild(*_):
    raise NotImplementedError("only its name is written")


rebuild.__module__, rebuild.__qualname__, rebuild.__name__ = "torch._utils", "_rebuild_tensor_v2", \
    "_rebuild_tensor_v2"
named("torch._utils", "unused")
sys.modules["torch"] = types.ModuleType("torch")
sys.modules["torch._utils"]._rebuild_tensor_v2 = rebuild


class Storage:
    def __init__(self, kind, key, values):
        self.kind, self.key, self.values = kind, key, values


class Tensor:
    def __init__(self, storage, shape, stride):
        self.storage, self.shape, self.stride = storage, shape, stride

    def __reduce__(self):
        return (rebuild, (self.storage, 0, self.shape, self.stride, False,
                          collections.OrderedDict()))


class Pickler(pickle.Pickler):
    def __init__(self, file, is_legacy):
        super().__init__(file, 2)
        self.is_legacy = is_legacy

    def persistent_id(self, value):
        if not isinstance(value, Storage):
            return None
        about = ("storage", named("torch", value.kind), value.key, "cpu", len(value.values))
        return about + (None,) if self.is_legacy else about


def pickled(value, is_legacy=False):
    file = io.BytesIO()
    Pickler(file, is_legacy).dump(value)
    return file.getvalue()


weights = Storage("FloatStorage", "0", [0.5, -1.0, 2.0, 0.25])
counts = Storage("LongStorage", "1", [7])
bytes_of = {"0": struct.pack("<4f", *weights.values), "1": struct.pack("<q", 7)}
state = collections.OrderedDict([("conv.weight", Tensor(weights, (2, 2), (2, 1))),
                                 ("norm.num_batches_tracked", Tensor(counts, (), ()))])
files = {"plain": state, "nested": {"epoch": 3, "state_dict": state, "args": ["a", None, 0.5]},
         "module": {"model": {"module." + name: value for name, value in state.items()}}}
for name, value in files.items():
    with zipfile.ZipFile(folder / f"{name}.pth", "w") as archive:
        archive.writestr("archive/data.pkl", pickled(value))
        archive.writestr("archive/version", "3\n")
        for key, content in bytes_of.items():
            archive.writestr(f"archive/data/{key}", content)
    legacy = pickle.dumps(0x1950A86A20F9469CFC6C, 2) + pickle.dumps(1001, 2)
    legacy += pickle.dumps({"protocol_version": 1001, "little_endian": True,
                            "type_sizes": {"short": 2, "int": 4, "long": 4}}, 2)
    legacy += pickled(value, is_legacy=True) + pickle.dumps(["0", "1"], 2)
    for storage in (weights, counts):
        legacy += struct.pack("<q", len(storage.values)) + bytes_of[storage.key]
    (folder / f"{name}-legacy.pth").write_bytes(legacy)

header = json.dumps({"__metadata__": {"card": "{}"},
                     "w": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]},
                     "n": {"dtype": "I64", "shape": [], "data_offsets": [16, 24]}}).encode()
(folder / "w.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + bytes_of["0"]
                                       + bytes_of["1"])
