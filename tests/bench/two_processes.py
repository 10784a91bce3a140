#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""two_processes.py RHO [--rounds N]: training on one machine by one process of two threads and by two
processes of one thread each (Gloo), in turn, with the same batch in all. Needs numpy."""
import argparse
import json
import os
import pathlib
import socket
import statistics
import subprocess
import tempfile

import numpy

BATCH, STEPS = 128, 60


def write_images(path):
    random = numpy.random.default_rng(1)
    images = random.integers(0, 256, (BATCH * STEPS, 32, 32, 3), dtype=numpy.uint8)
    numpy.savez(path, train_images=images, train_labels=random.integers(0, 10, BATCH * STEPS))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def images_per_second(rho, recipe, data, processes, folder):
    """Of the steps after the first that the log names."""
    command = [rho, "train", "--recipe", recipe, "--data", data, "--validation", "none", "--quiet",
               "--out", str(folder), "--epochs", "1", "--threads", str(2 // processes),
               "--set", f"batch={BATCH // processes}"]
    place = {"WORLD_SIZE": str(processes), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port())}
    started = []
    for rank in range(processes):
        own = {"RANK": str(rank), "LOCAL_RANK": str(rank)}
        environment = {**os.environ, **(place | own if processes > 1 else {})}
        started.append(subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL))
    if any([process.wait() for process in started]):
        raise SystemExit(f"rho train failed with {processes} processes")
    lines = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    steps = [line for line in lines if line["kind"] == "step"]
    first, last = steps[0], steps[-1]
    return BATCH * (last["step"] - first["step"]) / (last["seconds"] - first["seconds"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rho")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--recipes", nargs="+", default=["cifar10-standard", "cifar10-robust"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        data = str(folder / "images.npz")
        write_images(data)
        for recipe in options.recipes:
            found = {1: [], 2: []}
            for turn in range(options.rounds):
                for processes in (1, 2):
                    out = folder / f"{recipe}-{processes}-{turn}"
                    found[processes].append(images_per_second(options.rho, recipe, data, processes, out))
            ratios = [two / one for one, two in zip(found[1], found[2])]
            print(f"{recipe}: images/s of 1 x 2 threads {statistics.median(found[1]):.0f}, "
                  f"of 2 x 1 thread {statistics.median(found[2]):.0f}; "
                  f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


main()
