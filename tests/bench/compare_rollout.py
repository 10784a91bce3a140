#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""compare_rollout.py RHO: attention rollout (Abnar and Zuidema 2020) and that of a class (Chefer, Gur
and Wolf 2021) of torchvision's ViT-B/32 with made-up weights, against the formulas in PyTorch on the
attention of each layer. Prints the largest difference of each map, of its
range. Run it with the Python of tests/model/setup_known_networks.sh."""
import json
import subprocess
import sys
import tempfile
import types
from pathlib import Path

import numpy as np
import torch
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))
sys.modules["torchvision._meta_registrations"] = types.ModuleType("unused")  # it wants a newer PyTorch
from known_definitions import make  # noqa: E402

NAME, CLASSES, SIDE, PATCHES, TARGET = "vit_b_32", 10, 224, 7, 3
torch.set_num_threads(1)


def attending(network, x):
    """The logits, and 1×heads×tokens×tokens of each layer: PyTorch's own attention is fused, and
    hands out no weights that lead to the logits."""
    weights = []

    def of(module):
        def forward(tokens, *_, **__):
            heads, length = module.num_heads, tokens.shape[1]
            query, key, value = (torch.nn.functional.linear(tokens, module.in_proj_weight, module.in_proj_bias)
                                 .reshape(1, length, 3, heads, -1).permute(2, 0, 3, 1, 4))
            weights.append(torch.softmax(query @ key.transpose(2, 3) / query.shape[-1] ** 0.5, -1))
            return module.out_proj((weights[-1] @ value).transpose(1, 2).reshape(1, length, -1)), None
        return forward

    expected = network(x)
    for layer in network.encoder.layers:
        layer.self_attention.forward = of(layer.self_attention)
    logits = network(x)
    assert torch.allclose(logits, expected, rtol=1e-4, atol=1e-5)
    return logits, weights


def rolled_out(layers, scale):
    flow = torch.eye(layers[0].size(-1), dtype=torch.float64)
    for layer in layers:
        step = layer.double() + torch.eye(layer.size(-1), dtype=torch.float64)
        flow = (step / step.sum(-1, keepdim=True) if scale else step) @ flow
    return flow[0, 1:].reshape(1, 1, PATCHES, PATCHES).float()


def main():
    folder = Path(tempfile.mkdtemp())
    torch.manual_seed(1)
    network, _, _ = make(NAME, CLASSES, SIDE)
    with torch.no_grad():
        for parameter in network.parameters():  # else nearly all attention is even
            parameter.copy_(torch.randn_like(parameter) * (0.04 if parameter.dim() > 1 else 0.1) +
                            (1 if parameter.dim() == 1 and parameter.mean() > 0.5 else 0))
    torch.save(network.state_dict(), folder / "vit.pth")
    card = {"architecture": NAME, "class_names": [f"class {i}" for i in range(CLASSES)], "mean": [0.5] * 3,
            "standard_deviation": [0.5] * 3, "input_size": [SIDE, SIDE]}
    (folder / "vit.pth.json").write_text(json.dumps(card))
    pixels = (np.random.default_rng(1).random((SIDE, SIDE, 3)) * 255).astype(np.uint8)
    Image.fromarray(pixels).save(folder / "image.png")
    x = (torch.from_numpy(pixels).permute(2, 0, 1)[None].float() / 255 - 0.5) / 0.5
    logits, weights = attending(network, x)
    gradients = torch.autograd.grad(logits[0, TARGET], weights)
    expected = {"attention": rolled_out([w.detach()[0].mean(0) for w in weights], True),
                "class": rolled_out([torch.relu(w.detach() * g)[0].mean(0)
                                     for w, g in zip(weights, gradients)], False)}
    for follow, small in expected.items():
        out = folder / follow
        subprocess.run([sys.argv[1], "explain", "--model", folder / "vit.pth", "--image", folder / "image.png",
                        "--class", str(TARGET), "--methods", "rollout", "--option", f"rollout.follow={follow}",
                        "--out", out, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        found = np.load(out / "rollout.npz")["map"].squeeze()
        wanted = torch.nn.functional.interpolate(small, (SIDE, SIDE), mode="bilinear")[0, 0].numpy()
        print(f"{follow}: {np.abs(found - wanted).max() / np.ptp(wanted):.1e}")


main()
