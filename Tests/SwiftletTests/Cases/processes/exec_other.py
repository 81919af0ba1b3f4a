import os

os.execvp("sh", ["sh", "-c", "echo replaced; kill -USR1 $$"])
