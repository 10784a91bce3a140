#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""compare_attacks.py RHO RESNET44.pt CIFAR.npz [--n 50] [--only NAME,NAME] [--threads 2]

Runs the attacks of rho and of foolbox and torchattacks on the same images and network within one
run and prints a table: success, median norm, seconds. Only images count that the network gets right. An
attack of rho passes where its success is no lower and its median norm no larger than the peer's,
with 2 % tolerance. Run it with the Python of setup_peers.sh, on an otherwise idle machine."""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import foolbox
import numpy as np
import torch
import torchattacks

import peers

TOLERANCE = 0.02


def load_network(path):
    network = peers.ResNet44(path)
    weights = torch.load(path, map_location="cpu", weights_only=False)["model_params"]
    if not any(name.endswith(".d") for name in weights):  # the width of a half-Huber ReLU
        for module in network.modules():
            if hasattr(module, "act"):
                module.act = torch.nn.ReLU()
    return network


def foolbox_attack(attack, epsilon=None):
    def run(network, images, labels):
        wrapped = foolbox.PyTorchModel(network, bounds=(0, 1), device="cpu")
        return attack(wrapped, images, foolbox.criteria.Misclassification(labels), epsilons=epsilon)[1]
    return run


def torchattacks_attack(make):
    def run(network, images, labels):
        return make(network)(images, labels)
    return run


def cases():
    """Name, attack of rho, norm, epsilon, its settings, the peer's name and how it is run."""
    a = foolbox.attacks
    linf, l2 = 8 / 255, 1.0
    few = {"steps": 20}
    yield "FGSM L∞", "fgsm", "linf", linf, {}, "foolbox", foolbox_attack(a.LinfFastGradientAttack(), linf)
    yield "FGSM L2", "fgsm", "l2", l2, {}, "foolbox", foolbox_attack(a.L2FastGradientAttack(), l2)
    yield "BIM L∞", "bim", "linf", linf, {}, "foolbox", foolbox_attack(a.LinfBasicIterativeAttack(steps=10, rel_stepsize=0.2), linf)
    for stop in (True, False):
        name = "" if stop else ", all steps"
        yield f"PGD L∞, 40{name}", "pgd", "linf", linf / 2, {"steps": 40, "relative_step": 0.1, "stop_early": stop}, "foolbox", \
            foolbox_attack(a.LinfPGD(steps=40, rel_stepsize=0.1), linf / 2)
        yield f"PGD L2, 50{name}", "pgd", "l2", l2, {"steps": 50, "relative_step": 0.1, "stop_early": stop}, "foolbox", \
            foolbox_attack(a.L2PGD(steps=50, rel_stepsize=0.1), l2)
    yield "DDN, 100", "ddn", "l2", None, {}, "foolbox", foolbox_attack(a.DDNAttack(steps=100))
    yield "C&W, 4 × 100", "cw", "l2", None, {"binary_searches": 4, "steps": 100, "initial_factor": 0.1}, "foolbox", \
        foolbox_attack(a.L2CarliniWagnerAttack(binary_search_steps=4, steps=100, initial_const=0.1))
    yield "DeepFool L2", "deepfool", "l2", None, {}, "foolbox", foolbox_attack(a.L2DeepFoolAttack())
    yield "DeepFool L∞", "deepfool", "linf", None, {}, "foolbox", foolbox_attack(a.LinfDeepFoolAttack())
    for norm, name, epsilon in (("linf", "Linf", linf / 2), ("l2", "L2", l2)):
        sign = "L∞" if norm == "linf" else "L2"
        yield f"APGD-CE {sign}, 20", "apgd-ce", norm, epsilon, few, "torchattacks", \
            torchattacks_attack(lambda n, x=name, e=epsilon: torchattacks.APGD(n, norm=x, eps=e, steps=20))
        yield f"APGD-DLR {sign}, 20", "apgd-dlr", norm, epsilon, few, "torchattacks", \
            torchattacks_attack(lambda n, x=name, e=epsilon: torchattacks.APGD(n, norm=x, eps=e, steps=20, loss="dlr"))
        yield f"FAB {sign}, 20", "fab", norm, None, few, "torchattacks", \
            torchattacks_attack(lambda n, x=name: torchattacks.FAB(n, norm=x, steps=20, n_restarts=1))
        yield f"Square {sign}, 300", "square", norm, epsilon, {"queries": 300}, "torchattacks", \
            torchattacks_attack(lambda n, x=name, e=epsilon: torchattacks.Square(n, norm=x, eps=e, n_queries=300))
    yield "APGD-T L2, 10", "apgd-t", "l2", l2, {"steps": 10}, "torchattacks", \
        torchattacks_attack(lambda n: torchattacks.APGDT(n, norm="L2", eps=l2, steps=10))
    yield "AutoAttack L2, steps 10", "autoattack", "l2", l2, {"steps": 10}, "torchattacks", \
        torchattacks_attack(lambda n: torchattacks.AutoAttack(n, norm="L2", eps=l2, seed=1))


