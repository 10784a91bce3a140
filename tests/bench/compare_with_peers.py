#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""compare_with_peers.py RHO RESNET44.pt CIFAR.npz [--rounds N]

Times rho and the Python peers in turn within one run and prints the ratios as a table. Run it with
the Python of setup_peers.sh, on an otherwise idle machine."""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

import peers


def rho(program, *arguments):
    done = subprocess.run([program, *map(str, arguments), "--json", "--quiet"], capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def rho_bench(program, model, image, *arguments):
    result = rho(program, "bench", "--model", model, "--image", image, *arguments)
    return {timing["name"]: timing["best_ms"] for timing in result["timings"]}


def peak_megabytes(command):
    """Peak resident memory. Through a small process: a child inherits the peak of whoever forked it."""
    measure = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); " \
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    result = subprocess.run([sys.executable, "-c", measure, *map(str, command)], capture_output=True, text=True, check=True)
    return int(result.stdout) / 1024


def write_resnet18(folder):
    """The same made-up network for both sides: TorchScript with a card beside it."""
    model = peers.ResNet18()
    path = folder / "resnet18.pt"
    torch.jit.trace(model, torch.rand(1, 3, 224, 224)).save(str(path))
    card = {"name": "resnet18", "architecture": "torchscript", "class_names": [f"class {i}" for i in range(10)],
            "input_size": [224, 224], "input_channels": 3, "mean": [0, 0, 0], "standard_deviation": [1, 1, 1],
            "gradcam_layer": "blocks"}
    Path(str(path) + ".json").write_text(json.dumps(card))
    image = np.clip(np.random.default_rng(1).normal(0.5, 0.2, (7, 7, 3)), 0, 1)
    image = torch.nn.functional.interpolate(torch.from_numpy(image).permute(2, 0, 1)[None], 224, mode="bicubic")
    image = image.clamp(0, 1)[0].permute(1, 2, 0).float().numpy()
    np.save(folder / "image.npy", image)
    return model, path, image, folder / "image.npy"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rho")
    parser.add_argument("resnet44")
    parser.add_argument("cifar")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    torch.set_flush_denormal(False)
    folder = Path(tempfile.mkdtemp(prefix="rho-bench-"))
    resnet44 = peers.ResNet44(options.resnet44)
    small = np.load(options.cifar)["test_images"][8].astype(np.float32) / 255
    x = torch.from_numpy(small).permute(2, 0, 1)[None]
    targets = torch.arange(12) % 10
    resnet18, script, large, large_path = write_resnet18(folder)
    large_x = torch.from_numpy(large).permute(2, 0, 1)[None]
    cam44, cam18 = peers.grad_cam(resnet44, resnet44.group3), peers.grad_cam(resnet18, resnet18.blocks)

    ours, theirs = {}, {}

    def keep(table, name, milliseconds):
        table[name] = min(milliseconds, table.get(name, float("inf")))

    for _ in range(options.rounds):
        keep(theirs, "adversarial, 12 × 35, paper", peers.best_ms(lambda: peers.adversarial(resnet44, x.repeat(12, 1, 1, 1), targets), 2))
        keep(theirs, "adversarial, 1 × 35, paper", peers.best_ms(lambda: peers.adversarial(resnet44, x, targets[3:4]), 2))
        keep(theirs, "Grad-CAM, ResNet-44", peers.best_ms(lambda: cam44(x, 3), 5))
        small_times = rho_bench(options.rho, options.resnet44, f"{options.cifar}:test_images#8", "--methods", "ae-raise,gradcam", "--repeat", 3)
        keep(ours, "adversarial, 12 × 35, paper", small_times["adversarial, paper, 12 targets"])
        keep(ours, "adversarial, 12, fast", small_times["adversarial, fast, 12 targets"])
        keep(ours, "adversarial, 1 × 35, paper", small_times["ae-raise"])
        keep(ours, "Grad-CAM, ResNet-44", small_times["gradcam"])
        keep(theirs, "Grad-CAM, ResNet-18 shape, 224×224", peers.best_ms(lambda: cam18(large_x, 3), 5))
        keep(theirs, "LIME, 1000 samples, 224×224", peers.best_ms(lambda: peers.lime(resnet18, large), 1) if _ == 0 else float("inf"))
        large_times = rho_bench(options.rho, script, large_path, "--methods", "gradcam,lime", "--repeat", 1, "--targets", 1)
        keep(ours, "Grad-CAM, ResNet-18 shape, 224×224", large_times["gradcam"])
        keep(ours, "LIME, 1000 samples, 224×224", large_times["lime"])

    theirs["adversarial, 12, fast"] = theirs["adversarial, 12 × 35, paper"]
    peak = peak_megabytes([options.rho, "sweep", "--model", script, "--image", large_path, "--points", "13",
                           "--quiet", "--out", folder / "sweep"])

    print(f"{'':<38}{'rho ms':>10}{'peer ms':>10}{'ratio':>8}")
    for name in theirs:
        print(f"{name:<38}{ours[name]:>10.1f}{theirs[name]:>10.1f}{theirs[name] / ours[name]:>8.2f}")
    print(f"peak memory of a 13-point sweep, both directions, ResNet-18 shape, 224×224: {peak:.0f} MB")


if __name__ == "__main__":
    main()
