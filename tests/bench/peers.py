# SPDX-License-Identifier: Apache-2.0
"""The peers' side of the benchmarks: the same networks and methods in Python PyTorch."""
import sys
import time
import types

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class HalfHuber(nn.Module):
    """As the published code computes it: three element-wise branches."""

    def __init__(self, d=0.5):
        super().__init__()
        self.d = d

    def forward(self, x):
        return torch.where(x > self.d, x - self.d / 2, torch.where(x > 0, x * x / (2 * self.d), torch.zeros_like(x)))


class Block(nn.Module):
    def __init__(self, features_in, features, stride):
        super().__init__()
        self.norm1, self.norm2 = nn.BatchNorm2d(features_in), nn.BatchNorm2d(features)
        self.conv1 = nn.Conv2d(features_in, features, 3, stride, 1, bias=False)
        self.conv2 = nn.Conv2d(features, features, 3, 1, 1, bias=False)
        self.act = HalfHuber()
        self.shortcut = nn.Conv2d(features_in, features, 3, stride, 1, bias=False) if stride != 1 else None

    def forward(self, x):
        a = self.act(self.norm1(x))
        out = self.conv2(self.act(self.norm2(self.conv1(a))))
        return out + (self.shortcut(a) if self.shortcut is not None else x)


class ResNet44(nn.Module):
    """The published network, its weights read from the published checkpoint."""

    def __init__(self, path):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        groups, features_in = [], 16
        for g, features in enumerate((16, 32, 64)):
            blocks = []
            for b in range(7):
                blocks.append(Block(features_in, features, 2 if g and not b else 1))
                features_in = features
            groups.append(nn.Sequential(*blocks))
        self.group1, self.group2, self.group3 = groups
        self.norm, self.act, self.head = nn.BatchNorm2d(64), HalfHuber(), nn.Conv2d(64, 10, 1)
        self._load(path)
        self.eval()
        for parameter in self.parameters():
            parameter.requires_grad_(False)

    def _load(self, path):
        import __main__
        __main__.cifar10_preprocess = type("cifar10_preprocess", (), {})
        weights = torch.load(path, map_location="cpu", weights_only=False)["model_params"]
        self.register_buffer("offset", weights["input_offset"])
        inner = {"pre.0": "norm1", "main.0": "conv1", "main.1": "norm2", "main.3": "conv2", "shortcut": "shortcut"}
        outer = {"pipe.0": "stem", "pipe.4": "norm", "pipe.7": "head"}
        state = {"offset": weights["input_offset"]}
        for name, value in weights.items():
            parts = name.split(".")
            if name == "input_offset" or parts[-1] == "d":
                continue
            if parts[1] in "123":
                key = ".".join(parts[3:-1])
                state[f"group{parts[1]}.{parts[2]}.{inner[key]}.{parts[-1]}"] = value
            else:
                state[f"{outer['.'.join(parts[:2])]}.{parts[-1]}"] = value
        self.load_state_dict(state)

    def forward(self, x):
        x = (x - self.offset[0].view(1, 3, 1, 1)) / self.offset[1].view(1, 3, 1, 1)
        x = self.group3(self.group2(self.group1(self.stem(x))))
        return self.head(F.avg_pool2d(self.act(self.norm(x)), 8)).flatten(1)


class BasicBlock(nn.Module):
    def __init__(self, features_in, features, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(features_in, features, 3, stride, 1, bias=False)
        self.conv2 = nn.Conv2d(features, features, 3, 1, 1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(features), nn.BatchNorm2d(features)
        self.down = None
        if stride != 1 or features_in != features:
            self.down = nn.Sequential(nn.Conv2d(features_in, features, 1, stride, bias=False), nn.BatchNorm2d(features))

    def forward(self, x):
        out = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(out + (x if self.down is None else self.down(x)))


class ResNet18(nn.Module):
    """The shape of torchvision's ResNet-18 with made-up weights."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(1)
        self.stem = nn.Sequential(nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1))
        blocks, features_in = [], 64
        for features, stride in ((64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)):
            blocks.append(BasicBlock(features_in, features, stride))
            features_in = features
        self.blocks, self.fc = nn.Sequential(*blocks), nn.Linear(512, 10)
        self.eval()
        for parameter in self.parameters():
            parameter.requires_grad_(False)

    def forward(self, x):
        return self.fc(self.blocks(self.stem(x)).mean((2, 3)))


def adversarial(model, x, targets, rho=0.1, steps=35, overshoot=5):
    """The published loop: gradient of the cross-entropy for every image at every step."""
    delta = torch.zeros_like(x)
    for k in range(steps):
        d = delta.clone().requires_grad_()
        loss = F.cross_entropy(model(x + d), targets, reduction="sum")
        gradient, = torch.autograd.grad(loss, d)
        rmse = delta.pow(2).mean((1, 2, 3), keepdim=True).sqrt()
        direction = torch.where(rmse < rho, -gradient, -delta)
        direction = direction / (direction.pow(2).mean((1, 2, 3), keepdim=True).sqrt() + 1e-8)
        delta = delta + direction * (rho * overshoot * (steps - k) / (steps * (steps + 1) / 2))
    return x + delta


def grad_cam(model, layer):
    for name, members in {"torchvision.transforms": ("Compose", "Normalize", "ToTensor"),
                          "torchvision.transforms.functional": ("resize",)}.items():
        module = types.ModuleType(name)
        for member in members:
            setattr(module, member, None)
        sys.modules[name] = module
    sys.modules.setdefault("torchvision", types.ModuleType("torchvision"))
    from pytorch_grad_cam import GradCAM
    from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
    cam = GradCAM(model=model, target_layers=[layer])
    return lambda x, target: cam(input_tensor=x.clone().requires_grad_(), targets=[ClassifierOutputTarget(target)])


def lime(model, image, samples=1000):
    """The package lime with its own defaults; quickshift superpixels."""
    from lime.lime_image import LimeImageExplainer

    def predict(batch):
        with torch.no_grad():
            x = torch.from_numpy(np.asarray(batch, np.float32)).permute(0, 3, 1, 2)
            return model(x).softmax(1).numpy()

    return LimeImageExplainer(random_state=1).explain_instance(image.astype(np.double), predict, num_samples=samples)


def best_ms(work, repeat):
    times = []
    for i in range(repeat + 1):
        start = time.perf_counter()
        work()
        if i:
            times.append(1000 * (time.perf_counter() - start))
    return min(times)
