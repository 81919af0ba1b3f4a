"""Nests trace events as Perfetto does: by time, within each thread."""

import json
import sys

events = json.load(open(sys.argv[1], encoding="utf-8"))["traceEvents"]
threads = {
    (e["pid"], e["tid"]): e["args"]["name"] for e in events
    if e["ph"] == "M" and e["name"] == "thread_name"
}
slices = [e for e in events if e["ph"] == "X"]
assert len(threads) + len(slices) + 1 == len(events)
totals = {}
for key, name in threads.items():
    own = [e for e in slices if (e["pid"], e["tid"]) == key]
    own.sort(key=lambda e: (e["ts"], -e["dur"]))
    open_slices = []
    for event in own:
        start, end = round(event["ts"] * 1000), round(
            (event["ts"] + event["dur"]) * 1000)
        while open_slices and open_slices[-1][1] <= start:
            open_slices.pop()
        if open_slices:
            assert end <= open_slices[-1][1], "slices overlap"
            totals[open_slices[-1][2]] -= (end - start) / 1000
        parent = open_slices[-1][2] if open_slices else name
        path = f"{parent}|{event['name']}"
        totals[path] = totals.get(path, 0) + (end - start) / 1000
        open_slices.append((start, end, path))
print(json.dumps({k: round(v, 3) for k, v in totals.items() if v > 0.0005}))
