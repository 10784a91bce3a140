# SPDX-License-Identifier: Apache-2.0
"""Times a training step of ResNet-44 (batch 128, 32x32) against the same step in eager Python PyTorch.

    python tests/bench/train_step.py BENCH_TRAIN_STEP [--rounds 7] [--threads 2] [--batch 128]

BENCH_TRAIN_STEP is the program built from bench_train_step.cpp. Both sides are processes that wait
while the other one works; each round runs one step of either, and the medians are compared. Peak
memory is what the resident size of a process grows by over its size before the first step.
"""
import argparse
import statistics
import subprocess
import sys
import time

KINDS = ("standard half-huber", "robust half-huber", "standard relu", "robust relu")


def resident(key):
    """MB of this process: VmRSS (now) or VmHWM (peak)."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith(key))


def build_network(activation):
    import torch
    from torch import nn

    class HalfHuber(nn.Module):
        """As the published code computes it: three element-wise branches."""

        d = 0.5

        def forward(self, x):
            line = torch.where(x > self.d, x - self.d / 2, x * x / (2 * self.d))
            return torch.where(x > 0, line, torch.zeros_like(x))

    act = HalfHuber() if activation == "half-huber" else nn.ReLU()

    def convolution(features_in, features, stride):
        return nn.Conv2d(features_in, features, 3, stride, 1, bias=False)

    class Block(nn.Module):
        def __init__(self, features_in, features, stride):
            super().__init__()
            self.norm1, self.norm2 = nn.BatchNorm2d(features_in), nn.BatchNorm2d(features)
            self.conv1 = convolution(features_in, features, stride)
            self.conv2 = convolution(features, features, 1)
            nn.init.zeros_(self.conv2.weight)
            self.shortcut = convolution(features_in, features, stride) if stride != 1 else None

        def forward(self, x):
            a = act(self.norm1(x))
            out = self.conv2(act(self.norm2(self.conv1(a))))
            return out + (self.shortcut(a) if self.shortcut is not None else x)

    layers, features_in = [convolution(3, 16, 1)], 16
    for group, features in enumerate((16, 32, 64)):
        for block in range(7):
            layers.append(Block(features_in, features, 2 if group and not block else 1))
            features_in = features
    layers += [nn.BatchNorm2d(64), act, nn.AvgPool2d(8), nn.Conv2d(64, 10, 1), nn.Flatten()]
    return nn.Sequential(*layers)


def serve(threads, batch):
    """Answers each line "KIND ACTIVATION" with the seconds of a step and the peak's growth in MB."""
    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(1)
    images, labels = torch.rand(batch, 3, 32, 32) - 0.5, torch.arange(batch) % 10
    drawn = torch.randint(10, (batch, 1))
    networks = {}
    for activation in ("half-huber", "relu"):
        network = build_network(activation)
        optimiser = torch.optim.SGD(network.parameters(), 0.01, momentum=0.9, weight_decay=1e-4)
        networks[activation] = network, optimiser
    before = resident("VmRSS")

    def step(kind, activation):
        network, optimiser = networks[activation]
        x = images.clone().requires_grad_(kind == "robust")
        logits = network(x)
        loss = torch.nn.functional.cross_entropy(logits, labels)
        if kind == "robust":
            score = logits.gather(1, drawn).sum()
            gradient, = torch.autograd.grad(score, x, create_graph=True)
            loss = loss + 220 * gradient.square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()

    print("ready", flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        step(*line.split())
        print(time.perf_counter() - start, resident("VmHWM") - before, flush=True)


class Side:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()

    def step(self, kind):
        self.process.stdin.write(kind + "\n")
        self.process.stdin.flush()
        return [float(word) for word in self.process.stdout.readline().split()]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", help="bench_train_step")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--only", choices=[kind.replace(" ", "-") for kind in KINDS])
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        return serve(options.threads, options.batch)
    numbers = [str(options.threads), str(options.batch)]
    python = [sys.executable, __file__, "--serve", "--threads", numbers[0], "--batch", numbers[1]]
    print(f"{'step':22} {'rho, ms':>8} {'eager, ms':>10} {'ratio':>6} {'rho, MB':>8} {'eager, MB':>10} {'ratio':>6}")
    for kind in KINDS:
        if options.only and kind.replace(" ", "-") != options.only:
            continue
        sides = [Side([options.program] + numbers), Side(python)]
        for _ in range(3):  # away from the zeros that weights start with
            for side in sides:
                side.step("standard " + kind.split()[1])
        rounds = [[side.step(kind) for side in sides] for _ in range(options.rounds + 2)]
        ours, eager = ([measured[side] for measured in rounds[2:]] for side in (0, 1))
        times = [statistics.median(seconds for seconds, _ in side) * 1e3 for side in (ours, eager)]
        memory = [side[-1][1] for side in (ours, eager)]
        print(f"{kind:22} {times[0]:8.0f} {times[1]:10.0f} {times[1] / times[0]:6.2f} "
              f"{memory[0]:8.0f} {memory[1]:10.0f} {memory[0] / memory[1]:6.2f}", flush=True)
        for side in sides:
            side.close()


if __name__ == "__main__":
    main()
