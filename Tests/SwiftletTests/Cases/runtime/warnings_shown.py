import warnings

for number in range(3):
    warnings.warn("shown once")
warnings.warn("old", DeprecationWarning)
warnings.warn("pending", PendingDeprecationWarning)
open(__file__)
