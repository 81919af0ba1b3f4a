"""How many commas are there in a file?"""
# label: use-library


def commas(text):
    n = 0
    for character in text:  # HOT
        if character == ",":
            n += 1
    return n


text = "name,street,town,2024-01-02,17.5\n" * 45_000
print(sum(commas(text) for _ in range(25)))
