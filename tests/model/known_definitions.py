# SPDX-License-Identifier: Apache-2.0
"""The networks that Rhoscope knows, by its names for them, as their own makers define them."""
import importlib.util
import sys
import types
from functools import partial


def package(name):
    """An installed package whose modules can be imported without running its __init__, which would
    ask for much more than the definitions of networks need."""
    folder = importlib.util.find_spec(name).submodule_search_locations
    module = types.ModuleType(name)
    module.__path__ = list(folder)
    sys.modules[name] = module


# Operators of detection, compiled for another PyTorch.
sys.modules["torchvision._meta_registrations"] = types.ModuleType("none")
for name in ("robustness", "robustness.tools", "robustness.cifar_models",
             "robustness.imagenet_models", "robustbench", "robustbench.model_zoo",
             "robustbench.model_zoo.architectures", "torchxrayvision"):
    package(name)
for name in ("torchxrayvision.datasets", "torchxrayvision.utils"):
    sys.modules[name] = types.ModuleType(name)
    setattr(sys.modules["torchxrayvision"], name.split(".")[1], sys.modules[name])
sys.modules["torchxrayvision.datasets"].default_pathologies = [""] * 18

import torch  # noqa: E402
import torchvision.models as tv  # noqa: E402
import torchxrayvision.models as xrv  # noqa: E402
from robustbench.model_zoo.architectures import (dm_wide_resnet, resnet,  # noqa: E402
                                                 wide_resnet)
from robustness.cifar_models import resnet as robustness_cifar  # noqa: E402
from robustness.imagenet_models import resnet as robustness_imagenet  # noqa: E402


def torchvision(name, classes):
    return getattr(tv, name)(weights=None, num_classes=classes)


def unnormalised(make):
    """A network that normalises by itself, without that."""
    def made(classes):
        network = make(num_classes=classes)
        network.mean.fill_(0)
        network.std.fill_(1)
        return network
    return made


def pre_activation(early, norm):
    return lambda classes: resnet.PreActResNet(
        resnet.PreActBlock, [2, 2, 2, 2], classes, bn_before_fc=norm, out_shortcut=not early)


NAMES = ("resnet18 resnet34 resnet50 resnet101 resnet152 resnext50_32x4d resnext101_32x8d "
         "resnext101_64x4d wide_resnet50_2 wide_resnet101_2 densenet121 densenet161 densenet169 "
         "densenet201 vgg11 vgg13 vgg16 vgg19 vgg11_bn vgg13_bn vgg16_bn vgg19_bn mobilenet_v2 "
         "efficientnet_b0 convnext_tiny convnext_small convnext_base").split()

# The Swish of dm_wide_resnet, the same function, takes a name that PyTorch has no more.
relu, swish = torch.nn.ReLU, torch.nn.SiLU

# name: (channels, side of the image or None for any, maker of the network)
NETWORKS = {name: (3, None, partial(torchvision, name)) for name in NAMES}
NETWORKS |= {
    "wide_resnet50_4": (3, None, lambda n: robustness_imagenet.wide_resnet50_4(num_classes=n)),
    "torchxrayvision densenet121": (1, None, lambda n: xrv.DenseNet(num_classes=n)),
    "cifar-resnet18": (3, 32, lambda n: robustness_cifar.ResNet18(num_classes=n)),
    "cifar-resnet34": (3, 32, lambda n: robustness_cifar.ResNet34(num_classes=n)),
    "cifar-resnet50": (3, 32, lambda n: robustness_cifar.ResNet50(num_classes=n)),
    "cifar-resnet101": (3, 32, lambda n: resnet.ResNet(resnet.Bottleneck, [3, 4, 23, 3], n)),
    "cifar-resnet152": (3, 32, lambda n: resnet.ResNet(resnet.Bottleneck, [3, 8, 36, 3], n)),
    "cifar-preact-resnet18": (3, 32, pre_activation(False, False)),
    "cifar-preact-resnet18-early": (3, 32, pre_activation(True, False)),
    "cifar-preact-resnet18-norm": (3, 32, pre_activation(False, True)),
    "cifar-preact-resnet18-norm-early": (3, 32, pre_activation(True, True)),
    "cifar-wide-resnet": (3, 32, lambda n: wide_resnet.WideResNet(28, n, 10)),
    "dm-wide-resnet-swish": (3, 32, unnormalised(
        partial(dm_wide_resnet.DMWideResNet, depth=28, width=10, activation_fn=swish))),
    "dm-wide-resnet-relu": (3, 32, unnormalised(
        partial(dm_wide_resnet.DMWideResNet, depth=28, width=10, activation_fn=relu))),
    "dm-preact-resnet18-swish": (3, 32, unnormalised(
        partial(dm_wide_resnet.DMPreActResNet, activation_fn=swish))),
    "dm-preact-resnet18-relu": (3, 32, unnormalised(
        partial(dm_wide_resnet.DMPreActResNet, activation_fn=relu))),
}
TRANSFORMERS = ("vit_b_16", "vit_b_32", "vit_l_16", "vit_l_32")


def make(name, classes, side):
    """The network in evaluation mode, and its images' channels and side."""
    if name in TRANSFORMERS:
        network = getattr(tv, name)(weights=None, num_classes=classes, image_size=side)
        return network.eval(), 3, side
    channels, own_side, maker = NETWORKS[name]
    return maker(classes).eval(), channels, own_side or side
