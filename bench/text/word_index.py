"""In which documents each word is."""


def build(documents):
    index = {}
    for number, text in enumerate(documents):
        for word in text.split(" "):
            places = index.get(word)
            if places is None:
                index[word] = [number]
            elif places[-1] != number:
                places.append(number)
    return index


documents = [" ".join(f"w{(k * m) % 3001}" for m in range(1, 12)) for k in range(90_000)]
print(len(build(documents)))
