"""Titles made fit for addresses."""


def slug(title):
    out = []
    dash = False
    for c in title.lower():
        if c.isalnum():
            if dash and out:
                out.append("-")
            out.append(c)
            dash = False
        else:
            dash = True
    return "".join(out)


def slugs(titles):
    return [slug(title) for title in titles]


titles = [f"Ten Ways to -- Improve Your {k} Garden, (part {k % 9})!" for k in range(120_000)]
print(len(set(slugs(titles))))
