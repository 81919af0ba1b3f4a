"""Words of lines, cleaned and added up in a dict."""


def stats(lines):
    counts = {}
    for line in lines:
        for word in line.split():
            word = word.strip(".,;").lower()
            if len(word) < 3:
                continue
            counts[word] = counts.get(word, 0) + len(line)
    return counts


lines = [f"The {k % 97} quick brown foxes; jumped over, item{k % 5000} lazy dogs." for k in range(250_000)]
print(len(stats(lines)))
