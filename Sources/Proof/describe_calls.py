"""Writes as JSON what a journal holds: types of arguments, counts, notes."""
import itertools
import json
from collections import Counter, OrderedDict, defaultdict, deque

SCALARS = {int, float, bool, type(None), str, bytes, complex}


def beyond(values):
    return any(type(v) is int and not -1 << 63 <= v < 1 << 63 for v in values)


def described(name, elements=(), uniform=False, large=False, **extra):
    return dict(
        name=name, elements=list(elements), isUniform=uniform,
        exceeds64Bits=large, **extra)


# The instances met, those whose attributes were not looked at yet, and the
# types that attributes have, by class.
INSTANCE_LIMIT = 20000
SIGNATURE_LIMIT = 24
met, waiting, attributes = {}, [], {}


def note_instance(value):
    if id(value) not in met and len(met) < INSTANCE_LIMIT:
        met[id(value)] = value
        waiting.append(value)


def look_at_instances():
    while waiting:
        value = waiting.pop()
        known = attributes.setdefault(type(value).__qualname__, {})
        for name, item in vars(value).items():
            counter = known.setdefault(name, Counter())
            counter[json.dumps(type_of(item))] += 1
    met.clear()


def counted(counter):
    return [dict(type=json.loads(kind), count=count)
            for kind, count in counter.most_common()]


# What a defaultdict's factory can be.
MADE = (int, float, bool, str, list, dict, set)


def distinct(values):
    """The distinct types of values."""
    values = list(values)
    kinds = set(map(type, values))
    if kinds == {tuple}:
        flat = list(itertools.chain.from_iterable(values))
        if set(map(type, flat)) <= SCALARS:
            large = beyond(flat)
            signatures = {tuple(map(type, v)) for v in values}
            return [tuple_of([
                described(kind.__name__, large=large and kind is int)
                for kind in signature]) for signature in signatures]
    found = []
    if kinds <= SCALARS:
        return [
            described(
                kind.__name__, large=kind is int and beyond(values))
            for kind in kinds]
    for value in values[:20000]:
        kind = type_of(value)
        if kind not in found:
            found.append(kind)
    return found


def tuple_of(elements):
    if len(elements) <= 16:
        return described("tuple", elements)
    unique = [e for i, e in enumerate(elements) if e not in elements[:i]]
    return described("tuple", unique, uniform=True)


def type_of(value):
    kind = type(value)
    name = kind.__name__
    if kind is tuple:
        return tuple_of([type_of(v) for v in value])
    if kind in (list, set, frozenset, deque):
        return described(name, distinct(value))
    if kind in (dict, Counter, OrderedDict, defaultdict):
        values = distinct(value.values())
        if kind is defaultdict and not values and value.default_factory in MADE:
            # What would be put in first.
            values = [type_of(value.default_factory())]
        return described(name, [
            described("key", distinct(value.keys())),
            described("value", values)])
    if kind in (bytes, bytearray):
        return described(name, format="B", dimensions=1)
    if kind.__module__ == "array":
        return described("array.array", format=value.typecode, dimensions=1)
    if kind.__module__ == "numpy" and name != "ndarray":
        return described("numpy." + name)
    if kind.__module__ == "numpy":
        view = memoryview(value)
        return described(
            "numpy.ndarray", format=view.format, dimensions=value.ndim)
    if kind is itertools.count:
        return described("itertools.count")
    if kind.__module__ == "__main__":
        name = "__main__." + kind.__qualname__
        if isinstance(value, tuple):
            return described(name, [type_of(v) for v in value])
        note_instance(value)
        return described(name)
    return described(name, large=beyond([value]))


def describe(path, targets):
    result = []
    for target in range(targets):
        summary = dict(
            calls=0, seconds=0.0, recorded=0, loaded=None, notes=[],
            parameters=[], attributes={}, signatures=[])
        counts, signatures = [], Counter()
        attributes.clear()
        for record in records(path):
            if record[1] != target:
                continue
            if record[0] == "note":
                summary["notes"].append(record[2])
            elif record[0] == "loaded":
                summary["loaded"] = record[2]
            elif record[0] == "call":
                summary["calls"] = max(summary["calls"], record[2])
                summary["seconds"] = max(summary["seconds"], record[3])
                if record[5] is None:
                    continue
                summary["recorded"] += 1
                types = [json.dumps(type_of(v)) for v in rebuilt(record[5])]
                signatures[tuple(types)] += 1
                for index, kind in enumerate(types):
                    if index == len(counts):
                        counts.append(Counter())
                    counts[index][kind] += 1
                look_at_instances()
        summary["parameters"] = [counted(counter) for counter in counts]
        summary["signatures"] = [
            dict(types=[json.loads(kind) for kind in types], count=count)
            for types, count in signatures.most_common(SIGNATURE_LIMIT)]
        summary["attributes"] = {
            name: [
                dict(name=attribute, isParameter=False, types=counted(counter))
                for attribute, counter in known.items()]
            for name, known in attributes.items()}
        result.append(summary)
    return result


if __name__ == "__main__":
    json.dump(describe(sys.argv[1], int(sys.argv[2])), sys.stdout)
