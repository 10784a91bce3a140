#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""compare_quality.py RHO RESNET44.pt CIFAR.npz [--images N] [--threads T] [--only NAME,NAME]

Judges the same maps of the same images and network by rho and by Quantus and Captum: whether the
values agree, and how long each takes. rho's time is that of the whole program, its start and the
reading of the network included. Run it with the Python of setup_peers.sh, on an otherwise idle
machine."""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import torch

import peers


class Rho:
    """rho quality on the first images of the data, for given maps or a method of its own."""

    def __init__(self, options, maps):
        self.options, self.maps = options, maps

    def __call__(self, metric, *settings, given=True):
        command = [self.options.rho, "quality", "--model", self.options.resnet44, "--data", self.options.cifar,
                   "--class", "true", "--n", str(self.options.images), "--metrics", metric, "--json", "--quiet"]
        command += ["--maps", self.maps] if given else ["--methods", "saliency"]
        for setting in settings:
            command += ["--metric-option", setting]
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True,
                              env={**os.environ, "OMP_NUM_THREADS": str(self.options.threads)})
        seconds = time.perf_counter() - start
        results = [image["results"][0] for image in json.loads(done.stdout)["images"]]
        return np.array([r["value"] for r in results]), [np.array(r.get("curve", [])) for r in results], seconds


def timed(work):
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def flipped(case):
    """Quantus flips the values of all channels one by one: three steps for a pixel of a colour image."""
    import quantus
    metric = quantus.PixelFlipping(features_in_step=1, normalise=False, disable_warnings=True)
    theirs, seconds = timed(lambda: metric(case.model, case.x, case.y, case.maps[:, None], device="cpu"))
    return np.array(theirs), seconds


def pixel_flipping(rho, case):
    theirs, seconds = flipped(case)
    _, ours, own = rho("pixel-flipping")
    return np.abs(theirs[:, 2::3] - np.array(ours)).max(), seconds, own, "largest difference of a confidence"


def deletion(rho, case):
    """A row of pixels a step; there is no such measure in the peers, but the points lie on the curve of flipping."""
    theirs, seconds = flipped(case)
    _, ours, own = rho("deletion")
    return np.abs(theirs[:, 95::96] - np.array(ours)[:, 1:]).max(), seconds, own, "largest difference of a confidence"


def road(rho, case):
    """Quantus counts the pixels of all channels for colour, and would read beyond the image: the map is given in the
    first channel, the others after it, and a third of the percentages."""
    import quantus
    percentages = list(range(1, 100, 2))
    shifted = np.full(case.x.shape, -1e9, np.float32)
    shifted[:, 0] = case.maps
    metric = quantus.ROAD(percentages=[p / 3 + 1e-9 for p in percentages], noise=0, normalise=False, disable_warnings=True)
    theirs, seconds = timed(lambda: metric(case.model, case.x, case.y, shifted, device="cpu"))
    _, ours, own = rho("road", "road.noise=0")
    return np.abs(np.array(list(theirs.values())) - np.mean(ours, 0)).max(), seconds, own, "largest difference of an accuracy"


def infidelity(rho, case):
    from captum.metrics import infidelity as captum_infidelity
    squares = torch.zeros(64, 1, 32, 32)
    for i in range(64):
        squares[i, 0, i // 8 * 4:i // 8 * 4 + 4, i % 8 * 4:i % 8 * 4 + 4] = 1

    def without(inputs):
        return squares.expand_as(inputs), inputs * (1 - squares)

    def work():
        return [captum_infidelity(case.model, without, torch.from_numpy(x[None]), torch.from_numpy(m / 3).expand(1, 3, 32, 32),
                                  target=int(y), n_perturb_samples=64, normalize=True).item()
                for x, y, m in zip(case.x, case.y, case.maps)]
    theirs, seconds = timed(work)
    ours, _, own = rho("infidelity")
    return np.abs(ours / np.array(theirs) - 1).max(), seconds, own, "largest relative difference"


def max_sensitivity(rho, case):
    from captum.metrics import sensitivity_max
    samples = 50

    def saliency(inputs, target):
        x = inputs[0].detach().requires_grad_()
        with torch.enable_grad():
            # Captum leaves a single target as it is.
            gradient, = torch.autograd.grad(case.model(x).gather(1, target.view(-1, 1).expand(len(x), 1)).sum(), x)
        return (gradient.abs().amax(1),)

    def work():
        return [sensitivity_max(saliency, torch.from_numpy(x[None]), n_perturb_samples=samples, target=torch.tensor([y])).item()
                for x, y in zip(case.x, case.y)]
    theirs, seconds = timed(work)
    ours, _, own = rho("max-sensitivity", f"samples={samples}", given=False)
    return abs(ours.mean() / np.mean(theirs) - 1), seconds, own, "relative difference of the means (other random numbers)"


class Case:
    def __init__(self, options):
        self.model = peers.ResNet44(options.resnet44)
        data = np.load(options.cifar)
        self.x = data["test_images"][:options.images].transpose(0, 3, 1, 2).astype(np.float32) / 255
        self.y = data["test_labels"][:options.images].astype(np.int64).reshape(-1)
        x = torch.from_numpy(self.x).requires_grad_()
        gradient, = torch.autograd.grad(self.model(x).gather(1, torch.from_numpy(self.y)[:, None]).sum(), x)
        self.maps = gradient.abs().sum(1).numpy()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rho")
    parser.add_argument("resnet44")
    parser.add_argument("cifar")
    parser.add_argument("--images", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", default="pixel_flipping,road,deletion,infidelity,max_sensitivity")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    torch.set_num_threads(options.threads)
    case = Case(options)
    maps = Path(tempfile.mkdtemp(prefix="rho-quality-")) / "maps.npz"
    np.savez(maps, saliency=case.maps)
    rho = Rho(options, str(maps))
    print(f"{options.images} images, {options.threads} threads each, {Path(options.resnet44).stem}")
    print(f"{'':<18}{'difference':>12}{'peer s':>10}{'rho s':>10}{'ratio':>8}")
    for name in options.only.split(","):
        difference, theirs, ours, meaning = globals()[name](rho, case)
        print(f"{name:<18}{difference:>12.2e}{theirs:>10.2f}{ours:>10.2f}{theirs / ours:>8.1f}  {meaning}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
