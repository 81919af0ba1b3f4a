"""Reads the journal that `injection.py` wrote, rebuilding its values."""
import array
import collections
import copyreg
import itertools
import marshal
import pickle
import random
import sys

shared_generators = None, None


def count_state(value):
    """What makes the same `itertools.count`: `copy` cannot, from 3.14 on."""
    return itertools.count, tuple(map(int, repr(value)[6:-1].split(", ")))


copyreg.pickle(itertools.count, count_state)


def records(path):
    with open(path, "rb") as file:
        data = file.read()
    start = 0
    while start + 8 <= len(data):
        size = int.from_bytes(data[start:start + 8], "little")
        # The last record may be cut short: the script was killed.
        if start + 8 + size > len(data):
            return
        yield marshal.loads(data[start + 8:start + 8 + size])
        start += 8 + size


def restore_generator():
    """What the functions of `random`, and those of `numpy.random`, draw from
    is as it was at the call."""
    own, of_numpy = shared_generators
    if own is not None:
        random.setstate(own)
    if of_numpy is not None:
        import numpy
        words, *rest = of_numpy
        numpy.random.set_state(
            ("MT19937", numpy.frombuffer(words, "u4"), *rest))


stand_ins = {}


def stand_in(name, base=object):
    """A class in the place of one of the script's."""
    if name not in stand_ins:
        stand_ins[name] = type(name, (base,), {"__module__": "__main__"})
    return stand_ins[name]


# What finds the classes of instances, the last of these.
class_finders = [stand_in]


COLLECTIONS = {"deque", "Counter", "OrderedDict", "defaultdict", "count"}
FACTORIES = {kind.__name__: kind for kind in (
    int, float, bool, str, list, dict, set, tuple)}


class UnknownFactory:
    """In the place of one of the script's own."""

    def __call__(self):
        raise TypeError("what a defaultdict makes was not recorded")


def empty_collection(kind, fact):
    if kind == "deque":
        return collections.deque((), fact)
    if kind == "count":
        return itertools.count(*fact)
    if kind == "defaultdict":
        return collections.defaultdict(
            fact and FACTORIES.get(fact, UnknownFactory()))
    return getattr(collections, kind)()


def put_items_together(value, result, memo, instances):
    for key, item in value.items():
        result[put_together(key, memo, instances)] = put_together(
            item, memo, instances)


def put_together(value, memo, instances):
    """The value with instances where they were taken apart."""
    kind = type(value)
    if kind not in (list, tuple, dict):
        return value
    if id(value) in memo:
        return memo[id(value)]
    if kind is list:
        result = memo[id(value)] = []
        result += [put_together(v, memo, instances) for v in value]
    elif kind is dict:
        result = memo[id(value)] = {}
        put_items_together(value, result, memo, instances)
    elif len(value) == 2 and value[0] is ...:
        result = instances[value[1]]
    elif len(value) == 4 and value[0] is ... and value[1] is None:
        kind, *facts = value[2]
        if kind in COLLECTIONS:
            result = memo[id(value)] = empty_collection(kind, *facts)
            if kind == "deque":
                result.extend(
                    put_together(v, memo, instances) for v in value[3])
            elif kind != "count":
                put_items_together(value[3], result, memo, instances)
        else:
            result = rebuilt_buffer(value[2], value[3])
    elif value and value[0] is ...:
        result = tuple.__new__(class_finders[-1](value[1], tuple), [
            put_together(v, memo, instances) for v in value[2]])
    else:
        result = tuple([put_together(v, memo, instances) for v in value])
    memo[id(value)] = result
    return result


def put_all_together(values, apart):
    instances = [object.__new__(class_finders[-1](name)) for name, _ in apart]
    memo = {}
    for instance, (_, attributes) in zip(instances, apart):
        for name, item in attributes.items():
            object.__setattr__(
                instance, name, put_together(item, memo, instances))
    return [put_together(value, memo, instances) for value in values]


def rebuilt(recorded):
    """Fresh values, equal and aliased like those recorded."""
    global shared_generators
    loaded = marshal.loads(recorded)
    if loaded[0] == "pickle":
        return list(pickle.loads(loaded[1]))
    kinds, values, shared_generators, *apart = loaded
    restore_generator()
    if apart:
        values[:] = put_all_together(values, apart[0])
    for index, kind in enumerate(kinds):
        if kind is None:
            continue
        values[index] = (
            values[kind[1]] if kind[0] == "same"
            else rebuilt_buffer(kind, values[index]))
    return values


def member(name, own_name):
    """Of an Enum; of a class that stands in for it, one for each name."""
    found = class_finders[-1](name)
    if not hasattr(found, own_name):
        kind = found if found is stand_ins.get(name) else Opaque
        setattr(found, own_name, object.__new__(kind))
    return getattr(found, own_name)


class Opaque:
    """In the place of something that could not be recorded."""


def rebuilt_buffer(kind, data):
    """What `marshal` could not hold, from what it could."""
    if kind[0] == "opaque":
        return Opaque()
    if kind[0] == "member":
        return member(*kind[1:])
    if kind[0] == "bytearray":
        return bytearray(data)
    if kind[0] == "random":
        value = random.Random()
        value.setstate(data)
        return value
    if kind[0] == "array":
        value = array.array(kind[1])
        value.frombytes(data)
        return value
    if kind[0] == "scalar":
        import numpy
        return numpy.frombuffer(data, dtype=kind[1])[0]
    return rebuilt_ndarray(kind, data)


def rebuilt_ndarray(kind, data):
    import numpy

    _, dtype, shape, writeable, step = kind
    value = numpy.frombuffer(bytearray(data), dtype=dtype).reshape(shape)
    if len(shape) == 1 and abs(step) > 1 or step == -1:
        spread = numpy.zeros(len(value) * abs(step), dtype=dtype)[::step]
        spread[:] = value
        value = spread
    value.flags.writeable = writeable
    return value


def calls(path, target):
    """The calls of one target that were recorded with their arguments."""
    for record in records(path):
        if record[:2] == ("call", target) and record[5] is not None:
            yield record