def sizes_of(change, norm):
    change = change.flatten(1).double()
    return change.abs().amax(1) if norm == "linf" else change.norm(dim=1)


def judge(network, images, labels, perturbed, norm, epsilon):
    """Share of success within the bound, and the median norm of the successes."""
    with torch.no_grad():
        fooled = network(perturbed).argmax(1) != labels
    sizes = sizes_of(perturbed - images, norm)
    if epsilon is not None:
        fooled &= sizes <= epsilon * 1.0001
    return fooled.double().mean().item(), np.median(sizes[fooled].numpy()) if fooled.any() else float("inf")


def run_rho(options, attack, norm, epsilon, settings, correct, network, images, labels):
    out = Path(tempfile.mkdtemp(prefix="rho-attack-")) / "images.npz"
    command = [options.rho, "attack", "--model", options.network, "--data", options.cifar, "--n", str(options.n),
               "--attack", attack, "--norm", norm, "--out", str(out), "--json", "--quiet", "--seed", "1"]
    if epsilon is not None:
        command += ["--epsilon", str(epsilon)]
    for name, value in settings.items():
        command += ["--option", f"{name}={json.dumps(value)}"]
    environment = os.environ | {"OMP_NUM_THREADS": str(options.threads)}
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=environment)
    result = json.loads(done.stdout)
    success = np.array(result["success"])[correct]
    sizes = np.array(result[norm])[correct][success]
    perturbed = torch.from_numpy(np.load(out)["images"]).permute(0, 3, 1, 2).contiguous()[correct]
    # What the other implementation of the same network says of our images.
    confirmed, _ = judge(network, images, labels, perturbed, norm, epsilon)
    median = np.median(sizes) if len(sizes) else float("inf")
    return success.mean(), median, result["seconds"], confirmed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rho")
    parser.add_argument("network")
    parser.add_argument("cifar")
    parser.add_argument("--n", type=int, default=50)
    parser.add_argument("--only", default="", help="attacks of rho, comma-separated")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)  # as rho does: half-Huber networks make subnormal numbers
    torch.manual_seed(1)
    network = load_network(options.network)
    data = np.load(options.cifar)
    images = torch.from_numpy(data["test_images"][:options.n].astype(np.float32) / 255).permute(0, 3, 1, 2).contiguous()
    labels = torch.from_numpy(data["test_labels"][:options.n].astype(np.int64))
    with torch.no_grad():
        correct = (network(images).argmax(1) == labels).numpy()
    images, labels = images[correct], labels[correct]
    print(f"{Path(options.network).stem}, {len(images)} of {options.n} images, {options.threads} threads\n")
    print("| attack | peer | success | peer's | median | peer's | seconds | peer's | ratio | |")
    print("|---|---|---|---|---|---|---|---|---|---|", flush=True)
    failed = 0
    for name, attack, norm, epsilon, settings, peer, run in cases():
        if options.only and attack not in options.only.split(","):
            continue
        success, median, seconds, confirmed = run_rho(options, attack, norm, epsilon, settings, correct, network, images, labels)
        start = time.perf_counter()
        perturbed = run(network, images, labels)
        theirs = time.perf_counter() - start
        their_success, their_median = judge(network, images, labels, perturbed.detach(), norm, epsilon)
        good = success >= their_success * (1 - TOLERANCE) and (median <= their_median * (1 + TOLERANCE) or their_success == 0)
        verdict = "as good" if good else "worse"
        if abs(confirmed - success) > 1e-9:
            verdict += f", {confirmed:.3f} in the peer's network"
        failed += not good
        print(f"| {name} | {peer} | {success:.3f} | {their_success:.3f} | {median:.4f} | {their_median:.4f} | "
              f"{seconds:.2f} | {theirs:.2f} | {theirs / seconds:.1f} | {verdict} |", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
