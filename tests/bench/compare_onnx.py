#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""compare_onnx.py BENCH_ONNX DATA [NAME...]: forward passes against onnxruntime and input gradients
against PyTorch's eager mode, one image, in turns of several calls on the same threads; medians, and the
median of the ratios of neighbours. Run it with the Python of tests/onnx/setup_onnx.sh, whose networks it takes."""
import os
import pathlib
import statistics
import subprocess
import sys
import time

import numpy as np
import onnxruntime
import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "onnx"))
from make_networks import NETWORKS, fill  # noqa: E402

THREADS = int(os.environ.get("THREADS", "2"))
ROUNDS = int(os.environ.get("ROUNDS", "15"))


def timed(call):
    begin = time.perf_counter()
    call()
    return 1e3 * (time.perf_counter() - begin)


def steady(call):
    """Of several calls in a row. Threads of the other side look for work for some time after theirs is
    done, on the same cores: they rest first, and what rested is slow at first."""
    time.sleep(0.2)
    return statistics.median([call() for _ in range(5)][2:])


def gradient(network, x):
    x = x.detach().requires_grad_(True)
    torch.autograd.grad(network(x)[:, 1].sum(), x)


def compare(bench, folder, name):
    build, shape = NETWORKS[name]
    network = build().eval()
    fill(network)
    network.requires_grad_(False)
    x = torch.rand(1, *shape)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    model = folder / f"{name}-torchscript" / "model.onnx"
    session = onnxruntime.InferenceSession(str(model), options)
    ours = subprocess.Popen([bench, model, *map(str, shape), str(THREADS)], text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    loading, memory = map(float, ours.stdout.readline().split())
    size = model.stat().st_size / 2**20

    def ask(what):
        ours.stdin.write(what + "\n")
        ours.stdin.flush()
        return float(ours.stdout.readline())

    pairs = {
        "forward/onnxruntime": (lambda: ask("inference"),
                                lambda: timed(lambda: session.run(None, {session.get_inputs()[0].name:
                                                                          np.asarray(x)}))),
        "gradient/eager": (lambda: ask("gradient"), lambda: timed(lambda: gradient(network, x))),
    }
    print(f"{name}: {size:.0f} MiB loaded in {loading:.0f} ms with {memory:.0f} MiB")
    for what, both in pairs.items():
        for call in both * 3:
            call()
        rounds = [tuple(steady(call) for call in both) for _ in range(ROUNDS)]
        a, b = (statistics.median(r[i] for r in rounds) for i in (0, 1))
        ratio = statistics.median(r[0] / r[1] for r in rounds)
        print(f"  {what}: {a:.1f} ms against {b:.1f} ms, ratio {ratio:.2f}", flush=True)
    ours.stdin.close()
    ours.wait()


def main():
    torch.set_num_threads(THREADS)
    folder = pathlib.Path(sys.argv[2])
    for name in sys.argv[3:] or ("resnet50", "densenet121", "vit-b16"):
        compare(sys.argv[1], folder, name)


if __name__ == "__main__":
    main()
