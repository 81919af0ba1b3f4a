"""Checksums of many blobs, to find doubles."""
# label: stay (native)
import hashlib


def doubles(blobs):
    seen = {}
    found = 0
    for number, blob in enumerate(blobs):  # HOT
        digest = hashlib.sha256(blob).hexdigest()
        if digest in seen:
            found += 1
        seen[digest] = number
    return found


blobs = [bytes([k % 251]) * 400_000 for k in range(300)]
print(doubles(blobs * 10))
