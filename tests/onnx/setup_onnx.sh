#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# setup_onnx.sh [FOLDER]: a private Python environment with ONNX, its tests and PyTorch's exporter,
# and the test data that tests/onnx reads: FOLDER/data/node, FOLDER/data/whole. It is never a
# dependency of the product. make_node_tests.py and make_networks.py may be run again alone.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-"$here/../../.deps/onnx"}
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet onnx==1.23.2 onnxruntime numpy onnxscript torch==2.13.0
"$folder/bin/python" "$here/make_node_tests.py" "$folder/data"
"$folder/bin/python" "$here/make_networks.py" "$folder/data/whole"
echo "$folder/bin/python"
