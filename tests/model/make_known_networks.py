# SPDX-License-Identifier: Apache-2.0
"""make_known_networks.py JSON FOLDER [NAME...]: what PyTorch computes with the networks that
Rhoscope knows. Weights and images follow from a formula that tests/model/formula.h repeats, so that
no weights need to be stored. JSON: a few numbers of each, for small images. FOLDER: logits and
gradients for images of full size, and checkpoints as torch.save writes them."""
import json
import sys
from pathlib import Path

import numpy as np
import torch

from known_definitions import NETWORKS, TRANSFORMERS, make

CLASSES = 10
TARGET = 7
# In single precision the order of sums decides the sign of some values before a ReLU, and with it the
# gradient of some pixels: with another number of threads PyTorch's own gradients differ.
torch.set_num_threads(1)


def small_side(name):
    """Of the images of the quick tests: depthwise convolutions in double precision are slow."""
    return 32 if name.endswith(("v2", "b0")) or "dense" in name else 64


def uniform(name, count):
    """count numbers in [0, 1) that belong to the name; exact in 32-bit floats."""
    seed = 2166136261
    for byte in name.encode():
        seed = (seed ^ byte) * 16777619 % 2**32
    x = (seed + np.arange(count, dtype=np.uint64) * np.uint64(2654435761)) & np.uint64(0xFFFFFFFF)
    for _ in range(2):
        x ^= x >> np.uint64(16)
        x = x * np.uint64(0x45D9F3B) & np.uint64(0xFFFFFFFF)
    x ^= x >> np.uint64(16)
    return (x >> np.uint64(8)).astype(np.float64) / 2**24


def weight(name, shape):
    count = int(np.prod(shape))
    u = uniform(name, count).reshape(shape)
    if len(shape) == 1:
        return 0.5 + u if name.endswith((".weight", ".running_var")) else 0.2 * (u - 0.5)
    return (2 * u - 1) * np.sqrt(6 / (count // shape[0]))


def fill(network):
    with torch.no_grad():
        for name, tensor in network.state_dict().items():
            if tensor.is_floating_point():
                tensor.copy_(torch.from_numpy(weight(name, tuple(tensor.shape))))


def images(count, channels, side):
    values = uniform("image", count * channels * side * side)
    return torch.from_numpy(2 * values - 1).reshape(count, channels, side, side)


def answer(network, x):
    x = x.clone().requires_grad_(True)
    logits = network(x)
    gradient, = torch.autograd.grad(logits[:, TARGET].sum(), x)
    return logits.detach(), gradient


def small_row(name):
    """Of one small image, in double precision."""
    network, channels, side = make(name, CLASSES, small_side(name))
    network = network.double()
    fill(network)
    logits, gradient = answer(network, images(1, channels, side))
    flat = gradient.flatten()
    probe = torch.from_numpy(uniform("probe", flat.numel()))
    return {"channels": channels, "side": side, "logits": logits[0].tolist(),
            "gradient_norm": flat.norm().item(), "gradient_probe": (flat @ probe).item(),
            "gradient": flat[:: flat.numel() // 16 + 1].tolist()}


def write_large(name, folder):
    """Of two images of full size."""
    network, channels, side = make(name, CLASSES, 224)
    network = network.double()
    fill(network)
    logits, gradient = answer(network.float(), images(2, channels, side).float())
    torch.save({"logits": logits, "gradient": gradient}, folder / f"{name.replace(' ', '-')}.pt")


def write_checkpoints(folder):
    """One small network in the ways that people save it."""
    network, _, _ = make("cifar-resnet18", CLASSES, 32)
    fill(network)
    state = network.state_dict()
    wrapped = {"module." + name: tensor for name, tensor in state.items()}
    torch.save(state, folder / "zip.pth")
    torch.save(state, folder / "legacy.pth", _use_new_zipfile_serialization=False)
    torch.save({"epoch": 3, "state_dict": wrapped}, folder / "nested.pth")
    attacker = {"module.normalizer.new_mean": torch.tensor([0.4, 0.5, 0.6]).view(3, 1, 1),
                "module.normalizer.new_std": torch.tensor([0.2, 0.25, 0.5]).view(3, 1, 1)}
    for prefix in ("module.model.", "module.attacker.model."):
        attacker |= {prefix + name: tensor for name, tensor in state.items()}
    for suffix in ("new_mean", "new_std"):
        attacker[f"module.attacker.normalizer.{suffix}"] = attacker[f"module.normalizer.{suffix}"]
    import dill
    torch.save({"model": attacker, "epoch": 150, "schedule": None}, folder / "robustness.pt",
               pickle_module=dill)


def write_modules(folder):
    """Whole networks, as TorchXRayVision publishes them."""
    network, _, _ = make("torchxrayvision densenet121", 18, 224)
    fill(network)
    network.op_threshs = torch.linspace(0.1, 0.9, 18)
    network.op_threshs[3] = float("nan")
    torch.save(network, folder / "module.pt")
    torch.save(network, folder / "module-legacy.pt", _use_new_zipfile_serialization=False)


def main():
    target, folder = Path(sys.argv[1]), Path(sys.argv[2])
    names = sys.argv[3:] or [*NETWORKS, *TRANSFORMERS]
    folder.mkdir(parents=True, exist_ok=True)
    rows = json.loads(target.read_text()) if target.exists() else {}
    for name in names:
        rows[name] = small_row(name)
        write_large(name, folder)
        print(name, rows[name]["gradient_norm"], flush=True)
        target.write_text(json.dumps(rows, indent=1) + "\n")
    write_checkpoints(folder)
    write_modules(folder)


main()
