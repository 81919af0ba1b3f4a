#: environment PYTHONHASHSEED=0
print({"one", "two", "three"}, hash("text"), hash(b"bytes"))
