#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# setup_pydicom.sh [FOLDER]: a private Python environment with pydicom and its decoders, for the
# tests that read our files with it. It is never a dependency of the product.
set -euo pipefail
folder=${1:-"$(dirname "$0")/../../.deps/dicom"}
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet pydicom==3.0.1 numpy pylibjpeg pylibjpeg-libjpeg \
  pylibjpeg-openjpeg pylibjpeg-rle
echo "$folder/bin/python"
