import ctypes
import os

print(ctypes.pythonapi.PyLong_AsLong(ctypes.py_object(42)))
print(ctypes.CDLL(None).getpid() == os.getpid())
print(ctypes.pythonapi.Py_IsInitialized())
