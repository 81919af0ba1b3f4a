"""Lengths of runs of equal characters, written as text."""


def encode(text):
    result = ""
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        result += text[i] + str(j - i)
        i = j
    return result


text = "".join("abcdxyz"[k * k % 7] * (1 + k % 5) for k in range(600_000))
print(len(encode(text)))
print(len(encode(text[::-1])))
