#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""ara_golden.py RHO MODELS GOLDEN.json CIFAR.npz [--n 200] [--searches paper,fast] [--only NAME/KIND,…]

Measures the published networks (MODELS/resnet44-*.pt) on the images of the published code's
distances (GOLDEN.json) by rho's searches, and prints both: the area, its ratio to the published one,
and the share of the images whose distance is equal (within 1e-4 of it) or smaller. Needs numpy."""
import argparse
import json
import subprocess
import time
from pathlib import Path

import numpy as np


def area(distances, classes=10, bins=1000):
    """Of accuracy over RMSE above chance, as published."""
    width = distances.max() / bins
    share = np.searchsorted(np.sort(distances), width * np.arange(1, bins + 1), side="right") / len(distances)
    return float(width * np.maximum(0, 1 - share - 1 / classes).sum())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rho")
    parser.add_argument("models", type=Path)
    parser.add_argument("golden", type=Path)
    parser.add_argument("cifar")
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--searches", default="paper,fast")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    print("| network | kind | search | published code | rho | ratio | equal or smaller | seconds |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for name, golden in json.loads(options.golden.read_text())["values"].items():
        if options.only and name not in options.only.split(","):
            continue
        network, kind = name.split("/")
        published = np.array(golden["distances"][:options.n])
        for search in options.searches.split(","):
            start = time.perf_counter()
            done = subprocess.run([options.rho, "ara", "--model", str(options.models / f"resnet44-{network}.pt"),
                                   "--data", options.cifar, "--n", str(options.n), "--kind", kind, "--search", search,
                                   "--json", "--quiet"], capture_output=True, check=True, text=True)
            seconds = time.perf_counter() - start
            found = np.array(json.loads(done.stdout)["distances"], dtype=float)
            share = np.mean(found <= published * (1 + 1e-4) + 1e-7)
            print(f"| {network} | {kind} | {search} | {area(published):.5f} | {area(found):.5f} | "
                  f"{area(found) / area(published):.4f} | {share:.3f} | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main()
