# SPDX-License-Identifier: Apache-2.0
# read_coco.py FILE: what pycocotools makes of an export, as one line of JSON: for each image its
# categories, and for each outline its area, its box and the sums of its pixels' positions.
import contextlib
import io
import json
import sys

import numpy
from pycocotools.coco import COCO

with contextlib.redirect_stdout(io.StringIO()):
    coco = COCO(sys.argv[1])
images = []
for image in coco.loadImgs(sorted(coco.getImgIds())):
    labels, outlines = [], []
    for item in coco.loadAnns(coco.getAnnIds(imgIds=image["id"])):
        name = coco.loadCats(item["category_id"])[0]["name"]
        labels.append(name)
        if "segmentation" in item:
            rows, columns = numpy.nonzero(coco.annToMask(item))
            outlines.append([name, int(item["area"]), len(rows), item["bbox"],
                             int(rows.sum()), int(columns.sum())])
    images.append({"file": image["file_name"], "labels": sorted(labels), "outlines": outlines})
print(json.dumps(images))
