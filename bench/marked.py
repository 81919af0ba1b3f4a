"""Puts what was measured between the marks of a document."""

import pathlib


def write(path, name, text):
    begin, end = f"<!-- {name} -->", "<!-- end -->"
    path = pathlib.Path(path)
    before, rest = path.read_text().split(begin)
    after = rest.split(end, 1)[1]
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}")
