"""Proteins of a genome, three letters looked up at a time."""


BASES = "TCAG"
AMINO = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"
TABLE = {a + b + c: AMINO[16 * i + 4 * j + k]
         for i, a in enumerate(BASES) for j, b in enumerate(BASES) for k, c in enumerate(BASES)}


def translate(dna):
    protein = ""
    for i in range(0, len(dna) - 2, 3):
        protein += TABLE[dna[i:i + 3]]
    return protein


def gc(dna):
    n = 0
    for base in dna:
        if base == "G" or base == "C":
            n += 1
    return n / len(dna)


dna = "".join("ACGT"[(k * k + k // 7) % 4] for k in range(3_000_000))
print(len(translate(dna)), round(gc(dna), 3))
