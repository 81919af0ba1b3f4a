"""Has flamegraph.pl draw the stacks, and reads its picture.

Debian has the script within Devel::NYTProf.
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree

SCRIPT = "/usr/share/perl5/Devel/NYTProf/flamegraph.pl"
SVG = "{http://www.w3.org/2000/svg}"

picture = subprocess.run(
    ["perl", SCRIPT, "--minwidth", "0", sys.argv[1]], check=True,
    capture_output=True).stdout
boxes = []
for group in xml.etree.ElementTree.fromstring(picture).iter(SVG + "g"):
    box, title = group.find(SVG + "rect"), group.find(SVG + "title")
    name, count = re.fullmatch(
        r"(.*) \(([\d,]+) samples?, [\d.]+%\)", title.text).groups()
    boxes.append((float(box.get("y")), float(box.get("x")),
                  float(box.get("width")), name,
                  int(count.replace(",", ""))))
# The roots are at the bottom, each box stands on the one that called it.
boxes.sort(reverse=True)
totals, rows = {}, {}
for y, x, width, name, count in boxes:
    below = next((row for row in rows.get(y + 16, [])
                  if row[0] <= x + 0.05 and x + width <= row[1] + 0.1), None)
    path = () if below is None else below[2] + (name,)
    rows.setdefault(y, []).append((x, x + width, path))
    totals[path] = totals.get(path, 0) + count
    if below is not None:
        totals[below[2]] -= count
print(json.dumps({"|".join(path): count for path, count in totals.items()
                  if path and count > 0}))
