#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# setup_known_networks.sh [FOLDER]: a private Python environment with the definitions of networks
# that others publish weights for, and what they compute: FOLDER/data for the slow tests of
# tests/model, and tests/model/known_networks.json for the quick ones. It is never a dependency of
# the product. torchvision wants a newer PyTorch than this one, but its networks do not.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-"$here/../../.deps/known_networks"}
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet torch==2.13.0 numpy pillow requests dill onnxruntime
"$folder/bin/pip" install --quiet --no-deps torchvision==0.29.1 torchxrayvision==1.5.7 \
  robustness==1.2.1.post2 robustbench==1.1.1
"$folder/bin/python" "$here/make_known_networks.py" "$here/known_networks.json" "$folder/data"
