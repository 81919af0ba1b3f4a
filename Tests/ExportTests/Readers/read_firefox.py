"""Follows the tables of a processed profile, as the Firefox Profiler does."""

import json
import sys

profile = json.load(open(sys.argv[1], encoding="utf-8"))
meta, shared = profile["meta"], profile["shared"]
assert meta["preprocessedProfileVersion"] == 62
assert any(c["color"] == "grey" for c in meta["categories"])


def column(table, name, limit=None, optional=False):
    values = table[name]
    assert len(values) == table["length"], name
    for value in values:
        if value is None:
            assert optional, name
        elif limit is not None:
            assert 0 <= value < limit, name
    return values


texts = shared["stringArray"]
functions, frames = shared["funcTable"], shared["frameTable"]
stacks, sources = shared["stackTable"], shared["sources"]
for table in (functions, frames, stacks, sources):
    for name in table:
        if name != "length":
            column(table, name, optional=True)
column(sources, "filename", len(texts))
column(functions, "name", len(texts))
column(functions, "source", sources["length"], optional=True)
column(frames, "func", functions["length"])
column(frames, "category", len(meta["categories"]))
column(stacks, "frame", frames["length"])
for index, prefix in enumerate(column(stacks, "prefix", optional=True)):
    assert prefix is None or prefix < index
totals = {}
for thread in profile["threads"]:
    assert isinstance(thread["pid"], str) and isinstance(thread["tid"], str)
    assert "unregisterTime" in thread and "processShutdownTime" in thread
    samples = thread["samples"]
    for name in samples:
        if name not in ("length", "weightType"):
            column(samples, name, optional=name == "stack")
    column(samples, "stack", stacks["length"], optional=True)
    assert min(samples["timeDeltas"]) >= 0
    for stack, weight in zip(samples["stack"], samples["weight"]):
        names = []
        while stack is not None:
            function = frames["func"][stacks["frame"][stack]]
            names.append(texts[functions["name"][function]])
            stack = stacks["prefix"][stack]
        key = "|".join([thread["name"]] + names[::-1])
        totals[key] = round(totals.get(key, 0) + weight * 1000, 3)
print(json.dumps(totals))
