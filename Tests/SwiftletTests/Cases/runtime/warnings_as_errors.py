#: environment PYTHONWARNINGS=error
import warnings

warnings.warn("becomes an exception")
