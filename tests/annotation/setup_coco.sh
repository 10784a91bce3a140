#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# setup_coco.sh [FOLDER]: a private Python environment with pycocotools, for the test that reads our
# exports with it. It is never a dependency of the product.
set -euo pipefail
folder=${1:-"$(dirname "$0")/../../.deps/coco"}
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet pycocotools==2.0.10 numpy
echo "$folder/bin/python"
