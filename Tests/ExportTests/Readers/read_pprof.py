"""Reads a pprof file with Python's own protobuf library.

The messages are built here from the numbers in pprof's profile.proto, and not
from the file that Swiftlet's are made of.
"""

import gzip
import json
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.unknown_fields import UnknownFieldSet

TYPES = {"int64": 3, "uint64": 4, "bool": 8, "string": 9}
MESSAGES = {
    "Profile": [
        (1, "sample_type", "*ValueType"), (2, "sample", "*Sample"),
        (3, "mapping", "*Mapping"), (4, "location", "*Location"),
        (5, "function", "*Function"), (6, "string_table", "*string"),
        (7, "drop_frames", "int64"), (8, "keep_frames", "int64"),
        (9, "time_nanos", "int64"), (10, "duration_nanos", "int64"),
        (11, "period_type", "ValueType"), (12, "period", "int64"),
        (13, "comment", "*int64"), (14, "default_sample_type", "int64"),
    ],
    "ValueType": [(1, "type", "int64"), (2, "unit", "int64")],
    "Sample": [
        (1, "location_id", "*uint64"), (2, "value", "*int64"),
        (3, "label", "*Label"),
    ],
    "Label": [
        (1, "key", "int64"), (2, "str", "int64"), (3, "num", "int64"),
        (4, "num_unit", "int64"),
    ],
    "Mapping": [(1, "id", "uint64"), (5, "filename", "int64")],
    "Location": [
        (1, "id", "uint64"), (2, "mapping_id", "uint64"),
        (3, "address", "uint64"), (4, "line", "*Line"),
        (5, "is_folded", "bool"),
    ],
    "Line": [
        (1, "function_id", "uint64"), (2, "line", "int64"),
        (3, "column", "int64"),
    ],
    "Function": [
        (1, "id", "uint64"), (2, "name", "int64"), (3, "system_name", "int64"),
        (4, "filename", "int64"), (5, "start_line", "int64"),
    ],
}


def profile_class():
    file = descriptor_pb2.FileDescriptorProto(
        name="profile.proto", package="perftools.profiles", syntax="proto3")
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for number, field, kind in fields:
            plain = kind.lstrip("*")
            made = message.field.add(
                name=field, number=number, label=3 if kind != plain else 1,
                type=TYPES.get(plain, 11))
            if plain not in TYPES:
                made.type_name = f".perftools.profiles.{plain}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(
        pool.FindMessageTypeByName("perftools.profiles.Profile"))


def check_known(message):
    assert len(UnknownFieldSet(message)) == 0, message
    for field, value in message.ListFields():
        if field.message_type is not None:
            parts = value if not hasattr(value, "ListFields") else [value]
            for part in parts:
                check_known(part)


raw = open(sys.argv[1], "rb").read()
assert raw[:2] == b"\x1f\x8b", "not a gzip file"
profile = profile_class().FromString(gzip.decompress(raw))
check_known(profile)
text = profile.string_table
assert text[0] == "" and len(set(text)) == len(text)
functions = {function.id: function for function in profile.function}
locations = {location.id: location for location in profile.location}
assert 0 not in functions and 0 not in locations
assert len(functions) == len(profile.function)
totals = {}
for sample in profile.sample:
    assert len(sample.value) == len(profile.sample_type)
    names = [
        text[functions[line.function_id].name]
        for location in reversed(sample.location_id)
        for line in locations[location].line
    ]
    labels = {
        text[label.key]: text[label.str] or label.num for label in sample.label
    }
    key = "|".join([labels["thread"]] + names)
    totals[key] = totals.get(key, 0) + sample.value[1] / 1000
kinds = [f"{text[kind.type]}/{text[kind.unit]}" for kind in profile.sample_type]
print(json.dumps({
    "totals": totals, "types": kinds,
    "default": text[profile.default_sample_type], "period": profile.period,
    "states": sorted({
        text[label.str] for sample in profile.sample for label in sample.label
        if text[label.key] == "state"
    }),
    "files": sorted({text[f.filename] for f in profile.function}),
}))
