"""Reads the lines of a feed, each a JSON document."""
# label: stay (native)
import json


def load(lines):
    total = 0
    for line in lines:  # HOT
        document = json.loads(line)
        total += len(document["tags"])
    return total


line = json.dumps({
    "id": 7, "name": "a name that is somewhat long", "tags": list(range(400)),
    "text": "words " * 200, "nested": [{"a": k, "b": str(k)} for k in range(60)],
})
print(load([line] * 28_000))
