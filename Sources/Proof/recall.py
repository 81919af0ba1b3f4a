"""Writes calls that were captured while the script was profiled as a journal.

Arguments: a file of JSON, a list for each function; the journal. Reading the
journal gives the values as if the calls had been captured in a run of their
own, but for what became of the arguments, which is not known.
"""
import base64
import json
import marshal
import pickle
import sys


def pickled(text):
    """Of a tuple."""
    return marshal.dumps(("pickle", base64.b64decode(text)))


def pickled_alone(text):
    value = pickle.loads(base64.b64decode(text))
    return marshal.dumps(("pickle", pickle.dumps((value,))))


def main(source, journal):
    with open(source) as file:
        targets = json.load(file)
    with open(journal, "wb") as file:
        for target, function in enumerate(targets):
            for call in function["captured"]:
                result = call.get("result")
                record = marshal.dumps((
                    "call", target, function["calls"], function["seconds"],
                    0.0, pickled(call["arguments"]),
                    "unknown" if result is None else "result",
                    None if result is None else pickled_alone(result), None))
                file.write(len(record).to_bytes(8, "little") + record)


main(*sys.argv[1:])
