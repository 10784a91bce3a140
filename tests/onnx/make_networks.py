#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_networks.py FOLDER [NAME...]: exports the architectures of image classifiers, with made-up
deterministic weights, by both of PyTorch's exporters, and stores what PyTorch computes with them:
FOLDER/NAME-EXPORTER/{model.onnx,input_0.pb,output_0.pb,gradient_0.pb}. The gradient is that of
the logit of class 7, summed over the images, with respect to the input."""
import pathlib
import shutil
import sys
import warnings

import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn


def conv(i, o, k, stride=1, groups=1, bias=False):
    return nn.Conv2d(i, o, k, stride, k // 2, groups=groups, bias=bias)


def conv_bn(i, o, k, stride=1, groups=1, act=nn.ReLU):
    layers = [conv(i, o, k, stride, groups), nn.BatchNorm2d(o)]
    return nn.Sequential(*layers, act()) if act else nn.Sequential(*layers)


class Bottleneck(nn.Module):
    def __init__(self, i, width, stride):
        super().__init__()
        o = 4 * width
        self.body = nn.Sequential(conv_bn(i, width, 1), conv_bn(width, width, 3, stride),
                                  conv_bn(width, o, 1, act=None))
        self.shortcut = (nn.Identity() if stride == 1 and i == o
                         else conv_bn(i, o, 1, stride, act=None))

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x))


def resnet50():
    """He et al. 2015, arXiv 1512.03385, with the stride in the 3x3 convolution."""
    layers, i = [conv_bn(3, 64, 7, 2), nn.MaxPool2d(3, 2, 1)], 64
    for stage, (blocks, width) in enumerate(zip((3, 4, 6, 3), (64, 128, 256, 512))):
        for block in range(blocks):
            layers.append(Bottleneck(i, width, 2 if block == 0 and stage else 1))
            i = 4 * width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(i, 1000))


class DenseLayer(nn.Module):
    def __init__(self, i, growth=32):
        super().__init__()
        self.body = nn.Sequential(nn.BatchNorm2d(i), nn.ReLU(), conv(i, 4 * growth, 1),
                                  nn.BatchNorm2d(4 * growth), nn.ReLU(), conv(4 * growth, growth, 3))

    def forward(self, x):
        return torch.cat([x, self.body(x)], 1)


def densenet121(channels=3, classes=1000):
    """Huang et al. 2016, arXiv 1608.06993."""
    layers, i = [conv_bn(channels, 64, 7, 2), nn.MaxPool2d(3, 2, 1)], 64
    for stage, blocks in enumerate((6, 12, 24, 16)):
        for _ in range(blocks):
            layers.append(DenseLayer(i))
            i += 32
        if stage < 3:
            layers += [nn.BatchNorm2d(i), nn.ReLU(), conv(i, i // 2, 1), nn.AvgPool2d(2)]
            i //= 2
    return nn.Sequential(*layers, nn.BatchNorm2d(i), nn.ReLU(), nn.AdaptiveAvgPool2d(1),
                         nn.Flatten(), nn.Linear(i, classes))


def densenet121_xray():
    """One channel and 18 labels, each with a sigmoid of its own."""
    return nn.Sequential(densenet121(1, 18), nn.Sigmoid())


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.qkv, self.out = heads, nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x):
        n, t, c = x.shape
        q, k, v = self.qkv(x).reshape(n, t, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        return self.out(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(n, t, c))


class Encoder(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.attention = nn.LayerNorm(width, 1e-6), Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, 1e-6)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class VisionTransformer(nn.Module):
    """Dosovitskiy et al. 2020, arXiv 2010.11929, B/16."""

    def __init__(self, width=768, heads=12, depth=12, patch=16, size=224):
        super().__init__()
        self.patches = nn.Conv2d(3, width, patch, patch)
        self.token = nn.Parameter(torch.zeros(1, 1, width))
        self.positions = nn.Parameter(torch.zeros(1, (size // patch) ** 2 + 1, width))
        self.blocks = nn.Sequential(*(Encoder(width, heads) for _ in range(depth)))
        self.norm, self.head = nn.LayerNorm(width, 1e-6), nn.Linear(width, 1000)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], 1) + self.positions
        return self.head(self.norm(self.blocks(x))[:, 0])


class Inverted(nn.Module):
    def __init__(self, i, o, stride, widen, act, k=3, squeeze=False):
        super().__init__()
        w = i * widen
        self.wide = conv_bn(i, w, 1, act=act) if widen > 1 else nn.Identity()
        self.depthwise = conv_bn(w, w, k, stride, w, act=act)
        self.gate = (nn.Sequential(nn.AdaptiveAvgPool2d(1), conv(w, max(1, i // 4), 1, bias=True),
                                   nn.SiLU(), conv(max(1, i // 4), w, 1, bias=True), nn.Sigmoid())
                     if squeeze else None)
        self.narrow = conv_bn(w, o, 1, act=None)
        self.adds = stride == 1 and i == o

    def forward(self, x):
        y = self.depthwise(self.wide(x))
        if self.gate is not None:
            y = y * self.gate(y)
        y = self.narrow(y)
        return x + y if self.adds else y


def mobilenet_v2():
    """Sandler et al. 2018, arXiv 1801.04381."""
    layers, i = [conv_bn(3, 32, 3, 2, act=nn.ReLU6)], 32
    for t, c, n, s in ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1),
                       (6, 160, 3, 2), (6, 320, 1, 1)):
        for block in range(n):
            layers.append(Inverted(i, c, s if block == 0 else 1, t, nn.ReLU6))
            i = c
    return nn.Sequential(*layers, conv_bn(i, 1280, 1, act=nn.ReLU6), nn.AdaptiveAvgPool2d(1),
                         nn.Flatten(), nn.Dropout(0.2), nn.Linear(1280, 1000))


def efficientnet_b0():
    """Tan and Le 2019, arXiv 1905.11946."""
    layers, i = [conv_bn(3, 32, 3, 2, act=nn.SiLU)], 32
    for t, c, n, s, k in ((1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3),
                          (6, 112, 3, 1, 5), (6, 192, 4, 2, 5), (6, 320, 1, 1, 3)):
        for block in range(n):
            layers.append(Inverted(i, c, s if block == 0 else 1, t, nn.SiLU, k, True))
            i = c
    return nn.Sequential(*layers, conv_bn(i, 1280, 1, act=nn.SiLU), nn.AdaptiveAvgPool2d(1),
                         nn.Flatten(), nn.Linear(1280, 1000))


class ChannelNorm(nn.LayerNorm):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class ConvNextBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.spatial, self.norm = conv(width, width, 7, groups=width, bias=True), nn.LayerNorm(width, 1e-6)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.scale = nn.Parameter(torch.ones(width))

    def forward(self, x):
        y = self.mlp(self.norm(self.spatial(x).permute(0, 2, 3, 1))) * self.scale
        return x + y.permute(0, 3, 1, 2)


def convnext_tiny():
    """Liu et al. 2022, arXiv 2201.03545."""
    layers, i = [nn.Conv2d(3, 96, 4, 4), ChannelNorm(96, 1e-6)], 96
    for stage, (blocks, width) in enumerate(zip((3, 3, 9, 3), (96, 192, 384, 768))):
        if stage:
            layers += [ChannelNorm(i, 1e-6), nn.Conv2d(i, width, 2, 2)]
        layers += [ConvNextBlock(width) for _ in range(blocks)]
        i = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.LayerNorm(i, 1e-6),
                         nn.Linear(i, 1000))


class Windows(nn.Module):
    """Attention within windows that shift, and a decoder: what Swin and U-Net ask of an exporter."""

    def __init__(self, width=32, window=4):
        super().__init__()
        self.window, self.stem = window, nn.Conv2d(3, width, 4, 4)
        self.attention, self.norm = Attention(width, 4), nn.GroupNorm(4, width)
        self.up, self.head = nn.ConvTranspose2d(width, width, 2, 2), nn.Linear(width, 10)

    def forward(self, x):
        x = self.norm(self.stem(x))
        n, c, h, w = x.shape
        s = self.window
        y = torch.roll(x.permute(0, 2, 3, 1), (-2, -2), (1, 2))
        y = y.view(n, h // s, s, w // s, s, c).permute(0, 1, 3, 2, 4, 5).reshape(-1, s * s, c)
        y = self.attention(y).view(n, h // s, w // s, s, s, c).permute(0, 1, 3, 2, 4, 5)
        y = torch.roll(y.reshape(n, h, w, c), (2, 2), (1, 2)).permute(0, 3, 1, 2)
        x = F.hardswish(x + y)
        z = F.interpolate(self.up(x), scale_factor=2, mode="bilinear", align_corners=False)
        z = F.leaky_relu(z) + F.interpolate(x, size=z.shape[2:], mode="nearest")
        z = F.pad(z, (1, 2, 1, 0), mode="reflect")
        pooled = F.avg_pool2d(z, 3, 2, 1, ceil_mode=True, count_include_pad=False)
        return self.head(z.amax((2, 3)) + pooled.flatten(2).mean(2))


NETWORKS = {
    "resnet50": (resnet50, (3, 224, 224)),
    "densenet121": (densenet121, (3, 224, 224)),
    "densenet121-xray": (densenet121_xray, (1, 224, 224)),
    "vit-b16": (VisionTransformer, (3, 224, 224)),
    "mobilenet-v2": (mobilenet_v2, (3, 224, 224)),
    "efficientnet-b0": (efficientnet_b0, (3, 224, 224)),
    "convnext-tiny": (convnext_tiny, (3, 224, 224)),
    "windows": (Windows, (3, 64, 96)),
}


def fill(network):
    """Weights as if trained: of the usual size, norms neither 0 nor 1."""
    draw = torch.Generator().manual_seed(20261129)
    with torch.no_grad():
        for name, value in list(network.named_parameters()) + list(network.named_buffers()):
            if not value.is_floating_point():
                continue
            noise = torch.randn(value.shape, generator=draw)
            if name.endswith("running_var"):
                value.copy_(1 + 0.5 * noise.clamp(-1, 1))
            elif name.endswith("running_mean") or value.dim() <= 1 and name.endswith("bias"):
                value.copy_(0.1 * noise)
            elif value.dim() <= 1:
                value.copy_(0.6 + 0.1 * noise)
            else:
                value.copy_(noise * (1.6 / value[0].numel()) ** 0.5)


def export(network, x, path, exporter):
    if exporter == "torchscript":
        torch.onnx.export(network, (x,), path, opset_version=17, dynamo=False,
                          input_names=["image"], output_names=["logits"],
                          dynamic_axes={"image": {0: "batch"}, "logits": {0: "batch"}})
    elif exporter == "double":
        torch.onnx.export(network, (x,), path, opset_version=17, dynamo=False,
                          dynamic_axes={"input.1": {0: "batch"}}, input_names=["input.1"])
    elif exporter == "opset13":
        torch.onnx.export(network, (x[:1],), path, opset_version=13, dynamo=False)
    else:
        batch = torch.export.Dim("batch", min=1, max=64)
        torch.onnx.export(network, (x,), path, dynamo=True, external_data=False,
                          dynamic_shapes=({0: batch},), input_names=["image"],
                          output_names=["logits"], verbose=False)


def values_of(network, x):
    """The logits, before a final sigmoid, and the gradient of those of class 7."""
    ends = isinstance(network, nn.Sequential) and isinstance(network[-1], nn.Sigmoid)
    x = x.detach().requires_grad_(True)
    logits = (network[0] if ends else network)(x)
    return logits, torch.autograd.grad(logits[:, 7].sum(), x)[0]


def main():
    warnings.simplefilter("ignore")
    folder = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:] or NETWORKS:
        build, shape = NETWORKS[name]
        network = build().eval()
        fill(network)
        x = torch.rand((2, *shape), generator=torch.Generator().manual_seed(7)) * 2 - 1
        for exporter in ("torchscript", "dynamo", "opset13", "double"):
            if exporter == "double":
                if name not in ("resnet50", "densenet121", "densenet121-xray"):
                    continue  # the others agree in single precision
                network, x = network.double(), x.double()
            if exporter == "opset13" and name in ("vit-b16", "windows", "convnext-tiny",
                                                     "densenet121"):
                continue  # attention is not exported to opset 13; the others bring nothing new
            target = folder / f"{name}-{exporter}"
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            try:
                export(network, x.detach(), str(target / "model.onnx"), exporter)
            except Exception as error:
                print(f"{target.name}: not exported: {str(error).splitlines()[0]}")
                shutil.rmtree(target)
                continue
            logits, gradient = values_of(network, x)
            for file, tensor in (("input_0", x), ("output_0", logits), ("gradient_0", gradient)):
                values = numpy_helper.from_array(tensor.detach().numpy())
                (target / f"{file}.pb").write_bytes(values.SerializeToString())
            print(target.name, flush=True)


if __name__ == "__main__":
    main()
