"""Parses a flame graph as a browser does, up to running its program."""

import html.parser
import json
import sys


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.tags, self.policy, self.data, self.inside = [], None, "", None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        for name in ("src", "href", "srcset", "action"):
            assert name not in attributes, f"{tag} loads something"
        assert not any(name.startswith("on") for name in attributes)
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        self.inside = attributes.get("id") if tag == "script" else None

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, text):
        if self.inside == "data":
            self.data += text


page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
assert page.tags.count("script") == 2, page.tags
assert page.policy.startswith("default-src 'none'")
assert "connect-src" not in page.policy and "http" not in page.policy
data = json.loads(page.data)
totals = {}
nodes, places = data["nodes"], data["places"]
for thread in data["threads"]:
    for node, weight in zip(thread["node"], thread["nanoseconds"]):
        names = []
        while node >= 0:
            names.append(places["name"][nodes["place"][node]])
            node = nodes["parent"][node]
        key = "|".join([thread["name"]] + names[::-1])
        totals[key] = totals.get(key, 0) + weight / 1000
print(json.dumps(totals))
