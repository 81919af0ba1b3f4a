"""Writes settings safely: every change is flushed to the disk."""
# label: stay (io)
import os
import tempfile
import time


def save(folder, settings):
    for key, value in settings:  # HOT
        path = os.path.join(folder, key)
        with open(path, "w") as file:
            file.write(value)
            file.flush()
            os.fsync(file.fileno())
        time.sleep(0.03)


with tempfile.TemporaryDirectory() as folder:
    save(folder, [(f"key{k}", "value" * k) for k in range(40)])
    print(len(os.listdir(folder)))
