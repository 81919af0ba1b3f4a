"""Puts the results of many pages into one list."""
# label: use-library


def flatten(pages):
    results = []
    for page in pages:  # HOT
        for result in page:
            results.append(result)
    return results


def main():
    pages = [list(range(k, k + 100)) for k in range(2_500)]
    n = 0
    for _ in range(300):
        n += len(flatten(pages))
    print(n)


main()
