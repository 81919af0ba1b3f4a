import os

import json.tool

os.makedirs("made/here")
with open("made/file", "w") as file:
    file.write("text")
for folder, folders, files in sorted(os.walk(".")):
    print(folder, sorted(folders), sorted(files))
