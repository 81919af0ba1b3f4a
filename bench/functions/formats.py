"""Templates, queries and settings, taken apart by hand."""


def expand_template(template, values):
    out, i = "", 0
    while i < len(template):
        if template[i] == "{":
            end = template.find("}", i)
            if end < 0:
                raise ValueError("unclosed brace")
            key = template[i + 1:end].strip()
            out += values.get(key, "?")
            i = end + 1
        else:
            out += template[i]
            i += 1
    return out


def parse_query(query):
    result = {}
    for part in query.split("&"):
        if not part:
            continue
        key, _, value = part.partition("=")
        result.setdefault(key, []).append(value.replace("+", " "))
    return result


def parse_ini(text):
    sections = {}
    current = "default"
    for raw in text.splitlines():
        line = raw.split(";")[0].strip()
        if not line:
            continue
        if line.startswith("[") and line.endswith("]"):
            current = line[1:-1]
            continue
        key, value = line.split("=", 1)
        sections.setdefault(current, {})[key.strip()] = value.strip()
    return sections


CALLS = {
    "expand_template": [("hi { name }, {greet}!", {"name": "Bo"})],
    "parse_query": [("a=1&b=2+3&a=4&&c",)],
    "parse_ini": [("x = 1\n[s]\ny=2 ; why\n\n",)],
}
EITHER = {
    "expand_template": [("{a", {"a": "b"})],
    "parse_ini": [("novalue",)],
}
FALLS_BACK = {}
