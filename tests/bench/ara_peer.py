#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""ara_peer.py RHO RESNET44.pt CIFAR.npz [--n 40] [--kind attack] [--threads 2]

Times rho's paper and fast search and the published loop in Python PyTorch, one after the other on
the same images, and prints the times, the areas and their ratios. Ratios are of processor time, which
other work on the machine changes little; rho's holds its start and the reading of the network. The published loop computes the
gradient of every image at every step; networks with half-Huber activations (all, robust). Run it
with the Python of setup_peers.sh, on an otherwise idle machine."""
import argparse
import json
import os
import resource
import subprocess
import time

import numpy as np
import torch
import torch.nn.functional as F

import peers


def rmse(x):
    return x.pow(2).mean((1, 2, 3), keepdim=True).sqrt()


def published(model, x, y, kind, steps=450, size=20, momentum=0.9):
    """The smallest RMSE that changed the outcome of each image."""
    delta, velocity = torch.zeros_like(x), torch.zeros_like(x)
    best = torch.full((len(x),), float("inf"))
    for k in range(steps + 1):
        d = delta.clone().requires_grad_()
        logits = model(x + d)
        gradient, = torch.autograd.grad(F.cross_entropy(logits, y, reduction="sum"), d)
        with torch.no_grad():
            if kind == "attack":
                changed = logits.argmax(1) != y
            else:
                changed = logits.softmax(1).gather(1, y[:, None])[:, 0] <= 1 / logits.shape[1]
            length = rmse(delta).flatten()
            best = torch.where(changed & (length < best), length, best)
            if k == steps:
                break
            direction = torch.where(changed[:, None, None, None], -delta, gradient)
            velocity = momentum * velocity + (1 - momentum) * direction / (rmse(direction) + 1e-8)
            delta = delta + velocity * (size * (steps - k) / (steps * (steps + 1) / 2))
    return best.numpy()


def area(distances, classes):
    edges = np.arange(1, 1001) * distances.max() / 1000
    share = np.searchsorted(np.sort(distances), edges, side="right") / len(distances)
    return float(np.maximum(0, 1 - share - 1 / classes).sum() * distances.max() / 1000)


def timed(work):
    """What work gives, and its seconds of wall and of processor, of child processes too."""
    def used():
        return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
    wall, processor = time.perf_counter(), used()
    result = work()
    return result, time.perf_counter() - wall, used() - processor


def rho(options, search):
    done = subprocess.run([options.rho, "ara", "--model", options.resnet44, "--data", options.cifar, "--n", str(options.n),
                           "--kind", options.kind, "--search", search, "--json", "--quiet"], capture_output=True, check=True,
                          text=True, env=dict(os.environ, OMP_NUM_THREADS=str(options.threads)))
    return json.loads(done.stdout)["ara"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rho")
    parser.add_argument("resnet44")
    parser.add_argument("cifar")
    parser.add_argument("--n", type=int, default=40)
    parser.add_argument("--kind", choices=("attack", "btr"), default="attack")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    data = np.load(options.cifar)
    x = torch.from_numpy(data["test_images"][:options.n].astype(np.float32) / 255).permute(0, 3, 1, 2).contiguous()
    y = torch.from_numpy(data["test_labels"][:options.n].astype(np.int64))
    model = peers.ResNet44(options.resnet44)
    paper, paper_wall, paper_seconds = timed(lambda: rho(options, "paper"))
    fast, fast_wall, fast_seconds = timed(lambda: rho(options, "fast"))
    found, peer_wall, peer_seconds = timed(lambda: np.concatenate(
        [published(model, x[i:i + 100], y[i:i + 100], options.kind) for i in range(0, options.n, 100)]))
    print(f"{options.n} images, {options.kind}, {options.threads} threads; seconds of wall and of processor")
    print(f"published loop in PyTorch {peer_wall:8.1f} {peer_seconds:8.1f}  ARA {area(found, 10):.6f}")
    print(f"rho, paper search         {paper_wall:8.1f} {paper_seconds:8.1f}  ARA {paper:.6f}  "
          f"{peer_seconds / paper_seconds:.2f} times as fast as PyTorch")
    print(f"rho, fast search          {fast_wall:8.1f} {fast_seconds:8.1f}  ARA {fast:.6f}  "
          f"{paper_seconds / fast_seconds:.2f} times as fast as rho's paper search")


if __name__ == "__main__":
    main()
