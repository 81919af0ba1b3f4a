import bz2
import decimal
import hashlib
import json
import sqlite3
import ssl
import zlib

print(decimal.Decimal(1) / 7, zlib.crc32(b"text"), len(bz2.compress(b"x" * 99)))
print(hashlib.sha256(b"x").hexdigest(), json.dumps([1.5, None]))
print(sqlite3.connect(":memory:").execute("select 6 * 7").fetchone())
