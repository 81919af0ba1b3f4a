#: stdin text\n
import sys

for stream in [sys.stdin, sys.stdout, sys.stderr]:
    print(
        stream.name, stream.mode, stream.encoding, stream.errors,
        stream.isatty(), stream.line_buffering, stream.write_through,
        stream.fileno(), stream.newlines, type(stream.buffer),
    )
