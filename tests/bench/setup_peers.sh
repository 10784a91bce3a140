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
"$folder/bin/pip" install --quiet pandas cachetools packaging
"$folder/bin/pip" install --quiet --no-deps quantus==0.6.0 captum==0.9.0
"$folder/bin/pip" install --quiet gitpython
"$folder/bin/pip" install --quiet --no-deps foolbox==3.3.4 torchattacks==3.5.1 eagerpy==0.30.0
echo "$folder/bin/python"
