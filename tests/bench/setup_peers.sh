#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# setup_peers.sh [FOLDER]: a private Python environment with the peers that the benchmarks compare
# with. They are never a dependency of the product.
set -euo pipefail
folder=${1:-"$(dirname "$0")/../../.deps/peers"}
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet torch==2.13.0 numpy scipy scikit-image scikit-learn matplotlib \
  pillow opencv-python-headless tqdm ttach requests
"$folder/bin/pip" install --quiet --no-deps lime==0.2.0.1 grad-cam==1.5.7
echo "$folder/bin/python"
