#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_node_tests.py FOLDER: writes the backend tests of the onnx package, one folder per test with
model.onnx, input_N.pb, output_N.pb and tolerance.json: FOLDER/node holds the tests of single
operators that take and give tensors of which at least one is of floating-point numbers, FOLDER/light
the package's whole networks of 2012 to 2017."""
import json
import pathlib
import shutil
import sys
import warnings

import numpy as np
import onnx
from onnx import numpy_helper
from onnx.backend.test.case.node import collect_testcases
from onnx.backend.test.loader import load_model_tests

FLOATS = {onnx.TensorProto.FLOAT, onnx.TensorProto.FLOAT16, onnx.TensorProto.DOUBLE,
          onnx.TensorProto.BFLOAT16}


def is_float_test(model):
    values = list(model.graph.input) + list(model.graph.output)
    if not all(value.type.HasField("tensor_type") for value in values):
        return False  # sequences, optional values, maps
    types = {value.type.tensor_type.elem_type for value in values}
    return bool(types & FLOATS) and onnx.TensorProto.STRING not in types


def is_random(model):
    return any(n.op_type in ("Bernoulli", "RandomNormal", "RandomUniform", "Multinomial",
                             "RandomNormalLike", "RandomUniformLike") for n in model.graph.node)


def write(folder, model, inputs, outputs, rtol, atol):
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    for kind, tensors in (("input", inputs), ("output", outputs)):
        for i, tensor in enumerate(tensors):
            if not isinstance(tensor, onnx.TensorProto):
                tensor = numpy_helper.from_array(np.asarray(tensor))
            (folder / f"{kind}_{i}.pb").write_bytes(tensor.SerializeToString())
    (folder / "tolerance.json").write_text(json.dumps({"rtol": rtol, "atol": atol}))


def write_node_tests(folder):
    for case in collect_testcases(None):
        if not is_float_test(case.model) or is_random(case.model):
            continue
        for inputs, outputs in case.data_sets[:1]:
            write(folder / case.name, case.model, inputs, outputs, case.rtol, case.atol or 1e-7)


def write_folder_tests(folder, kind):
    for case in load_model_tests(kind=kind):
        source = pathlib.Path(case.model_dir)
        data = source / "test_data_set_0"
        target = folder / case.name
        target.mkdir(parents=True)
        shutil.copy(source / "model.onnx", target)
        for file in data.glob("*.pb"):
            shutil.copy(file, target)
        (target / "tolerance.json").write_text(json.dumps({"rtol": case.rtol, "atol": case.atol}))


def main():
    folder = pathlib.Path(sys.argv[1])
    warnings.simplefilter("ignore")
    for name in ("node", "converted", "operator", "light"):
        shutil.rmtree(folder / name, ignore_errors=True)
    write_node_tests(folder / "node")
    write_folder_tests(folder / "converted", "pytorch-converted")
    write_folder_tests(folder / "operator", "pytorch-operator")
    data = pathlib.Path(onnx.__file__).parent / "backend/test/data/light"
    for model in sorted(data.glob("*.onnx")):
        target = folder / "light" / model.stem
        target.mkdir(parents=True)
        shutil.copy(model, target / "model.onnx")
        shutil.copy(data / f"{model.stem}_output_0.pb", target / "output_0.pb")


if __name__ == "__main__":
    main()
